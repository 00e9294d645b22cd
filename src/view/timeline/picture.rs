//! A picture in the time-line, in a place of a fixed size, so that nothing moves when it comes.

use leptos::{html, prelude::*};

use super::file::saver;
use crate::browser::blob::BlobUrl;
use crate::browser::focus;
use crate::client::RestError;
use crate::desk::{FileState, use_desk};
use crate::ids::FileId;
use crate::view::ui::{Button, Dialog, Icon, IconButton, icon};
use crate::words::chat::{self, ChatWord};
use crate::words::{Word, say, trouble};

/// A stored picture; `own` is the one that the agent has picked, which need not be fetched.
pub(super) fn picture(stored: FileId, name: String, mime: String, own: Option<BlobUrl>) -> impl IntoView {
    let desk = use_desk();
    let place = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    // Bytes came, but the browser can make no picture of them.
    let broken = RwSignal::new(false);
    let own = StoredValue::new_local(own);
    let mime = StoredValue::new(mime);
    let image = move || match own.get_value() {
        _ if broken.get() => FileState::Failed(RestError::Unreadable),
        Some(url) => FileState::Ready(url),
        None => desk.image(stored, &mime.read_value()),
    };
    let again = move |_| {
        // The button that has the focus goes away now.
        if let Some(place) = place.get_untracked() {
            focus::focus(&place);
        }
        own.set_value(None);
        desk.reload_image(stored, &mime.read_value());
        broken.set(false);
    };
    let (alt, large) = (name.clone(), name.clone());
    let face = move || match image() {
        FileState::Loading => view! { <span class="picture-wait">{say(Word::Loading)}</span> }.into_any(),
        FileState::Failed(error) => failed(&error, stored, alt.clone(), again).into_any(),
        FileState::Ready(url) => view! {
            <button
                class="picture-open"
                type="button"
                aria-label=chat::open_picture(&alt)
                on:click=move |_| open.set(true)
            >
                {shown(url, alt.clone(), move || broken.set(true))}
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="picture" node_ref=place role="group" aria-label=name tabindex="-1">{face}</div>
        {move || {
            let (true, FileState::Ready(url)) = (open.get(), image()) else { return None };
            Some(enlarged(url, stored, large.clone(), open))
        }}
    }
}

/// A picture that is on its way to the server.
pub(super) fn sent_picture(url: BlobUrl, name: String) -> impl IntoView {
    view! { <div class="picture picture-sent">{shown(url, name, || ())}</div> }
}

fn shown(url: BlobUrl, alt: String, broken: impl Fn() + 'static) -> impl IntoView {
    view! { <img src=held(url) alt=alt draggable="false" on:error=move |_| broken() /> }
}

/// The address, which is good for as long as the view that asks is in the page.
fn held(url: BlobUrl) -> String {
    let href = url.href().to_owned();
    StoredValue::new_local(url);
    href
}

/// Why there is no picture, and what can be done about it.
fn failed(
    error: &RestError,
    stored: FileId,
    name: String,
    again: impl Fn(leptos::ev::MouseEvent) + 'static,
) -> impl IntoView {
    view! {
        <div class="picture-failed">
            <bdi class="file-name">{name.clone()}</bdi>
            <p class="picture-why" role="status">{icon(Icon::Warning)} {trouble::file(error)}</p>
            <div class="picture-mend">
                <Button on:click=again>{say(Word::TryAgain)}</Button>
                <IconButton icon=Icon::Download label=chat::download(&name) on:click=saver(stored, name) />
            </div>
        </div>
    }
}

fn enlarged(url: BlobUrl, stored: FileId, name: String, open: RwSignal<bool>) -> impl IntoView {
    let (title, alt) = (name.clone(), name.clone());
    let src = held(url);
    view! {
        <Dialog title=title on_leave=Callback::new(move |()| open.set(false))>
            <div class="picture-large"><img src=src alt=alt /></div>
            <div class="dialog-actions">
                <IconButton icon=Icon::Download label=chat::download(&name) on:click=saver(stored, name) />
                <button class="button" type="button" autofocus on:click=move |_| open.set(false)>
                    {ChatWord::Close.text()}
                </button>
            </div>
        </Dialog>
    }
}
