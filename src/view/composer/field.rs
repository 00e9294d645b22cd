//! The field for a message: what is typed is kept for its own chat at once.

use leptos::{ev, html, prelude::*};

use super::replies::Picker;
use super::{Written, attach};
use crate::browser::{clock, edit, files, focus};
use crate::desk::use_desk;
use crate::ids::ConversationId;
use crate::words::chat::{self, ChatWord};

/// An Enter this soon after the chat came up, in ms, was meant for what was there before, unless
/// something was typed here first.
const SETTLING: i64 = 400;

/// The key code of keys that an input method takes. Safari reports the Enter that ends a
/// composition after its end, with nothing but this code to tell.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// The field `element` for a message to `name`; `written` and the texts that are offered follow
/// what is written in it.
pub(super) fn field(
    id: ConversationId,
    name: Memo<String>,
    element: NodeRef<html::Textarea>,
    (written, picker): (Written, Picker),
    on_send: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let since = clock::now();
    let typed = StoredValue::new(false);
    let show_draft = move || {
        let Some(field) = element.get_untracked() else { return };
        let draft = untrack(|| desk.draft(id));
        if field.value() != draft {
            field.set_value(&draft);
            written.set(&draft);
            edit::fit(&field);
        }
    };
    element.on_load(move |field| {
        show_draft();
        focus::focus(&field);
    });
    // A message that did not go out comes back as a draft.
    Effect::new(move |_| {
        desk.conversation(id, |_| ());
        show_draft();
    });
    let changed = move |_| {
        let Some(field) = element.get_untracked() else { return };
        typed.set_value(true);
        let text = field.value();
        desk.keep_draft(id, &text);
        written.set(&text);
        picker.follow();
        edit::fit(&field);
    };
    let keydown = move |event: ev::KeyboardEvent| {
        if picker.key(&event) || !sends(&event) {
            return;
        }
        event.prevent_default();
        if typed.get_value() || clock::now().since(since) > SETTLING {
            on_send.run(());
        }
    };
    let pasted = move |event: ev::ClipboardEvent| {
        let files = files::pasted(event.clipboard_data());
        if !files.is_empty() {
            event.prevent_default();
            attach(desk, id, files);
        }
    };
    view! {
        <textarea
            class="text-area composer-field"
            node_ref=element
            rows="2"
            dir="auto"
            aria-label=move || chat::message_to(&name.get())
            aria-autocomplete="list"
            aria-controls=move || picker.open_list_id()
            aria-activedescendant=move || picker.active_id()
            placeholder=ChatWord::WriteMessage.text()
            on:input=changed
            on:keydown=keydown
            on:click=move |_| picker.follow()
            on:paste=pasted
            on:focus=move |_| show_draft()
        ></textarea>
    }
}

/// Whether a key means "send": Enter alone, pressed and not held, and not one that an input
/// method takes.
fn sends(event: &ev::KeyboardEvent) -> bool {
    event.key() == "Enter"
        && !event.shift_key()
        && !event.alt_key()
        && !event.is_composing()
        && event.key_code() != TAKEN_BY_INPUT_METHOD
        && !event.repeat()
}
