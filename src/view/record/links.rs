//! The records of the CRM with which a chat is connected: look-ups that are filled from there, and
//! links that lead there.

use leptos::prelude::*;

use crate::crm::{Record, Table, use_crm};
use crate::domain::record::{Cell, Edit, Field, Named};
use crate::ids::crm::Key;
use crate::view::tables::search_in;
use crate::view::ui::{Choice, Icon, Lookup, icon};
use crate::words::record::RecordWord;

/// From: the contact, and the way to its page; before it is known the name that the client gave.
#[component]
pub fn ContactLink(
    /// The record.
    record: Record,
) -> impl IntoView {
    let crm = use_crm();
    let contact = Memo::new(move |_| record.read(|draft| draft.contact().cloned()).flatten());
    let given = Memo::new(move |_| record.read(|draft| draft.base().client_name.clone()).unwrap_or_default());
    let who = move || {
        match contact.get() {
        Some(contact) => view! {
            <a class="profile-contact" href=crm.page_of(Table::Contact, contact.id.uuid()) target="_top" dir="auto">
                {contact.title} {icon(Icon::Open)}
            </a>
        }
        .into_any(),
        None => view! { <span class="profile-contact" dir="auto">{given}</span> }.into_any(),
    }
    };
    view! {
        <p class="profile-from">
            <span class="unseen">{RecordWord::From.text()} ": "</span>
            {who}
        </p>
    }
}

/// The case with which the chat is connected.
#[component]
pub fn CaseField(
    /// The record.
    record: Record,
) -> impl IntoView {
    linked(record, RecordWord::Case, Field::Case, Table::Case)
}

/// A look-up of a field that refers to another record.
pub(super) fn linked(record: Record, label: RecordWord, field: Field, table: Table) -> impl IntoView {
    linked_as(record, label.text(), field, table, false)
}

/// The same under any label; `fixed` if it is only shown.
pub(super) fn linked_as(
    record: Record,
    label: &'static str,
    field: Field,
    table: Table,
    fixed: bool,
) -> impl IntoView {
    let crm = use_crm();
    let value = Memo::new(move |_| record.read(|draft| choice(&draft.value(field))).flatten());
    let href = move || value.with(|value| value.as_ref().and_then(|choice| crm.page_of(table, choice.id)));
    let choose = move |choice: Option<Choice>| record.edit(edit(field, choice));
    view! {
        <Lookup
            label=label
            value=value
            on_choose=Callback::new(choose)
            search=search_in(crm, table)
            href=Signal::derive(href)
            fixed=Signal::stored(fixed)
        />
    }
}

/// The row that a field holds.
fn choice(value: &Edit) -> Option<Choice> {
    fn row<I: Key>(named: Option<&Named<I>>) -> Option<Choice> {
        named.map(|named| Choice { id: named.id.uuid(), title: named.title.clone(), note: String::new() })
    }
    match value {
        Edit::Contact(named) => row(named.as_ref()),
        Edit::Result(named) => row(named.as_ref()),
        Edit::Account(named) => row(named.as_ref()),
        Edit::Activity(named) => row(named.as_ref()),
        Edit::Case(named) => row(named.as_ref()),
        Edit::Extra(_, Cell::Row(named)) => row(named.as_ref()),
        Edit::Name(_) | Edit::ResultDetails(_) | Edit::Notes(_) | Edit::Extra(..) => None,
    }
}

/// What the choice of a row means for a field; for one without rows nothing.
fn edit(field: Field, choice: Option<Choice>) -> Edit {
    fn named<I: Key>(choice: Option<Choice>) -> Option<Named<I>> {
        choice.map(|choice| Named { id: I::of(choice.id), title: choice.title })
    }
    match field {
        Field::Contact => Edit::Contact(named(choice)),
        Field::Result => Edit::Result(named(choice)),
        Field::Account => Edit::Account(named(choice)),
        Field::Activity => Edit::Activity(named(choice)),
        Field::Case => Edit::Case(named(choice)),
        Field::Extra(extra) => Edit::Extra(extra, Cell::Row(named(choice))),
        Field::Name => Edit::Name(choice.map(|choice| choice.title).unwrap_or_default()),
        Field::ResultDetails => Edit::ResultDetails(choice.map(|choice| choice.title).unwrap_or_default()),
        Field::Notes => Edit::Notes(choice.map(|choice| choice.title).unwrap_or_default()),
    }
}
