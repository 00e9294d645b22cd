//! A row of the active list: few elements, each of which changes on its own.

use leptos::prelude::*;

use super::last_words::last_words;
use super::state::use_panel;
use crate::browser::focus;
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
    let face = Memo::new(move |_| {
        desk.conversation(id, |chat| (chat.name.clone(), chat.source.clone())).unwrap_or_default()
    });
    let row =
        Memo::new(move |_| desk.conversation(id, |chat| RowModel::of(chat, desk.me())).unwrap_or_default());
    let who = move || {
        let (name, source) = face.get();
        let shown = phrases::name_of(&name).to_owned();
        view! {
            <Avatar name=name source=source />
            <span class="chat-row-name one-line" dir="auto">{shown}</span>
        }
    };
    let count = move || {
        let unread = row.with(|row| row.unread);
        let name = phrases::unread(unread);
        (unread > 0)
            .then(|| view! { <span class="chat-row-count" role="img" aria-label=name>{unread}</span> })
    };
    let tabindex = move || if stop.at.get() == Some(id) { "0" } else { "-1" };
    let open = move |_| {
        focus::release();
        panel.show_chat(id);
    };
    view! {
        <li class="chat-row" class:chat-row-unread=move || row.with(|row| row.unread > 0)>
            <button
                class="chat-row-open"
                type="button"
                id=row_id(id)
                tabindex=tabindex
                on:focus=move |_| stop.focused.set(Some(id))
                on:click=open
            >
                {who}
                <time class="chat-row-time">{row_time(row)}</time>
                <span class="chat-row-words one-line" dir="auto">{move || row.with(|row| row.words.clone())}</span>
                {count}
            </button>
        </li>
    }
}

/// The id of a chat's row.
#[must_use]
pub fn row_id(id: ConversationId) -> String {
    format!("row-{id}")
}

/// What may change in a row while messages come.
#[derive(Clone, Default, PartialEq)]
struct RowModel {
    /// What was said last.
    words: String,
    unread: u32,
    running: Option<Running>,
}

/// What runs in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Running {
    /// The customer has been waiting for an answer since then.
    Waiting(Millis),
    /// The wrap-up is due, until a time if there is one.
    WrapUp(Option<Millis>),
}

impl RowModel {
    fn of(chat: &Conversation, me: Option<UserId>) -> Self {
        let running = match chat.wrap_up {
            Some(wrap_up) if chat.my_channel().is_none() => Some(Running::WrapUp(wrap_up.until)),
            _ => me.and_then(|me| chat.waiting_since(me)).map(Running::Waiting),
        };
        Self { words: last_words(chat, me), unread: chat.unread, running }
    }
}

/// How long the customer has been waiting for an answer, or how long the wrap-up may take.
fn row_time(row: Memo<RowModel>) -> Memo<Option<String>> {
    let now = use_now();
    // The clock is read only while something runs.
    Memo::new(move |_| match row.with(|row| row.running)? {
        Running::Waiting(since) => Some(phrases::waits(now.get().since(since))),
        Running::WrapUp(until) => Some(phrases::wrap_up(until.map(|until| until.since(now.get())))),
    })
}
