//! The tab "Files and notes": what is attached to the record, and what the agent writes about it.

use leptos::prelude::*;

use super::attachments::Attachments;
use super::uploads::uploads;
use crate::crm::{Purpose, Record};
use crate::view::notes::NotesEditor;
use crate::words::record::RecordWord;

/// The tab.
#[component]
pub fn FilesAndNotes(
    /// The record.
    record: Record,
) -> impl IntoView {
    view! {
        <div class="files-and-notes">
            <Attachments record=record />
            <section class="notes-part" aria-labelledby="notes-title">
                <h2 class="group-title" id="notes-title">{RecordWord::Notes.text()}</h2>
                <NotesEditor
                    value=Signal::derive(move || record.notes())
                    on_change=Callback::new(move |typed| record.edit_notes(typed))
                    on_image=UnsyncCallback::new(move |image| record.store_image(image))
                    lost_images=Signal::derive(move || record.lost_images())
                />
                {uploads(record, Purpose::Notes)}
            </section>
        </div>
    }
}
