//! Removing a file or a link: asked for once more, for it is gone for all then.

use std::time::Duration;

use leptos::prelude::*;

use super::doing::Doing;
use crate::browser::focus;
use crate::crm::Record;
use crate::ids::crm::AttachmentId;
use crate::view::ui::{Button, Dialog, Weight};
use crate::words::record::{self, RecordWord};

/// The question.
#[component]
pub fn RemoveAttachment(
    /// The record.
    record: Record,
    /// What would go.
    id: AttachmentId,
    /// What it is called.
    name: String,
    /// What is to be removed; nothing any more when that is decided.
    removes: RwSignal<Option<(AttachmentId, String)>>,
    /// The element that gets the focus where the one with the button is gone.
    after: &'static str,
) -> impl IntoView {
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            removes.set(None);
        }
    });
    on_cleanup(move || {
        let look = move || {
            if focus::is_nowhere() {
                focus::by_id(after);
            }
        };
        set_timeout(look, Duration::ZERO);
    });
    let doing = Doing::new(open);
    let Doing { busy, trouble, .. } = doing;
    let remove = move |_| {
        if !busy.get_untracked() {
            doing.start(async move { record.detach(id).await.map_err(|error| record::why(&error)) });
        }
    };
    let why = move || {
        let why = trouble.get();
        (!why.is_empty()).then(|| view! { <p class="field-error" role="alert">{why}</p> })
    };
    view! {
        <Dialog title=record::remove_for_good(&name) on_leave=Callback::new(move |()| open.set(false))>
            <p>{RecordWord::RemoveMeans.text()}</p>
            {why}
            <div class="dialog-actions">
                <Button weight=Weight::Danger busy=busy on:click=remove>{RecordWord::Remove.text()}</Button>
                <button class="button" type="button" autofocus=true on:click=move |_| open.set(false)>
                    {RecordWord::Cancel.text()}
                </button>
            </div>
        </Dialog>
    }
}
