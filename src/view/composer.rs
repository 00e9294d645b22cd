//! Where the agent writes.

mod emoji;
mod field;

use leptos::{ev, html, prelude::*};
use web_sys::File;

use self::emoji::emoji_button;
use super::ui::{Icon, IconButton, icon};
use crate::browser::{edit, files, focus};
use crate::desk::{Desk, use_desk};
use crate::domain::split::{MAX_UNITS, split, units};
use crate::ids::ConversationId;
use crate::words::chat::{self, ChatWord};

/// From so many characters before the limit of one message on, the counter shows.
const COUNTER_FROM: usize = 200;

/// Writes into one chat, and only into that one: mount another for another chat.
#[component]
pub fn Composer(
    /// The chat.
    id: ConversationId,
) -> impl IntoView {
    let desk = use_desk();
    let field = NodeRef::<html::Textarea>::new();
    let length = RwSignal::new(Length::of(&untrack(|| desk.draft(id))));
    let name = Memo::new(move |_| desk.conversation(id, |chat| chat.name.clone()).unwrap_or_default());
    let send = Callback::new(move |()| send(desk, id, field, length));
    let insert = Callback::new(move |text: String| {
        if let Some(field) = field.get_untracked() {
            edit::insert(&field, &text);
        }
    });
    view! {
        <form class="composer" on:submit=move |event| { event.prevent_default(); send.run(()); }>
            <p class="composer-to one-line">{move || chat::to(&name.get())}</p>
            {field::field(id, name, field, length, send)}
            <div class="composer-tools">
                {emoji_button(insert)}
                <AttachButton id=id />
                <Counter length=length />
                <button class="button button-primary composer-send" type="submit" prop:disabled=move || length.get().is_blank>
                    {ChatWord::Send.text()} {icon(Icon::Send)}
                </button>
            </div>
        </form>
    }
}

/// How much is written, as far as the composer shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    /// Whether there is nothing to send.
    is_blank: bool,
    /// What the counter says; nothing while the limit is far.
    counter: Option<Counted>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    Left(usize),
    Parts(usize),
}

impl Length {
    pub(super) fn of(text: &str) -> Self {
        // A text never has more UTF-16 units than bytes: short ones need no counting.
        let near = text.len() > MAX_UNITS - COUNTER_FROM;
        Self { is_blank: text.trim().is_empty(), counter: near.then(|| Self::count(text)).flatten() }
    }

    fn count(text: &str) -> Option<Counted> {
        let units = units(text.trim());
        match MAX_UNITS.checked_sub(units) {
            Some(left) => (left < COUNTER_FROM).then_some(Counted::Left(left)),
            None => Some(Counted::Parts(split(text, MAX_UNITS).len())),
        }
    }
}

#[component]
fn Counter(length: RwSignal<Length>) -> impl IntoView {
    let counter = Memo::new(move |_| length.get().counter);
    move || {
        let words = match counter.get()? {
            Counted::Left(left) => chat::left_over(left),
            Counted::Parts(parts) => chat::in_parts(parts),
        };
        Some(view! { <span class="composer-counter">{words}</span> })
    }
}

/// Sends what is written; the field is cleared and keeps the focus. What can't be sent stays.
fn send(desk: Desk, id: ConversationId, field: NodeRef<html::Textarea>, length: RwSignal<Length>) {
    let Some(field) = field.get_untracked() else { return };
    if desk.send_text(id, &field.value()) {
        field.set_value("");
        desk.keep_draft(id, "");
        length.set(Length::of(""));
        edit::fit(&field);
    }
    focus::focus(&field);
}

/// Puts the text of a message that did not go out back into its own chat's field, before what is
/// written there now.
pub(super) fn give_back(desk: Desk, id: ConversationId, text: &str) {
    let draft = untrack(|| desk.draft(id));
    let joined = if draft.trim().is_empty() { text.to_owned() } else { format!("{text}\n{draft}") };
    desk.keep_draft(id, &joined);
}

/// Picks files; the same one can be picked again.
#[component]
fn AttachButton(id: ConversationId) -> impl IntoView {
    let desk = use_desk();
    let picker = NodeRef::<html::Input>::new();
    let open = move |_: ev::MouseEvent| {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let picked = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        attach(desk, id, files::listed(picker.files()));
        // Otherwise the same file again would be no change.
        picker.set_value("");
    };
    view! {
        <IconButton icon=Icon::Attach label=ChatWord::AttachFile.text() on:click=open />
        <input type="file" multiple hidden node_ref=picker on:change=picked aria-label=ChatWord::AttachFile.text() />
    }
}

/// Sends files, in their order; returns whether they could be.
pub(super) fn attach(desk: Desk, id: ConversationId, files: Vec<File>) -> bool {
    files.into_iter().all(|file| desk.attach(id, file).is_some())
}
