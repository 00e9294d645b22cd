//! The tab "Chat details": what came of the chat, and with what it is connected.

use leptos::prelude::*;

use super::extras::ExtraDetails;
use super::links::linked;
use crate::crm::{Record, Table};
use crate::domain::record::{Edit, Field};
use crate::view::ui::unique_id;
use crate::words::record::RecordWord;

/// The groups of fields.
#[component]
pub fn Details(
    /// The record.
    record: Record,
) -> impl IntoView {
    view! {
        <div class="details">
            <fieldset class="group">
                <legend class="group-title">{RecordWord::ResultInfo.text()}</legend>
                {linked(record, RecordWord::Result, Field::Result, Table::Result)}
                <ResultDetails record=record />
            </fieldset>
            <fieldset class="group">
                <legend class="group-title">{RecordWord::ConnectedTo.text()}</legend>
                {linked(record, RecordWord::Account, Field::Account, Table::Account)}
                {linked(record, RecordWord::Contact, Field::Contact, Table::Contact)}
                {linked(record, RecordWord::Activity, Field::Activity, Table::Activity)}
            </fieldset>
            <fieldset class="group">
                <legend class="group-title">{RecordWord::Links.text()}</legend>
                {linked(record, RecordWord::Cases, Field::Case, Table::Case)}
            </fieldset>
            <ExtraDetails record=record />
        </div>
    }
}

/// A comment on the result, of any length.
#[component]
fn ResultDetails(record: Record) -> impl IntoView {
    let id = unique_id("result-details");
    let text = Memo::new(move |_| record.read(|draft| draft.result_details().to_owned()).unwrap_or_default());
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{RecordWord::ResultDetails.text()}</label>
            <div class="field-box">
                <textarea
                    class="field-input field-lines"
                    id=id
                    rows="4"
                    dir="auto"
                    prop:value=text
                    on:input=move |event| record.edit(Edit::ResultDetails(event_target_value(&event)))
                ></textarea>
            </div>
        </div>
    }
}
