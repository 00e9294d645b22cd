//! The files and links of the record, as a list or as tiles.

use leptos::{html, prelude::*};
use web_sys::File;

use super::add_link::AddLink;
use super::attachment::attachment;
use super::remove::RemoveAttachment;
use super::uploads::uploads;
use crate::browser::files;
use crate::browser::storage::{self, Key};
use crate::crm::{Purpose, Record};
use crate::ids::crm::AttachmentId;
use crate::view::ui::{Action, DropZone, EmptyState, Icon, IconButton, Menu, keep_rows};
use crate::words::record::RecordWord;

/// The button that attaches files.
const ATTACH_ID: &str = "attach-file";

/// What the setting says where tiles are shown.
const TILES: &str = "tiles";

/// The files and links, and what adds to them.
#[component]
pub fn Attachments(
    /// The record.
    record: Record,
) -> impl IntoView {
    let tiles = RwSignal::new(storage::read(Key::Files).as_deref() == Some(TILES));
    let adds_link = RwSignal::new(false);
    let picker = NodeRef::<html::Input>::new();
    let attach = move |files: Vec<File>| files.into_iter().for_each(|file| record.attach(file));
    let picked = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        attach(files::listed(picker.files()));
        // Otherwise the same file again would be no change.
        picker.set_value("");
    };
    let pick = move || {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let removes = RwSignal::new(None);
    let actions = Signal::derive(move || actions(pick, adds_link, tiles));
    view! {
        <DropZone hint=RecordWord::DropToAttach.text() on_drop=UnsyncCallback::new(attach)>
            <section class="attachments" aria-labelledby="files-title">
                <div class="attachments-head">
                    <h2 class="group-title" id="files-title">{RecordWord::Files.text()}</h2>
                    <IconButton icon=Icon::Attach label=RecordWord::AttachFile.text().to_owned() attr:id=ATTACH_ID on:click=move |_| pick() />
                    <Menu label=RecordWord::More.text() actions=actions />
                    <input type="file" multiple hidden node_ref=picker on:change=picked aria-label=RecordWord::AttachFile.text() />
                </div>
                {uploads(record, Purpose::Attachment)}
                {rows(record, tiles, removes)}
                {move || removes.get().map(|(id, name)| view! { <RemoveAttachment record=record id=id name=name removes=removes after=ATTACH_ID /> })}
                <Show when=move || adds_link.get()>
                    <AddLink record=record open=adds_link />
                </Show>
            </section>
        </DropZone>
    }
}

/// What the menu offers.
fn actions(
    pick: impl Fn() + Send + Sync + 'static,
    adds_link: RwSignal<bool>,
    tiles: RwSignal<bool>,
) -> Vec<Action> {
    let action =
        |word: RecordWord, act: Callback<()>| Action { name: word.text().to_owned(), refusal: None, act };
    let as_tiles = tiles.get();
    let show = move |()| {
        tiles.set(!as_tiles);
        storage::write(Key::Files, if as_tiles { "list" } else { TILES });
    };
    vec![
        action(RecordWord::AttachFile, Callback::new(move |()| pick())),
        action(RecordWord::AddLink, Callback::new(move |()| adds_link.set(true))),
        action(if as_tiles { RecordWord::AsList } else { RecordWord::AsTiles }, Callback::new(show)),
    ]
}

fn rows(
    record: Record,
    tiles: RwSignal<bool>,
    removes: RwSignal<Option<(AttachmentId, String)>>,
) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let keys = Memo::new(move |_| record.attachments().into_iter().map(|one| one.id).collect::<Vec<_>>());
    keep_rows(list, keys, move |key| {
        let found = untrack(|| record.attachments()).into_iter().find(|one| one.id == key);
        found.map(|found| attachment(record, found, removes)).into_any()
    });
    let is_empty = Memo::new(move |_| keys.with(Vec::is_empty) && record.uploads().is_empty());
    view! {
        <ul class="attachment-list" class:attachment-tiles=tiles node_ref=list></ul>
        <Show when=move || is_empty.get()>
            <EmptyState icon=Icon::File title=RecordWord::NoFiles.text() text=RecordWord::NoFilesHint.text() />
        </Show>
    }
}
