//! An invitation: who asks, through what, for how long still; then why it is gone.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::last_words::first_words;
use super::state::use_panel;
use crate::browser::location;
use crate::desk::use_desk;
use crate::domain::conversation::{Answer, Conversation, Phase, Vanishing};
use crate::domain::route::Route;
use crate::ids::ConversationId;
use crate::time::Millis;
use crate::view::now::use_now;
use crate::view::ui::{Avatar, Button, Countdown, Icon, IconButton, Weight};
use crate::words::{Word, phrases, say, trouble};

/// How far an invitation has come; its answer is read apart, so that the buttons stay in place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// On offer, until a time if there is one.
    Offered(Option<(Millis, Millis)>),
    /// Over.
    Gone(Vanishing),
}

impl Stage {
    fn of(chat: &Conversation) -> Option<Self> {
        match &chat.phase {
            Phase::Invited(invitation) => Some(Self::Offered(invitation.since.zip(invitation.until))),
            Phase::Vanished(why) => Some(Self::Gone(*why)),
            Phase::Joined { .. } | Phase::Ended { .. } | Phase::Elsewhere { .. } => None,
        }
    }
}

/// An invitation, or what became of one.
#[component]
pub fn InvitationCard(
    /// The chat that is offered.
    id: ConversationId,
) -> impl IntoView {
    let desk = use_desk();
    let stage = Memo::new(move |_| desk.conversation(id, Stage::of).flatten());
    let is_over = move || matches!(stage.get(), Some(Stage::Gone(_)));
    let label = move || {
        let name = desk.conversation(id, |chat| phrases::name_of(&chat.name).to_owned());
        phrases::invitation_of(&name.unwrap_or_default())
    };
    view! {
        <section class="invitation" class:invitation-over=is_over aria-label=label>
            <Who id=id />
            {move || match stage.get()? {
                Stage::Offered(time) => Some(view! { <Offer id=id time=time /> }.into_any()),
                Stage::Gone(why) => Some(view! { <Farewell id=id why=why /> }.into_any()),
            }}
        </section>
    }
}

/// Who asks, through what, for which queue, and the first words.
#[component]
fn Who(id: ConversationId) -> impl IntoView {
    let desk = use_desk();
    let face = Memo::new(move |_| desk.conversation(id, |chat| (chat.name.clone(), chat.source.clone())));
    let avatar = move || face.get().map(|(name, source)| view! { <Avatar name=name source=source /> });
    let name = move || face.get().map(|(name, _)| phrases::name_of(&name).to_owned());
    let from = Memo::new(move |_| {
        desk.conversation(id, |chat| phrases::origin(&chat.source, chat.queue.as_deref()))
    });
    let words = Memo::new(move |_| desk.conversation(id, |chat| first_words(chat, desk.me())));
    view! {
        {avatar}
        <a class="invitation-name one-line" href=Route::Chat(id).to_string() dir="auto">{name}</a>
        <p class="invitation-from one-line">{from}</p>
        <p class="invitation-words" dir="auto">{words}</p>
    }
}

/// The answers, and the time that is left.
#[component]
fn Offer(id: ConversationId, time: Option<(Millis, Millis)>) -> impl IntoView {
    let now = use_now();
    let ring = time.map(|(from, until)| {
        view! { <Countdown from=from until=until now=now label=say(Word::TimeToAnswer) /> }
    });
    view! {
        {ring}
        <Answers id=id with_open=true />
    }
}

/// What can be answered to an invitation.
#[component]
pub fn Answers(
    /// The chat that is offered.
    id: ConversationId,
    /// Whether to offer the chat's page too.
    #[prop(optional)]
    with_open: bool,
) -> impl IntoView {
    let desk = use_desk();
    let panel = use_panel();
    let answer = Memo::new(move |_| {
        let answer = |chat: &Conversation| chat.invitation().map(|invitation| invitation.answer);
        desk.conversation(id, answer).flatten().unwrap_or(Answer::Open)
    });
    // Shared by count: the answer may come when the card is gone.
    let failed = ArcRwSignal::new(None::<String>);
    let (accept_failed, decline_failed) = (failed.clone(), failed.clone());
    let accept = move |_| {
        panel.show_chat(id);
        let failed = accept_failed.clone();
        spawn_local(
            async move { failed.set(desk.accept(id).await.err().map(|error| trouble::call(&error))) },
        );
    };
    let decline = move |_| {
        let failed = decline_failed.clone();
        spawn_local(
            async move { failed.set(desk.decline(id).await.err().map(|error| trouble::call(&error))) },
        );
    };
    let answered = Signal::derive(move || answer.get() != Answer::Open);
    let accepting = Signal::derive(move || answer.get() == Answer::Accepting);
    let open = move || {
        view! { <Button disabled=answered on:click=move |_| location::go(Route::Chat(id))>{say(Word::Open)}</Button> }
    };
    view! {
        <div class="invitation-answers">
            <Button weight=Weight::Primary disabled=answered busy=accepting on:click=accept>{say(Word::Accept)}</Button>
            {with_open.then(open)}
            <Button weight=Weight::Quiet disabled=answered on:click=decline>{say(Word::Cancel)}</Button>
        </div>
        <p class="invitation-trouble" role="status">{move || failed.get()}</p>
    }
}

/// How long the reason stays unless it is dismissed before.
const FAREWELL_STAYS: Duration = Duration::from_secs(30);

/// Why it is gone.
#[component]
fn Farewell(id: ConversationId, why: Vanishing) -> impl IntoView {
    let desk = use_desk();
    if let Ok(timer) = set_timeout_with_handle(move || desk.dismiss(id), FAREWELL_STAYS) {
        on_cleanup(move || timer.clear());
    }
    view! {
        <p class="invitation-why" role="status">{phrases::vanished(why)}</p>
        <IconButton icon=Icon::Close label=say(Word::Dismiss) on:click=move |_| desk.dismiss(id) />
    }
}
