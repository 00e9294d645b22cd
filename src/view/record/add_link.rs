//! Attaching a link to the record.

use leptos::{ev, prelude::*};

use super::doing::Doing;
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
    let doing = Doing::new(open);
    let Doing { busy, trouble, .. } = doing;
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
        doing.start(async move {
            record.attach_link(&url, words.trim()).await.map_err(|error| record::why(&error))
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
