//! Deleting a row: asked for once more, with the text that would go.

use leptos::prelude::*;

use super::back_to_grid;
use super::sheet::Sheet;
use crate::crm::NotDeleted;
use crate::domain::content::Theirs;
use crate::ids::crm::LookupId;
use crate::view::record::doing::Doing;
use crate::view::ui::{Button, Dialog, Weight};
use crate::words::content::{self, ContentWord};

/// The question; `theirs` is how somebody else has changed the row meanwhile.
pub(super) fn delete_row(sheet: Sheet, id: LookupId, theirs: Option<Theirs>) -> impl IntoView {
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            sheet.deleting.set(None);
            back_to_grid(sheet);
        }
    });
    let values = Memo::new(move |_| sheet.content.values(id).unwrap_or_default());
    let doing = Doing::new(open);
    let Doing { busy, trouble, .. } = doing;
    trouble.set(theirs.as_ref().map(content::changed_before_delete).unwrap_or_default());
    let delete = move |_| {
        if busy.get_untracked() {
            return;
        }
        doing.start(async move {
            let place = sheet.place.get_untracked();
            let deleted = sheet.content.delete(id).await;
            if deleted.is_ok() {
                sheet.follow_deleted(place);
            }
            deleted.map_err(|error| match error {
                NotDeleted::Changed(theirs) => content::changed_before_delete(&theirs),
                NotDeleted::Failed(error) => content::failure(&error, &untrack(|| sheet.content.title())),
            })
        });
    };
    let why = move || {
        let why = trouble.get();
        (!why.is_empty()).then(|| view! { <p class="field-error" role="alert">{why}</p> })
    };
    let text = move || values.with(|values| values.description.clone());
    let title =
        Signal::derive(move || content::delete(&content::named(&values.with(|values| values.name.clone()))));
    view! {
        <Dialog title=title on_leave=Callback::new(move |()| open.set(false))>
            <Show when=move || values.with(|values| !values.description.is_empty())>
                <blockquote class="content-quote" dir="auto">{text}</blockquote>
            </Show>
            <p>{ContentWord::DeleteMeans.text()}</p>
            {why}
            <div class="dialog-actions">
                <Button weight=Weight::Danger busy=busy on:click=delete>{ContentWord::Delete.text()}</Button>
                <button class="button" type="button" autofocus=true on:click=move |_| open.set(false)>
                    {ContentWord::Cancel.text()}
                </button>
            </div>
        </Dialog>
    }
}
