//! Asks where a link leads.

use std::time::Duration;

use leptos::prelude::*;

use super::Editor;
use crate::browser::edit;
use crate::domain::notes::edit::{Selection, link};
use crate::view::ui::{Button, Dialog, TextField, Weight};
use crate::words::notes::NotesWord;

pub(super) fn link_dialog(editor: Editor) -> impl IntoView {
    let selection = editor.field.get_untracked().map(|field| edit::selection(&field)).unwrap_or_default();
    let words = RwSignal::new(selected(editor, &selection));
    let address = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let selection = StoredValue::new(selection);
    // Under the dialog the field takes no focus, and browsers forget what was selected in it.
    let after = move |act: Box<dyn FnOnce(Selection)>| {
        let selection = selection.get_value();
        set_timeout(move || act(selection), Duration::ZERO);
    };
    let leave = Callback::new(move |()| {
        after(Box::new(move |selection| {
            if let Some(field) = editor.field.try_get_untracked().flatten() {
                edit::select(&field, &selection);
            }
        }));
        editor.asks_link.set(false);
    });
    let insert = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (words, address) = (words.get_untracked(), address.get_untracked());
        if link("", &(0..0), &words, &address).is_none() {
            return error.set(NotesWord::LinkRefused.text().to_owned());
        }
        after(Box::new(move |selection| {
            editor.edit(|text, _| link(text, &selection, &words, &address));
        }));
        editor.asks_link.set(false);
    };
    view! {
        <Dialog title=NotesWord::Link.text().to_owned() on_leave=leave>
            <form class="notes-link" novalidate=true on:submit=insert>
                <TextField label=NotesWord::LinkText.text() value=words autocomplete="off" />
                <TextField label=NotesWord::Address.text() value=address autocomplete="url" error=error autofocus=true />
                <div class="notes-link-actions">
                    <Button on:click=move |_| leave.run(())>{NotesWord::Cancel.text()}</Button>
                    <Button weight=Weight::Primary submit=true>{NotesWord::Insert.text()}</Button>
                </div>
            </form>
        </Dialog>
    }
}

fn selected(editor: Editor, range: &Selection) -> String {
    let Some(field) = editor.field.get_untracked() else { return String::new() };
    let units = field.value().encode_utf16().skip(range.start).take(range.len()).collect::<Vec<_>>();
    let words = String::from_utf16_lossy(&units);
    // A link is part of one line.
    if words.contains('\n') { String::new() } else { words }
}
