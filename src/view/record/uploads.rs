//! Files on their way into the record: how far they are, and what can be done where they stay.

use leptos::{html, prelude::*};

use crate::crm::{Purpose, Record, Upload};
use crate::view::ui::{Button, Icon, IconButton, Weight, keep_rows, use_announcer};
use crate::words::chat;
use crate::words::record::{self, RecordWord};

/// The files for this purpose that are not there yet.
pub(super) fn uploads(record: Record, purpose: Purpose) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let numbers = Memo::new(move |_| {
        let uploads = record.uploads().into_iter().filter(|upload| upload.purpose == purpose);
        uploads.map(|upload| upload.number).collect::<Vec<_>>()
    });
    keep_rows(list, numbers, move |number| {
        let upload = untrack(|| record.uploads()).into_iter().find(|upload| upload.number == number);
        upload.map(|upload| one(record, upload)).into_any()
    });
    view! { <ul class="uploads" node_ref=list aria-label=RecordWord::Uploads.text()></ul> }
}

fn one(record: Record, upload: Upload) -> AnyView {
    let Upload { number, name, size, sent, failure, .. } = upload;
    let cancel = chat::cancel_upload(&name);
    let (announcer, done) = (use_announcer(), record::uploaded(&name));
    let progress = sent.clone();
    on_cleanup(move || {
        if !record.has_upload(number) && progress.get_untracked() >= size {
            announcer.say(&done);
        }
    });
    let state = move || {
        let why = failure.get();
        let sent = sent.clone();
        let shown = match &why {
            None => view! {
                <span class="upload-name one-line" dir="auto">{name.clone()}</span>
                <progress
                    class="file-progress"
                    max=size.max(1).to_string()
                    prop:value=move || sent.get().to_string()
                    aria-label=record::uploading(&name)
                ></progress>
            }
            .into_any(),
            Some(why) => view! {
                <span class="upload-failed" role="alert">{record::not_uploaded(&name, why)}</span>
                <Button weight=Weight::Quiet on:click=move |_| record.retry_upload(number)>
                    {RecordWord::Retry.text()}
                </Button>
            }
            .into_any(),
        };
        let leave = if why.is_some() { record::remove(&name) } else { cancel.clone() };
        view! {
            {shown}
            <IconButton icon=Icon::Close label=leave on:click=move |_| record.give_up_upload(number) />
        }
    };
    view! { <li class="upload">{state}</li> }.into_any()
}
