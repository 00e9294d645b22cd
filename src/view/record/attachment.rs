//! One file or link of the record.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::browser::location::use_location;
use crate::crm::{Opening, Record};
use crate::desk::use_desk;
use crate::domain::link::plain_name;
use crate::domain::notes::Href;
use crate::domain::record::{Attachment, AttachmentKind, SentFile};
use crate::ids::ConversationId;
use crate::ids::crm::AttachmentId;
use crate::view::timeline::file::saver;
use crate::view::ui::{Icon, IconButton, icon, use_announcer};
use crate::words::chat;
use crate::words::record::{self, RecordWord};
use crate::words::trouble;

/// A row; with its button to remove it, it is put into `removes`.
pub(super) fn attachment(
    record: Record,
    attachment: Attachment,
    removes: RwSignal<Option<(AttachmentId, String)>>,
) -> impl IntoView {
    let Attachment { id, kind, at, by } = attachment;
    let now = untrack(|| use_clock().now());
    let when = at.map(|at| intl::when(at, now));
    // A file that was sent in the chat came with its message, and stays as that does.
    let is_sent = matches!(kind, AttachmentKind::Sent { .. });
    let by = if is_sent { RecordWord::SentInChat.text().to_owned() } else { by };
    let size = match &kind {
        AttachmentKind::File { size, .. } => chat::bytes(*size),
        AttachmentKind::Link { .. } | AttachmentKind::Sent { .. } => String::new(),
    };
    let about = [size, when.unwrap_or_default(), by].into_iter().filter(|part| !part.is_empty());
    let about = about.collect::<Vec<_>>().join(" · ");
    let (content, name) = match kind {
        AttachmentKind::File { name, .. } => file(record, id, plain_name(&name)),
        AttachmentKind::Link { url, caption } => link(url, caption),
        AttachmentKind::Sent { file, url } => sent(&file, url),
    };
    view! {
        <li class="attachment">
            {content}
            <span class="attachment-about" dir="auto">{about}</span>
            {(!is_sent).then(|| remove(id, name, removes))}
        </li>
    }
}

fn file(record: Record, id: AttachmentId, name: String) -> (AnyView, String) {
    let announcer = StoredValue::new_local(use_announcer());
    let saved = name.clone();
    let save = move |_| {
        let name = saved.clone();
        spawn_local(async move {
            if let Err(error) = record.download(id, &name).await {
                let words = chat::not_downloaded(&name, &record::why(&error));
                announcer.try_with_value(|announcer| announcer.toast(&words));
            }
        });
    };
    let content = view! {
        <button class="attachment-name" type="button" title=chat::download(&name) on:click=save>
            {icon(Icon::File)} <bdi class="one-line">{name.clone()}</bdi>
        </button>
    };
    (content.into_any(), name)
}

fn link(url: String, caption: String) -> (AnyView, String) {
    let name = if caption.is_empty() { url.clone() } else { caption };
    // What is no address of the web is shown, and leads nowhere.
    let href = Href::new(&url).map(|href| href.as_str().to_owned());
    let content = view! {
        <a class="attachment-name" href=href target="_blank" rel="noopener noreferrer" title=url>
            {icon(Icon::Open)} <bdi class="one-line">{name.clone()}</bdi>
        </a>
    };
    (content.into_any(), name)
}

fn sent(file: &SentFile, url: String) -> (AnyView, String) {
    let name = plain_name(&file.name);
    let content = view! {
        <a class="attachment-name" href=url title=chat::download(&name) on:click=saver(file.id, name.clone())>
            {icon(Icon::Chats)} <bdi class="one-line">{name.clone()}</bdi>
        </a>
    };
    (content.into_any(), name)
}

/// Whoever came by the address of a file that was sent in this chat gets the file.
pub(super) fn save_asked_file(id: ConversationId, record: Record) {
    let (desk, location, announcer) = (use_desk(), use_location(), use_announcer());
    Effect::new(move |_| {
        let Some(asked) = location.file().filter(|asked| asked.chat == id) else { return };
        if record.opening() != Opening::Here {
            return;
        }
        let name = record.attachments().into_iter().find_map(|row| match row.kind {
            AttachmentKind::Sent { file, .. } if file.id == asked.file => Some(plain_name(&file.name)),
            _ => None,
        });
        location.take_file();
        let (name, announcer) = (name.unwrap_or_else(|| asked.file.to_string()), announcer.clone());
        spawn_local(async move {
            if let Err(error) = desk.download(asked.file, name.clone()).await {
                announcer.toast(&chat::not_downloaded(&name, &trouble::file(&error)));
            }
        });
    });
}

fn remove(
    id: AttachmentId,
    name: String,
    removes: RwSignal<Option<(AttachmentId, String)>>,
) -> impl IntoView {
    let label = Signal::stored(record::remove(&name));
    view! { <IconButton icon=Icon::Close label=label on:click=move |_| removes.set(Some((id, name.clone()))) /> }
}
