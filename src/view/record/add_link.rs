//! Attaching a link to the record.

use leptos::task::spawn_local;
use leptos::{ev, prelude::*};

use crate::crm::Record;
use crate::domain::notes::Href;
use crate::view::ui::{Button, Dialog, TextField, Weight};
use crate::words::record::{self, RecordWord};

/// The dialog.
#[component]
pub fn AddLink(
    /// The record.
    record: Record,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (address, caption) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(String::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (url, words) = (address.get_untracked().trim().to_owned(), caption.get_untracked());
        if busy.get_untracked() {
            return;
        }
        // Scripts and other schemes are no addresses here.
        if Href::new(&url).is_none() {
            return trouble.set(RecordWord::NoAddress.text().to_owned());
        }
        busy.set(true);
        spawn_local(async move {
            // The dialog may be closed by now.
            match record.attach_link(&url, words.trim()).await {
                Ok(()) => drop(open.try_set(false)),
                Err(error) => drop(trouble.try_set(record::why(&error))),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Dialog title=RecordWord::AddLink.text().to_owned() on_leave=Callback::new(move |()| open.set(false))>
            <form class="login-form" novalidate=true on:submit=submit>
                <TextField label=RecordWord::Address.text() value=address kind=Signal::stored("url") autocomplete="off" error=trouble autofocus=true />
                <TextField label=RecordWord::Caption.text() value=caption autocomplete="off" may_be_empty=true />
                <div class="dialog-actions">
                    <Button weight=Weight::Primary submit=true busy=busy>{RecordWord::Add.text()}</Button>
                    <Button on:click=move |_| open.set(false)>{RecordWord::Cancel.text()}</Button>
                </div>
            </form>
        </Dialog>
    }
}
