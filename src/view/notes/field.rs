//! The field in which notes are typed.

use leptos::{ev, prelude::*};
use web_sys::HtmlTextAreaElement;

use super::{Editor, shortcut, tool};
use crate::browser::{edit, files, focus};
use crate::domain::notes::edit::{Edit, enter, indent, outdent, turn};
use crate::words::notes::NotesWord;

/// The key code of keys that an input method takes.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

pub(super) fn field(editor: Editor) -> impl IntoView {
    let show = move || {
        let Some(field) = editor.field.get_untracked() else { return };
        let value = editor.value.get();
        // Only what differs is replaced: the caret stays at its words, and the steps can be undone.
        if let Some(step) = turn(&field.value(), &edit::selection(&field), &value) {
            put(&field, &step);
        }
        edit::fit(&field);
    };
    editor.field.on_load(move |field| {
        field.set_value(&untrack(|| editor.value.get()));
        edit::fit(&field);
    });
    Effect::new(move |_| {
        editor.value.track();
        show();
    });
    let written = move |_| {
        if let Some(field) = editor.field.get_untracked() {
            editor.on_change.run(field.value());
        }
    };
    let leaving = StoredValue::new(false);
    let keydown = move |event: ev::KeyboardEvent| {
        if event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD {
            return;
        }
        if pressed(editor, &event, leaving.get_value()) {
            event.prevent_default();
        }
        if !matches!(event.key().as_str(), "Shift" | "Tab") {
            leaving.set_value(event.key() == "Escape");
        }
    };
    let pasted = move |event: ev::ClipboardEvent| {
        if editor.put_images(files::pasted(event.clipboard_data())) {
            event.prevent_default();
        }
    };
    let over = move |event: ev::DragEvent| {
        if editor.images.can_store() && files::carries_files(event.data_transfer().as_ref()) {
            event.prevent_default();
        }
    };
    let dropped = move |event: ev::DragEvent| {
        if editor.put_images(files::dropped(event.data_transfer())) {
            event.prevent_default();
        }
    };
    view! {
        <textarea
            class="text-area notes-field"
            node_ref=editor.field
            rows="8"
            dir="auto"
            aria-label=NotesWord::Notes.text()
            aria-describedby=editor.hint.get_value()
            placeholder=NotesWord::WriteNotes.text()
            on:input=written
            on:keydown=keydown
            on:paste=pasted
            on:dragover=over
            on:drop=dropped
        ></textarea>
    }
}

/// Edits the field without taking the focus from elsewhere.
fn put(field: &HtmlTextAreaElement, step: &Edit) {
    if focus::active().is_some_and(|active| active == **field) {
        edit::replace(field, &step.replace, &step.text, &step.select);
    } else {
        edit::replace_aside(field, &step.replace, &step.text);
    }
}

/// Does what the key means here, if it means anything.
fn pressed(editor: Editor, event: &ev::KeyboardEvent, leaving: bool) -> bool {
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    match event.key().as_str() {
        "Enter" if is_plain && !event.shift_key() => editor.edit(enter),
        // Whoever pressed Esc before wants to go on to the next control.
        "Tab" if is_plain && leaving => false,
        "Tab" if is_plain && event.shift_key() => editor.edit(outdent),
        "Tab" if is_plain => editor.edit(indent),
        _ => shortcut::of(event).is_some_and(|action| {
            tool::act(editor, action);
            true
        }),
    }
}
