//! Removing a file or a link: asked for once more, for it is gone for all then.

use leptos::prelude::*;

use super::doing::Doing;
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
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new(open);
    let Doing { busy, trouble, .. } = doing;
    let remove = move |_| {
        if !busy.get_untracked() {
            doing.start(async move { record.detach(id).await.map_err(|error| record::why(&error)) });
        }
    };
    view! {
        <Dialog title=record::remove_for_good(&name) on_leave=Callback::new(move |()| open.set(false))>
            <p>{RecordWord::RemoveMeans.text()}</p>
            {move || Some(trouble.get()).filter(|why| !why.is_empty()).map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
            <div class="dialog-actions">
                <Button weight=Weight::Danger busy=busy on:click=remove>{RecordWord::Remove.text()}</Button>
                <button class="button" type="button" autofocus=true on:click=move |_| open.set(false)>
                    {RecordWord::Cancel.text()}
                </button>
            </div>
        </Dialog>
    }
}
