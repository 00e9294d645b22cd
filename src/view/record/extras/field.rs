//! A configured field, by what it holds.

use leptos::{html, prelude::*};

use super::super::links::linked_as;
use crate::browser::{focus, local};
use crate::crm::{Record, Table};
use crate::domain::record::{Cell, Decimal, Edit, Extra, Field, Kind};
use crate::view::ui::unique_id;
use crate::wire::creatio::moment;

/// The field.
#[component]
pub fn FieldOf(
    /// The record.
    record: Record,
    /// What is configured.
    extra: Extra,
) -> impl IntoView {
    let fixed = extra.0.fixed;
    match &extra.0.kind {
        Kind::Row { object, shown } => {
            let table = Table::Rows(object, shown);
            linked_as(record, extra.0.title.as_str(), Field::Extra(extra), table, fixed).into_any()
        }
        Kind::Flag => view! { <Flag record=record extra=extra /> }.into_any(),
        Kind::Lines => view! { <Lines record=record extra=extra /> }.into_any(),
        Kind::Text => input(record, extra, "text").into_any(),
        Kind::Integer | Kind::Number => input(record, extra, "number").into_any(),
        Kind::Date => input(record, extra, "date").into_any(),
        Kind::Time => input(record, extra, "datetime-local").into_any(),
    }
}

/// What the record holds.
fn value(record: Record, extra: Extra) -> Memo<Cell> {
    Memo::new(move |_| {
        let held = record.read(|draft| draft.value(Field::Extra(extra)));
        match held {
            Some(Edit::Extra(_, cell)) => cell,
            _ => extra.nothing(),
        }
    })
}

fn input(record: Record, extra: Extra, kind: &'static str) -> impl IntoView {
    let id = unique_id("extra");
    let field = NodeRef::<html::Input>::new();
    let held = value(record, extra);
    Effect::new(move |_| {
        let Some(field) = field.get() else { return };
        let held = held.get();
        // What is half typed is left alone: it means the same already, or nothing yet.
        let is_typing = focus::active().as_ref() == Some(&field);
        let is_same = read(&extra.0.kind, &field.value()).as_ref() == Some(&held);
        if !is_same || field.value().is_empty() && !is_typing {
            field.set_value(&written(&held, &extra.0.kind));
        }
    });
    let typed = move |event| {
        if let Some(cell) = read(&extra.0.kind, &event_target_value(&event)) {
            record.edit(Edit::Extra(extra, cell));
        }
    };
    let step = if extra.0.kind == Kind::Integer { "1" } else { "any" };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{extra.0.title.as_str()}</label>
            <div class="field-box" class:field-fixed=extra.0.fixed>
                <input
                    class="field-input"
                    id=id
                    node_ref=field
                    type=kind
                    step=step
                    dir="auto"
                    autocomplete="off"
                    prop:readOnly=extra.0.fixed
                    on:input=typed
                />
            </div>
        </div>
    }
}

#[component]
fn Lines(record: Record, extra: Extra) -> impl IntoView {
    let id = unique_id("extra");
    let held = value(record, extra);
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{extra.0.title.as_str()}</label>
            <div class="field-box" class:field-fixed=extra.0.fixed>
                <textarea
                    class="field-input field-lines"
                    id=id
                    rows="4"
                    dir="auto"
                    prop:readOnly=extra.0.fixed
                    prop:value=move || written(&held.get(), &extra.0.kind)
                    on:input=move |event| record.edit(Edit::Extra(extra, Cell::Text(event_target_value(&event))))
                ></textarea>
            </div>
        </div>
    }
}

#[component]
fn Flag(record: Record, extra: Extra) -> impl IntoView {
    let held = value(record, extra);
    let is_set = move || held.get() == Cell::Flag(true);
    let turn = move |_| {
        let is_set = held.with_untracked(|held| *held == Cell::Flag(true));
        record.edit(Edit::Extra(extra, Cell::Flag(!is_set)));
    };
    view! {
        <button
            class="switch"
            type="button"
            role="switch"
            aria-checked=move || is_set().to_string()
            prop:disabled=extra.0.fixed
            on:click=turn
        >
            {extra.0.title.as_str()}
        </button>
    }
}

/// A value as its field holds it.
fn written(cell: &Cell, kind: &Kind) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.get().to_string(),
        Cell::Time(None) => String::new(),
        Cell::Time(Some(time)) if *kind == Kind::Date => {
            moment::format(*time).split('T').next().unwrap_or_default().to_owned()
        }
        Cell::Time(Some(time)) => local::to_field(*time),
        Cell::Flag(_) | Cell::Row(_) => String::new(),
    }
}

/// What a field means; nothing while what is typed means nothing. An emptied one means that there is
/// no value.
fn read(kind: &Kind, text: &str) -> Option<Cell> {
    match kind {
        Kind::Text | Kind::Lines => Some(Cell::Text(text.to_owned())),
        _ if text.is_empty() => Some(kind.nothing()),
        Kind::Integer | Kind::Number => {
            let number = Decimal::new(text.parse().ok()?)?;
            (*kind == Kind::Number || number.whole().is_some()).then_some(Cell::Number(number))
        }
        Kind::Date => moment::parse(&format!("{text}T00:00:00Z")).map(Cell::Time),
        Kind::Time => local::from_field(text).map(|time| Cell::Time(Some(time))),
        Kind::Flag | Kind::Row { .. } => None,
    }
}
