//! Save and Cancel, and what stands in the way of saving.

use leptos::prelude::*;

use super::sign_in::SignIn;
use crate::client::creatio::CrmError;
use crate::crm::{Record, Saving, use_crm};
use crate::domain::record::{Conflict, Edit, Keep};
use crate::view::ui::{Button, Weight};
use crate::words::extras;
use crate::words::record::{self, RecordWord};

/// The two buttons; they are here only while something is not saved.
#[component]
pub fn SaveOrCancel(
    /// The record.
    record: Record,
) -> impl IntoView {
    let is_dirty = Memo::new(move |_| record.read(|draft| draft.is_dirty()).unwrap_or_default());
    let has_conflicts =
        Memo::new(move |_| record.read(|draft| draft.conflicts().next().is_some()).unwrap_or_default());
    let blocked = Signal::derive(move || has_conflicts.get() || record.waits_for_images());
    let busy = Signal::derive(move || record.saving() == Saving::Running);
    view! {
        <Show when=move || is_dirty.get()>
            <div class="save-or-cancel">
                <Button weight=Weight::Primary busy=busy disabled=blocked on:click=move |_| record.save()>
                    {RecordWord::Save.text()}
                </Button>
                <Button on:click=move |_| record.discard()>{RecordWord::Cancel.text()}</Button>
            </div>
        </Show>
    }
}

/// Why the last saving failed, and what others changed at the same time.
#[component]
pub fn Troubles(
    /// The record.
    record: Record,
) -> impl IntoView {
    let crm = use_crm();
    let failure = move || match record.saving() {
        Saving::Failed(error) => Some(view! {
            <div class="line line-warn" role="alert">
                <p class="line-text">{record::not_saved(&error)}</p>
                {(error == CrmError::SignedOut).then(SignIn)}
                <Button on:click=move |_| crm.try_again(record)>{RecordWord::TryAgain.text()}</Button>
            </div>
        }),
        Saving::Rest | Saving::Running => None,
    };
    let not_told = move || {
        record.not_told().map(|why| {
            view! {
                <div class="line line-warn" role="alert">
                    <p class="line-text">{record::not_told(&why)}</p>
                    <Button on:click=move |_| crm.acquaint(record)>{RecordWord::TryAgain.text()}</Button>
                </div>
            }
        })
    };
    let conflicts =
        Memo::new(move |_| record.read(|draft| draft.conflicts().collect::<Vec<_>>()).unwrap_or_default());
    let all = move || conflicts.get().into_iter().map(|conflict| decision(record, conflict)).collect_view();
    let waits = move || {
        record.waits_for_images().then(|| {
            view! { <p class="line" role="status">{RecordWord::ImagesFirst.text()}</p> }
        })
    };
    view! {
        {failure}
        {waits}
        {not_told}
        {all}
    }
}

/// Both values of a field that two people changed, to choose from.
fn decision(record: Record, conflict: Conflict) -> impl IntoView {
    let field = conflict.mine.field();
    let keep = move |keep| move |_| record.resolve(field, keep);
    view! {
        <section class="conflict" role="alert">
            <p>{record::changed_meanwhile(field)}</p>
            <button class="choice" type="button" on:click=keep(Keep::Mine)>
                <span class="choice-name">{RecordWord::KeepMine.text()}</span>
                <q class="conflict-value" dir="auto">{words(&conflict.mine)}</q>
            </button>
            <button class="choice" type="button" on:click=keep(Keep::Theirs)>
                <span class="choice-name">{RecordWord::TakeTheirs.text()}</span>
                <q class="conflict-value" dir="auto">{words(&conflict.theirs)}</q>
            </button>
        </section>
    }
}

/// A value in words; of notes and other long texts the beginning.
fn words(value: &Edit) -> String {
    const LONGEST: usize = 200;
    let title = |title: Option<&String>| title.cloned().unwrap_or_default();
    let text = match value {
        Edit::Name(text) | Edit::ResultDetails(text) | Edit::Notes(text) => text.clone(),
        Edit::Contact(named) => title(named.as_ref().map(|named| &named.title)),
        Edit::Result(named) => title(named.as_ref().map(|named| &named.title)),
        Edit::Account(named) => title(named.as_ref().map(|named| &named.title)),
        Edit::Activity(named) => title(named.as_ref().map(|named| &named.title)),
        Edit::Case(named) => title(named.as_ref().map(|named| &named.title)),
        Edit::Extra(extra, cell) => extras::cell(cell, &extra.0.kind),
    };
    if text.is_empty() { RecordWord::Nothing.text().to_owned() } else { text.chars().take(LONGEST).collect() }
}
