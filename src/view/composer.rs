//! Where the agent writes.

mod emoji;
mod field;
mod replies;
mod unfilled;

use leptos::{ev, html, prelude::*};
use web_sys::File;

use self::emoji::emoji_button;
use self::replies::{Picker, first_token, replies_box, replies_button};
use self::unfilled::unfilled;
use super::ui::{Icon, IconButton, icon};
use crate::browser::{edit, files, focus};
use crate::desk::{Desk, use_desk};
use crate::domain::quick_replies::tokens;
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
    let written = Written::new(&untrack(|| desk.draft(id)));
    let picker = Picker::new(id, field);
    let name = Memo::new(move |_| desk.conversation(id, |chat| chat.name.clone()).unwrap_or_default());
    let send = Callback::new(move |()| send(desk, id, field, written));
    let insert = Callback::new(move |text: String| {
        if let Some(field) = field.get_untracked() {
            edit::insert(&field, &text);
        }
    });
    view! {
        <form
            class="composer"
            on:submit=move |event| { event.prevent_default(); send.run(()); }
            on:focusout=move |event| if focus::leaves(&event) { picker.close() }
        >
            {replies_box(picker)}
            <p class="composer-to one-line">{move || chat::to(&name.get())}</p>
            {field::field(id, name, field, (written, picker), send)}
            {unfilled(written, field)}
            <div class="composer-tools">
                {emoji_button(insert)}
                <AttachButton id=id />
                {replies_button(picker)}
                <Counter written=written />
                <button class="button button-primary composer-send" type="submit" prop:disabled=move || written.length.get().is_blank>
                    {ChatWord::Send.text()} {icon(Icon::Send)}
                </button>
            </div>
        </form>
    }
}

/// How much is written, as far as the composer shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Length {
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
    fn of(text: &str) -> Self {
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

/// What is written, as far as the composer shows more of it than the field does.
#[derive(Clone, Copy)]
struct Written {
    length: RwSignal<Length>,
    /// The text, while variables without values stand in it.
    unfilled: RwSignal<Option<String>>,
}

impl Written {
    fn new(text: &str) -> Self {
        Self { length: RwSignal::new(Length::of(text)), unfilled: RwSignal::new(unfilled_in(text)) }
    }

    /// The text is this now.
    fn set(self, text: &str) {
        let (length, unfilled) = (Length::of(text), unfilled_in(text));
        if self.length.get_untracked() != length {
            self.length.set(length);
        }
        if unfilled.is_some() || self.unfilled.with_untracked(Option::is_some) {
            self.unfilled.set(unfilled);
        }
    }
}

fn unfilled_in(text: &str) -> Option<String> {
    tokens(text).next().map(|_| text.to_owned())
}

#[component]
fn Counter(written: Written) -> impl IntoView {
    let counter = Memo::new(move |_| written.length.get().counter);
    move || {
        let words = match counter.get()? {
            Counted::Left(left) => chat::left_over(left),
            Counted::Parts(parts) => chat::in_parts(parts),
        };
        Some(view! { <span class="composer-counter">{words}</span> })
    }
}

/// Sends what is written; the field is cleared and keeps the focus. What can't be sent stays; a
/// variable without a value is shown instead.
fn send(desk: Desk, id: ConversationId, field: NodeRef<html::Textarea>, written: Written) {
    let Some(field) = field.get_untracked() else { return };
    if let Some(token) = first_token(&field.value()) {
        focus::focus(&field);
        edit::select(&field, &token);
        return;
    }
    if desk.send_text(id, &field.value()) {
        field.set_value("");
        desk.keep_draft(id, "");
        written.set("");
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
