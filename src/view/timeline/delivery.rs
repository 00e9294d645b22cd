//! How far an own message has come, as an icon and a word, and what can be done about it.

use leptos::prelude::*;

use super::row::State;
use crate::desk::{Desk, use_desk};
use crate::domain::outgoing::{Delivery, LocalId};
use crate::ids::ConversationId;
use crate::intents::Connection;
use crate::view::composer::give_back;
use crate::view::ui::use_announcer;
use crate::words::chat::{self, ChatWord};

/// When an own message was said, and how far it has come. The icon is drawn by `style/` after
/// `data-state`.
pub(super) fn delivery(time: String, state: ArcRwSignal<State>, id: ConversationId) -> impl IntoView {
    let shown = Memo::new(move |_| state.with(Shown::of));
    announce_trouble(shown);
    // Rows are many: the time has no element of its own.
    let time = format!("{time} ");
    move || match shown.get() {
        // When it was tried says little of a message that did not get through.
        Shown::Trouble { local, state, words } => trouble(id, local, state, words).into_any(),
        Shown::Sent => {
            let words = ChatWord::Sent.text();
            view! { {time.clone()} <span class="bubble-state" data-state="sent">{words}</span> }.into_any()
        }
        Shown::OnItsWay(words) => {
            view! { {time.clone()} <span class="bubble-state" data-state="sending">{words}</span> }.into_any()
        }
        Shown::Queued { local, words } => queued(id, local, time.clone(), words).into_any(),
    }
}

/// The `data-state` of a message of which it is not known whether it has arrived.
const UNCONFIRMED: &str = "unconfirmed";

#[derive(Clone, PartialEq)]
enum Shown {
    Sent,
    OnItsWay(String),
    Queued { local: LocalId, words: String },
    Trouble { local: LocalId, state: &'static str, words: String },
}

impl Shown {
    fn of(state: &State) -> Self {
        let State::OnItsWay { local, delivery } = state else { return Self::Sent };
        let words = chat::delivery(delivery);
        match delivery {
            Delivery::Unconfirmed => Self::Trouble { local: *local, state: UNCONFIRMED, words },
            Delivery::Failed(_) => Self::Trouble { local: *local, state: "failed", words },
            Delivery::Waiting => Self::Queued { local: *local, words },
            Delivery::Uploading { .. } | Delivery::Sending => Self::OnItsWay(words),
        }
    }
}

/// A message that has not left. While there is no connection that may take long: the agent can think
/// better of it.
fn queued(id: ConversationId, local: LocalId, time: String, words: String) -> impl IntoView {
    let desk = use_desk();
    let is_away = Memo::new(move |_| !matches!(desk.connection(), Connection::Live { .. }));
    view! {
        {time}
        <span class="bubble-state" data-state="sending">{words}</span>
        {move || is_away.get().then(|| view! { <span class="bubble-mend">{discard(desk, id, local)}</span> })}
    }
}

/// Takes a message back into the composer.
fn discard(desk: Desk, id: ConversationId, local: LocalId) -> impl IntoView {
    let discard = move |_| {
        if let Some(text) = desk.discard(id, local) {
            give_back(desk, id, &text);
        }
    };
    view! { <button class="bubble-action" type="button" on:click=discard>{ChatWord::Discard.text()}</button> }
}

fn trouble(id: ConversationId, local: LocalId, state: &'static str, words: String) -> impl IntoView {
    let desk = use_desk();
    // In a chat that is over nothing goes out any more; what is unconfirmed can still be asked for.
    let takes_part =
        Memo::new(move |_| desk.conversation(id, |chat| chat.my_channel().is_some()) == Some(true));
    let retry = move || {
        (state == UNCONFIRMED || takes_part.get()).then(|| {
            let retry = move |_| desk.retry(id, local);
            view! { <button class="bubble-action" type="button" on:click=retry>{ChatWord::Retry.text()}</button> }
        })
    };
    view! {
        <span class="bubble-state" data-state=state>{words}</span>
        <span class="bubble-mend">
            {retry}
            {discard(desk, id, local)}
        </span>
    }
}

/// Says it once when a message does not get through: its row may be out of sight.
fn announce_trouble(shown: Memo<Shown>) {
    let announcer = use_announcer();
    Effect::watch(
        move || shown.get(),
        move |now, _, _| {
            if let Shown::Trouble { words, .. } = now {
                announcer.say(words);
            }
        },
        false,
    );
}
