//! The strip: what the panel can open, and that something waits there.

use leptos::prelude::*;

use super::state::{Shown, use_panel};
use crate::desk::{Desk, use_desk};
use crate::domain::agent::MediumState;
use crate::ids::ConversationId;
use crate::view::desk::navigation::UserMenu;
use crate::view::news::NewsBell;
use crate::view::ui::{Icon, icon};
use crate::words::{Word, phrases, say};

/// The buttons "Calls" and "Chats"; where the panel stands alone, also the user's menu.
#[component]
pub fn Strip(
    /// Whether nothing stands beside the panel.
    alone: bool,
) -> impl IntoView {
    let desk = use_desk();
    let call = Memo::new(move |_| desk.agent().map(|agent| agent.call.state));
    let chats = Memo::new(move |_| desk.active().len());
    let invitations = Memo::new(move |_| open_invitations(desk).count());
    let calls_say = move || match call.get() {
        Some(MediumState::Offered) => say(Word::CallRings),
        Some(MediumState::Busy) => say(Word::OnCall),
        _ => say(Word::NoCall),
    };
    let chats_say = move || phrases::chats_and_invitations(chats.get(), invitations.get());
    let on_call = move || call.get().is_some_and(MediumState::is_active);
    view! {
        <div class="strip">
            <StripButton
                part=Shown::Calls
                glyph=Icon::Calls
                name=say(Word::Calls)
                says=Signal::derive(move || calls_say().to_owned())
                urgent=Signal::derive(on_call)
                count=Signal::stored(0)
            />
            <StripButton
                part=Shown::Chats
                glyph=Icon::Chats
                name=say(Word::Chats)
                says=Signal::derive(chats_say)
                urgent=Signal::derive(move || invitations.get() > 0)
                count=Signal::derive(move || chats.get() + invitations.get())
            />
            <NewestInvitation />
            {alone.then(|| view! { <NewsBell /> <UserMenu /> })}
        </div>
    }
}

#[component]
fn StripButton(
    part: Shown,
    glyph: Icon,
    name: &'static str,
    /// What waits there, for the description: the name stays the bare word.
    says: Signal<String>,
    /// Whether something asks for the agent there.
    urgent: Signal<bool>,
    /// How many things are there; not shown where it is 0.
    count: Signal<usize>,
) -> impl IntoView {
    let panel = use_panel();
    let opener = panel.clone();
    let is_open = Memo::new(move |_| panel.shown() == part);
    view! {
        <button
            class="rail-button"
            class:strip-urgent=urgent
            type="button"
            aria-label=name
            aria-description=says
            title=name
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| opener.toggle(part)
        >
            {icon(glyph)}
            <Show when=move || { count.get() > 0 }>
                // Drawn by style/, because the button's name is the bare word.
                <span class="strip-count" data-count=count></span>
            </Show>
        </button>
    }
}

/// Says the newest invitation to those who do not see it, whatever the panel shows.
#[component]
fn NewestInvitation() -> impl IntoView {
    let desk = use_desk();
    let text = Memo::new(move |_| {
        let newest = open_invitations(desk).next()?;
        desk.conversation(newest, |chat| phrases::invited(&chat.name, &chat.source, chat.queue.as_deref()))
    });
    view! { <p class="unseen" role="alert">{text}</p> }
}

/// The invitations that wait for an answer, newest first; tracked.
pub(crate) fn open_invitations(desk: Desk) -> impl Iterator<Item = ConversationId> {
    let is_open =
        move |id: &ConversationId| desk.conversation(*id, |chat| chat.invitation().is_some()) == Some(true);
    desk.invitations().into_iter().filter(is_open)
}
