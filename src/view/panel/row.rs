//! A row of the active list: few elements, each of which changes on its own.

use leptos::prelude::*;

use super::last_words::last_words;
use super::state::use_panel;
use crate::desk::use_desk;
use crate::domain::conversation::Conversation;
use crate::ids::{ConversationId, UserId};
use crate::time::Millis;
use crate::view::now::use_now;
use crate::view::ui::Avatar;
use crate::words::phrases;

/// The one row of a list that Tab reaches: the last that had the focus, else the first.
#[derive(Clone, Copy)]
pub struct TabStop {
    at: Memo<Option<ConversationId>>,
    focused: RwSignal<Option<ConversationId>>,
}

impl TabStop {
    /// The tab stop among these rows; at first at this one.
    #[must_use]
    pub fn among(rows: Memo<Vec<ConversationId>>, first: Option<ConversationId>) -> Self {
        let focused = RwSignal::new(first);
        let at = Memo::new(move |_| {
            let last = focused.get();
            rows.with(|rows| last.filter(|id| rows.contains(id)).or(rows.first().copied()))
        });
        Self { at, focused }
    }
}

/// A chat on which the agent works.
#[component]
pub fn ActiveRow(
    /// The chat.
    id: ConversationId,
    /// Which row Tab reaches; the arrows reach the others.
    stop: TabStop,
) -> impl IntoView {
    let desk = use_desk();
    let panel = use_panel();
    let face = Memo::new(move |_| desk.conversation(id, |chat| (chat.name.clone(), chat.source.clone())));
    let avatar = move || face.get().map(|(name, source)| view! { <Avatar name=name source=source /> });
    let name = move || face.get().map(|(name, _)| phrases::name_of(&name).to_owned());
    let words = Memo::new(move |_| desk.conversation(id, |chat| last_words(chat, desk.me())));
    let unread = Memo::new(move |_| desk.conversation(id, |chat| chat.unread).unwrap_or_default());
    let tabindex = move || if stop.at.get() == Some(id) { "0" } else { "-1" };
    view! {
        <li class="chat-row" class:chat-row-unread=move || { unread.get() > 0 }>
            <button
                class="chat-row-open"
                type="button"
                id=row_id(id)
                tabindex=tabindex
                on:focus=move |_| stop.focused.set(Some(id))
                on:click=move |_| panel.show_chat(id)
            >
                {avatar}
                <span class="chat-row-name one-line" dir="auto">{name}</span>
                <RowTime id=id />
                <span class="chat-row-words one-line" dir="auto">{words}</span>
                <Show when=move || { unread.get() > 0 }>
                    <span class="chat-row-count" role="img" aria-label=move || phrases::unread(unread.get())>{unread}</span>
                </Show>
            </button>
        </li>
    }
}

/// The id of a chat's row.
#[must_use]
pub fn row_id(id: ConversationId) -> String {
    format!("row-{id}")
}

/// What runs in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Running {
    /// The customer has been waiting for an answer since then.
    Waiting(Millis),
    /// The wrap-up is due, until a time if there is one.
    WrapUp(Option<Millis>),
}

impl Running {
    fn of(chat: &Conversation, me: Option<UserId>) -> Option<Self> {
        match chat.wrap_up {
            Some(wrap_up) if chat.my_channel().is_none() => Some(Self::WrapUp(wrap_up.until)),
            _ => chat.waiting_since(me?).map(Self::Waiting),
        }
    }
}

/// How long the customer has been waiting for an answer, or how long the wrap-up may take.
#[component]
fn RowTime(id: ConversationId) -> impl IntoView {
    let desk = use_desk();
    let now = use_now();
    let running = Memo::new(move |_| desk.conversation(id, |chat| Running::of(chat, desk.me())).flatten());
    // The clock is read only while something runs.
    let text = Memo::new(move |_| match running.get()? {
        Running::Waiting(since) => Some(phrases::waits(now.get().since(since))),
        Running::WrapUp(until) => Some(phrases::wrap_up(until.map(|until| until.since(now.get())))),
    });
    view! { <time class="chat-row-time">{text}</time> }
}
