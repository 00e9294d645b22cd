//! One post or comment: who, when, what, and what can be done with it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::comments::{Comments, CommentsButton};
use super::compose::Compose;
use super::face::face;
use super::likes::Likes;
use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::{Feed, Place};
use crate::domain::feed::{Post, PostFile};
use crate::domain::link::plain_name;
use crate::domain::notes::html;
use crate::ids::crm::PostId;
use crate::view::notes::formatted;
use crate::view::ui::{Dialog, Icon, icon, use_announcer};
use crate::words::chat;
use crate::words::feed::{self, FeedWord};
use crate::words::record::{failed, why};

/// What it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Post,
    Comment,
}

/// A row. What may change in it changes by itself, so that no button leaves the hand.
pub(super) fn post(feed: Feed, id: PostId, kind: Kind) -> AnyView {
    let Some(Post { author, at, .. }) = untrack(|| feed.post(id)) else { return ().into_any() };
    let name = if author.name.is_empty() { FeedWord::Unknown.text().to_owned() } else { author.name.clone() };
    let label = match kind {
        Kind::Post => feed::post_of(&name),
        Kind::Comment => feed::comment_of(&name),
    };
    let today = untrack(|| use_clock().now());
    let time = at.map(
        |at| view! { <time class="post-time" datetime=intl::machine(at)>{intl::when(at, today)}</time> },
    );
    let edited = Memo::new(move |_| feed.post(id).is_some_and(|post| post.edited));
    let own = author.me.then(|| view! { <Own feed=feed id=id /> });
    let (button, comments) = match kind {
        Kind::Post => {
            (Some(view! { <CommentsButton feed=feed on=id /> }), Some(view! { <Comments feed=feed on=id /> }))
        }
        Kind::Comment => (None, None),
    };
    view! {
        <li class="post">
            {face(&author)}
            <article class="post-body" aria-label=label>
                <p class="post-head">
                    <bdi class="post-author">{name}</bdi>
                    {time}
                    <Show when=move || edited.get()><span class="post-time">{FeedWord::Edited.text()}</span></Show>
                </p>
                <Text feed=feed id=id />
                <Files feed=feed id=id />
                <div class="post-actions">
                    <Likes feed=feed id=id />
                    {button}
                    {own}
                </div>
                {comments}
            </article>
        </li>
    }
    .into_any()
}

/// What it says, or the field in which that is changed.
#[component]
fn Text(feed: Feed, id: PostId) -> impl IntoView {
    let is_edited = Memo::new(move |_| feed.is_edited(id));
    let text = Memo::new(move |_| feed.post(id).map(|post| post.html).unwrap_or_default());
    move || {
        if is_edited.get() {
            let leave = Callback::new(move |()| feed.stop_editing(id));
            return view! { <Compose writing=feed.writing(Place::Edit(id)) on_cancel=leave autofocus=true /> }
                .into_any();
        }
        // Elements are made one by one of what is known to be harmless.
        view! { <div class="post-text">{formatted(text.with(|text| html::read(text).blocks))}</div> }
            .into_any()
    }
}

/// What is attached. Files are saved, never opened here.
#[component]
fn Files(feed: Feed, id: PostId) -> impl IntoView {
    let announcer = StoredValue::new_local(use_announcer());
    let files = Memo::new(move |_| feed.post(id).map(|post| post.files).unwrap_or_default());
    let file = move |file: PostFile| {
        let name = plain_name(&file.name);
        let (shown, title, size) = (name.clone(), chat::download(&name), chat::bytes(file.size));
        let save = move |_| {
            let (file, name) = (file.clone(), name.clone());
            spawn_local(async move {
                if let Err(error) = feed.download(&file).await {
                    announcer.try_with_value(|announcer| announcer.toast(&failed(&name, &error)));
                }
            });
        };
        view! {
            <li>
                <button class="attachment-name" type="button" title=title on:click=save>
                    {icon(Icon::File)} <bdi class="one-line">{shown}</bdi> <span class="attachment-size">{size}</span>
                </button>
            </li>
        }
    };
    move || {
        let files = files.get();
        (!files.is_empty())
            .then(|| view! { <ul class="post-files">{files.into_iter().map(file).collect_view()}</ul> })
    }
}

/// What only the author can do.
#[component]
fn Own(feed: Feed, id: PostId) -> impl IntoView {
    let asks = RwSignal::new(false);
    view! {
        <button class="post-action" type="button" on:click=move |_| feed.edit(id)>{FeedWord::Edit.text()}</button>
        <button class="post-action" type="button" on:click=move |_| asks.set(true)>{FeedWord::Delete.text()}</button>
        <Show when=move || asks.get()>
            <AskToDelete feed=feed id=id asks=asks />
        </Show>
    }
}

/// The question. Every way out but Yes leaves the post.
#[component]
fn AskToDelete(feed: Feed, id: PostId, asks: RwSignal<bool>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(String::new());
    let delete = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let deleted = feed.delete(id).await;
            // The dialog may be closed by now, and goes with the post.
            busy.try_set(false);
            if let Err(error) = deleted {
                trouble.try_set(why(&error));
            }
        });
    };
    view! {
        <Dialog title=FeedWord::DeletePost.text().to_owned() on_leave=Callback::new(move |()| asks.set(false))>
            <p>{FeedWord::DeleteMeans.text()}</p>
            <p class="login-error" role="alert">{trouble}</p>
            <div class="dialog-actions">
                <button class="button button-danger" type="button" aria-busy=move || busy.get().then_some("true") on:click=delete>
                    {FeedWord::Yes.text()}
                </button>
                <button class="button" type="button" autofocus=true on:click=move |_| asks.set(false)>
                    {FeedWord::No.text()}
                </button>
            </div>
        </Dialog>
    }
}
