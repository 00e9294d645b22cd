//! Configured fields under a common title. They are read when they are shown first, and saved with the
//! record.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::field::FieldOf;
use super::not_read;
use crate::client::creatio::CrmError;
use crate::crm::Record;
use crate::domain::record::{Extra, Group};
use crate::view::ui::Skeleton;
use crate::words::record::RecordWord;

/// The group.
#[component]
pub fn FieldGroup(
    /// The record.
    record: Record,
    /// What is configured.
    group: &'static Group,
) -> impl IntoView {
    let failure = RwSignal::new(None::<CrmError>);
    let read = move || {
        failure.set(None);
        spawn_local(async move {
            if let Err(error) = record.open_extras(&group.fields).await {
                failure.try_set(Some(error));
            }
        });
    };
    read();
    let is_here = Memo::new(move |_| {
        let all = |known: Vec<Extra>| group.fields.iter().map(Extra).all(|extra| known.contains(&extra));
        record.read(|draft| all(draft.extras())).unwrap_or_default()
    });
    let fields = move || {
        if is_here.get() {
            let field = |field| view! { <FieldOf record=record extra=Extra(field) /> };
            return group.fields.iter().map(field).collect_view().into_any();
        }
        match failure.get() {
            Some(error) => not_read(&error, Callback::new(move |()| read())).into_any(),
            None => {
                view! { <Skeleton label=RecordWord::Loading.text() rows=group.fields.len() /> }.into_any()
            }
        }
    };
    view! {
        <fieldset class="group">
            {(!group.title.is_empty()).then(|| view! { <legend class="group-title">{group.title.as_str()}</legend> })}
            {fields}
        </fieldset>
    }
}
