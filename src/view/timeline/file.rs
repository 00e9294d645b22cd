//! A file in the time-line: a picture for the four formats that are safe to show, a link to
//! save it for everything else.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::picture::{picture, sent_picture};
use super::row::{FileShown, State};
use crate::browser::blob::BlobUrl;
use crate::desk::use_desk;
use crate::domain::link::plain_name;
use crate::domain::message::is_previewable;
use crate::domain::outgoing::{Delivery, LocalId};
use crate::ids::{ConversationId, FileId};
use crate::view::ui::{Icon, IconButton, icon, use_announcer};
use crate::words::chat::{self, ChatWord};
use crate::words::trouble;

/// A file, stored or on its way, and what was written with it.
pub(super) fn file(
    file: FileShown,
    caption: &str,
    id: ConversationId,
    state: Option<ArcRwSignal<State>>,
) -> impl IntoView + use<> {
    let name = plain_name(&file.name);
    let previewable = !file.malware && is_previewable(&file.name, &file.mime);
    let size = file.size;
    let own = previewable.then(|| picked(state.as_ref())).flatten();
    let content = match (file.stored, own) {
        _ if file.malware => refused(name, size).into_any(),
        (Some(stored), own) if previewable => picture(stored, name, file.mime, own).into_any(),
        (Some(stored), _) => download(stored, name, size).into_any(),
        (None, Some(url)) => {
            view! { {sent_picture(url, name.clone())} {progress(id, name, size, state)} }.into_any()
        }
        (None, None) => {
            view! { <p class="file">{label(name.clone(), size)}</p> {progress(id, name, size, state)} }
                .into_any()
        }
    };
    let caption = (!caption.is_empty()).then(|| super::rich_text::plain(caption));
    view! {
        {content}
        {caption}
    }
}

/// The picture that the agent has picked, while it is on its way: it need not be fetched.
fn picked(state: Option<&ArcRwSignal<State>>) -> Option<BlobUrl> {
    let State::OnItsWay { local, .. } = state?.get_untracked() else { return None };
    let file = use_desk().outgoing_file(local)?;
    BlobUrl::of(&file)
}

/// The name and the size of a file, in one line.
fn label(name: String, size: u64) -> impl IntoView {
    view! {
        {icon(Icon::File)}
        <bdi class="file-name">{name}</bdi>
        <span class="file-size">{chat::bytes(size)}</span>
    }
}

fn refused(name: String, size: u64) -> impl IntoView {
    view! {
        <p class="file file-refused">{label(name, size)}</p>
        <p class="bubble-gone">{ChatWord::Malware.text()}</p>
    }
}

/// Saves the file: it is never opened inside the desk, whatever it is.
fn download(stored: FileId, name: String, size: u64) -> impl IntoView {
    let title = chat::download(&name);
    let save = saver(stored, name.clone());
    // The address leads nowhere: the file is fetched with a header, not by its address.
    view! {
        <a class="file" href="#download" role="button" title=title on:click=save>{label(name, size)}</a>
    }
}

/// Saves the file, or says why that can't be.
pub fn saver(stored: FileId, name: String) -> impl Fn(MouseEvent) + 'static {
    let desk = use_desk();
    let announcer = use_announcer();
    move |event| {
        event.prevent_default();
        let (announcer, name) = (announcer.clone(), name.clone());
        spawn_local(async move {
            if let Err(error) = desk.download(stored, name.clone()).await {
                announcer.toast(&chat::not_downloaded(&name, &trouble::file(&error)));
            }
        });
    }
}

/// How far an upload is, and a way to stop it.
fn progress(id: ConversationId, name: String, size: u64, state: Option<ArcRwSignal<State>>) -> impl IntoView {
    let desk = use_desk();
    let under_way = Memo::new(move |_| match state.as_ref().map(Get::get) {
        Some(State::OnItsWay { local, delivery: Delivery::Uploading { sent } }) => Some((local, sent)),
        Some(State::OnItsWay { local, delivery: Delivery::Waiting }) => Some((local, 0)),
        _ => None,
    });
    let local = Memo::new(move |_| under_way.get().map(|(local, _)| local));
    let cancel_name = chat::cancel_upload(&name);
    let cancel = move |local: LocalId| {
        view! {
            <progress
                class="file-progress"
                max=size.to_string()
                prop:value=move || under_way.get().map(|(_, sent)| sent.to_string())
                aria-label=cancel_name.clone()
            ></progress>
            <IconButton icon=Icon::Close label=cancel_name.clone() on:click=move |_| desk.cancel_upload(id, local) />
        }
    };
    move || local.get().map(&cancel)
}
