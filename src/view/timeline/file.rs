//! A file in the time-line: a picture for the four formats that are safe to show, a link to
//! save it for everything else.

use leptos::prelude::*;

use super::row::{FileShown, State};
use crate::browser::blob::BlobUrl;
use crate::desk::{FileState, use_desk};
use crate::domain::link::plain_name;
use crate::domain::message::is_previewable;
use crate::domain::outgoing::{Delivery, LocalId};
use crate::ids::{ConversationId, FileId};
use crate::view::ui::{Dialog, Icon, IconButton, icon, use_announcer};
use crate::words::chat::{self, ChatWord};
use crate::words::{Word, say};

/// A file, stored or on its way, and what was written with it.
pub(super) fn file(
    file: FileShown,
    caption: String,
    id: ConversationId,
    state: Memo<Option<Option<State>>>,
) -> impl IntoView {
    let name = plain_name(&file.name);
    let previewable = !file.malware && is_previewable(&file.name, &file.mime);
    let size = file.size;
    let own = previewable.then(|| picked(state)).flatten();
    let content = match (file.stored, own) {
        _ if file.malware => refused(name, size).into_any(),
        (Some(stored), own) if previewable => picture(stored, name, file.mime, own).into_any(),
        (Some(stored), _) => download(stored, name, size).into_any(),
        (None, Some(url)) => {
            let (alt, face) = (name.clone(), shown(url, name.clone()));
            view! { <div class="picture picture-sent">{face}</div> {progress(id, alt, size, state)} }
                .into_any()
        }
        (None, None) => {
            view! { <p class="file">{label(name.clone(), size)}</p> {progress(id, name, size, state)} }
                .into_any()
        }
    };
    let caption = (!caption.is_empty()).then(|| super::rich_text::plain(&caption));
    view! {
        {content}
        {caption}
    }
}

/// The picture that the agent has picked, while it is on its way: it need not be fetched.
fn picked(state: Memo<Option<Option<State>>>) -> Option<BlobUrl> {
    let State::OnItsWay { local, .. } = state.get_untracked().flatten()? else { return None };
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
    let desk = use_desk();
    let announcer = use_announcer();
    let title = chat::download(&name);
    let saved_as = name.clone();
    let save = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let (announcer, name) = (announcer.clone(), saved_as.clone());
        leptos::task::spawn_local(async move {
            if desk.download(stored, name).await.is_err() {
                announcer.toast(ChatWord::DownloadFailed.text());
            }
        });
    };
    // The address leads nowhere: the file is fetched with a header, not by its address.
    view! {
        <a class="file" href="#download" role="button" title=title on:click=save>{label(name, size)}</a>
    }
}

/// A picture, in a place of a fixed size, so that nothing moves when it comes.
fn picture(stored: FileId, name: String, mime: String, own: Option<BlobUrl>) -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(false);
    let own = StoredValue::new_local(own);
    let image = move || own.get_value().map_or_else(|| desk.image(stored, &mime), FileState::Ready);
    let (alt, label) = (name.clone(), chat::open_picture(&name));
    let large = image.clone();
    view! {
        <button class="picture" type="button" aria-label=label on:click=move |_| open.set(true)>
            {move || match image() {
                FileState::Loading => view! { <span class="picture-wait">{say(Word::Loading)}</span> }.into_any(),
                FileState::Failed => {
                    view! { <span class="picture-wait">{ChatWord::PictureFailed.text()}</span> }.into_any()
                }
                FileState::Ready(url) => shown(url, alt.clone()).into_any(),
            }}
        </button>
        {move || {
            let (true, FileState::Ready(url)) = (open.get(), large()) else { return None };
            Some(enlarged(url, stored, name.clone(), open))
        }}
    }
}

fn shown(url: BlobUrl, alt: String) -> impl IntoView {
    view! { <img src=held(url) alt=alt draggable="false" /> }
}

/// The address, which is good for as long as the view that asks is in the page.
fn held(url: BlobUrl) -> String {
    let href = url.href().to_owned();
    StoredValue::new_local(url);
    href
}

fn enlarged(url: BlobUrl, stored: FileId, name: String, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let title = name.clone();
    let (src, alt) = (held(url), name.clone());
    let save_as = name.clone();
    let save = move |_| {
        let name = save_as.clone();
        leptos::task::spawn_local(async move {
            // The picture is in view already: it can be saved from there too.
            let _ = desk.download(stored, name).await;
        });
    };
    view! {
        <Dialog title=title on_leave=Callback::new(move |()| open.set(false))>
            <div class="picture-large"><img src=src alt=alt /></div>
            <div class="dialog-actions">
                <IconButton icon=Icon::Download label=chat::download(&name) on:click=save />
                <button class="button" type="button" autofocus on:click=move |_| open.set(false)>
                    {ChatWord::Close.text()}
                </button>
            </div>
        </Dialog>
    }
}

/// How far an upload is, and a way to stop it.
fn progress(
    id: ConversationId,
    name: String,
    size: u64,
    state: Memo<Option<Option<State>>>,
) -> impl IntoView {
    let desk = use_desk();
    let under_way = Memo::new(move |_| match state.get().flatten() {
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
