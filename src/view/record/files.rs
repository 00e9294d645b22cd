//! The tab "Files and notes": what is attached to the record, and what the agent writes about it.

use futures_util::FutureExt;
use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};

use super::add_link::AddLink;
use crate::browser::clock::use_clock;
use crate::browser::storage::{self, Key};
use crate::browser::{files, intl};
use crate::crm::Record;
use crate::domain::link::plain_name;
use crate::domain::notes::Href;
use crate::domain::record::{Attachment, AttachmentKind};
use crate::view::notes::{NotesEditor, StoreImage};
use crate::view::timeline::file::saver;
use crate::view::ui::{Action, EmptyState, Icon, IconButton, Menu, icon, use_announcer};
use crate::words::chat;
use crate::words::record::{self, RecordWord};

/// The tab.
#[component]
pub fn FilesAndNotes(
    /// The record.
    record: Record,
) -> impl IntoView {
    let store = StoreImage::new(move |(file, done): (web_sys::File, RwSignal<f64>)| {
        async move {
            let stored = async {
                let attached = record.attach(file, done).await?;
                record.address_of(attached).await
            };
            stored.await.map_err(|error| record::why(&error))
        }
        .boxed_local()
    });
    view! {
        <div class="files-and-notes">
            <Attachments record=record />
            <section class="notes-part" aria-labelledby="notes-title">
                <h2 class="group-title" id="notes-title">{RecordWord::Notes.text()}</h2>
                <NotesEditor
                    value=Signal::derive(move || record.notes())
                    on_change=Callback::new(move |typed| record.edit_notes(typed))
                    on_image=store
                    lost_images=Signal::derive(move || record.lost_images())
                />
            </section>
        </div>
    }
}

/// The files and links, as a list or as tiles.
#[component]
fn Attachments(record: Record) -> impl IntoView {
    let announcer = StoredValue::new_local(use_announcer());
    let tiles = RwSignal::new(storage::read(Key::Files).as_deref() == Some("tiles"));
    let adds_link = RwSignal::new(false);
    let picker = NodeRef::<html::Input>::new();
    let attach = move |file: web_sys::File| {
        let name = file.name();
        spawn_local(async move {
            let words = match record.attach(file, RwSignal::new(0.0)).await {
                Ok(_) => record::attached(&name),
                Err(error) => record::failed(&name, &error),
            };
            announcer.try_with_value(|announcer| announcer.toast(&words));
        });
    };
    let picked = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        files::listed(picker.files()).into_iter().for_each(attach);
        // Otherwise the same file again would be no change.
        picker.set_value("");
    };
    let pick = move || {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        files::dropped(event.data_transfer()).into_iter().for_each(attach);
    };
    let show = move |as_tiles: bool| {
        tiles.set(as_tiles);
        storage::write(Key::Files, if as_tiles { "tiles" } else { "list" });
    };
    let actions = move || {
        let action =
            |word: RecordWord, act: Callback<()>| Action { name: word.text().to_owned(), refusal: None, act };
        let other = if tiles.get() { RecordWord::AsList } else { RecordWord::AsTiles };
        vec![
            action(RecordWord::AttachFile, Callback::new(move |()| pick())),
            action(RecordWord::AddLink, Callback::new(move |()| adds_link.set(true))),
            action(other, Callback::new(move |()| show(other == RecordWord::AsTiles))),
        ]
    };
    let is_empty = Memo::new(move |_| record.attachments().is_empty());
    let items = move || record.attachments().into_iter().map(|one| attachment(record, one)).collect_view();
    view! {
        <section class="attachments" aria-labelledby="files-title" on:dragover=|event| event.prevent_default() on:drop=dropped>
            <div class="attachments-head">
                <h2 class="group-title" id="files-title">{RecordWord::Files.text()}</h2>
                <IconButton icon=Icon::Attach label=Signal::stored(RecordWord::AttachFile.text().to_owned()) on:click=move |_| pick() />
                <Menu label=RecordWord::More.text() actions=Signal::derive(actions) />
                <input type="file" multiple hidden node_ref=picker on:change=picked aria-label=RecordWord::AttachFile.text() />
            </div>
            <ul class="attachment-list" class:attachment-tiles=move || tiles.get()>{items}</ul>
            <Show when=move || is_empty.get()>
                <EmptyState icon=Icon::File title=RecordWord::NoFiles.text() text=RecordWord::NoFilesHint.text() />
            </Show>
            <Show when=move || adds_link.get()>
                <AddLink record=record open=adds_link />
            </Show>
        </section>
    }
}

fn attachment(record: Record, attachment: Attachment) -> impl IntoView {
    let Attachment { id, kind, at, by } = attachment;
    let today = untrack(|| use_clock().now());
    let when = at.map(|at| intl::when(at, today));
    let about = when.into_iter().chain((!by.is_empty()).then_some(by)).collect::<Vec<_>>().join(" · ");
    let announcer = StoredValue::new_local(use_announcer());
    let (content, name) = match kind {
        AttachmentKind::File { name, size } => {
            let name = plain_name(&name);
            let (shown, saved) = (name.clone(), name.clone());
            let save = move |_| {
                let name = saved.clone();
                spawn_local(async move {
                    if let Err(error) = record.download(id, &name).await {
                        announcer.try_with_value(|announcer| announcer.toast(&record::failed(&name, &error)));
                    }
                });
            };
            let content = view! {
                <button class="attachment-name" type="button" title=chat::download(&name) on:click=save>
                    {icon(Icon::File)} <bdi class="one-line">{shown}</bdi>
                </button>
                <span class="attachment-size">{chat::bytes(size)}</span>
            };
            (content.into_any(), name)
        }
        AttachmentKind::Link { url, caption } => {
            let caption = if caption.is_empty() { url.clone() } else { caption };
            // What is no address of the web is shown, and leads nowhere.
            let href = Href::new(&url).map(|href| href.as_str().to_owned());
            let content = view! {
                <a class="attachment-name" href=href target="_blank" rel="noopener noreferrer" title=url>
                    {icon(Icon::Open)} <bdi class="one-line">{caption.clone()}</bdi>
                </a>
            };
            (content.into_any(), caption)
        }
        AttachmentKind::Sent { file, url } => {
            let name = plain_name(&file.name);
            let content = view! {
                <a class="attachment-name" href=url title=chat::download(&name) on:click=saver(file.id, name.clone())>
                    {icon(Icon::File)} <bdi class="one-line">{name.clone()}</bdi>
                </a>
            };
            (content.into_any(), name)
        }
    };
    let label = Signal::stored(record::remove(&name));
    let remove = move |_| {
        let name = name.clone();
        spawn_local(async move {
            if let Err(error) = record.detach(id).await {
                announcer.try_with_value(|announcer| announcer.toast(&record::failed(&name, &error)));
            }
        });
    };
    view! {
        <li class="attachment">
            {content}
            <span class="attachment-about">{about}</span>
            <IconButton icon=Icon::Close label=label on:click=remove />
        </li>
    }
}
