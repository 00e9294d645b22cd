//! The comments under a post: folded until they are wanted, the oldest first.

use leptos::{html, prelude::*};

use super::compose::Compose;
use super::failed;
use super::post::{Kind, post};
use crate::crm::{Feed, Place, Reading};
use crate::ids::crm::PostId;
use crate::view::ui::{Button, Weight, keep_rows};
use crate::words::feed::{self, FeedWord};

/// The button that unfolds the comments on a post.
#[component]
pub fn CommentsButton(
    /// The feed.
    feed: Feed,
    /// The post.
    on: PostId,
) -> impl IntoView {
    let count = Memo::new(move |_| feed.post(on).map(|post| post.comments).unwrap_or_default());
    let is_open = Memo::new(move |_| feed.comments(on).is_some());
    let words = move || match count.get() {
        0 => FeedWord::Comment.text().to_owned(),
        count => feed::comments(count),
    };
    view! {
        <button
            class="post-action"
            type="button"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| feed.unfold(on, !is_open.get_untracked())
        >
            {words}
        </button>
    }
}

/// The comments, while they are unfolded, and where one is written.
#[component]
pub fn Comments(
    /// The feed.
    feed: Feed,
    /// The post.
    on: PostId,
) -> impl IntoView {
    let is_open = Memo::new(move |_| feed.comments(on).is_some());
    view! {
        <Show when=move || is_open.get()>
            <Unfolded feed=feed on=on />
        </Show>
    }
}

#[component]
fn Unfolded(feed: Feed, on: PostId) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let comments = Memo::new(move |_| feed.comments(on).unwrap_or_default());
    keep_rows(list, comments, move |id| post(feed, id, Kind::Comment));
    let reading = Memo::new(move |_| feed.reading_comments(on));
    let busy = Signal::derive(move || reading.get() == Reading::Running);
    let missing = Memo::new(move |_| {
        let count = feed.post(on).map_or(0, |post| post.comments as usize);
        count.saturating_sub(comments.with(Vec::len))
    });
    let further = Callback::new(move |()| {
        if comments.with_untracked(Vec::is_empty) { feed.unfold(on, true) } else { feed.more_comments(on) }
    });
    // An empty field is in nobody's way; it takes the focus only where nothing else is to be read.
    let is_first = untrack(|| feed.post(on)).is_some_and(|post| post.comments == 0);
    let writing = feed.writing(Place::Comment(on));
    let standing = move || match reading.get() {
        Reading::Failed(error) => Some(failed(&error, further).into_any()),
        _ if missing.get() > 0 => Some(
            view! {
                <Button weight=Weight::Quiet busy=busy on:click=move |_| further.run(())>
                    {move || feed::more_comments(missing.get())}
                </Button>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! {
        <div class="comments">
            <ul class="feed-posts" node_ref=list></ul>
            {standing}
            <Compose writing=writing autofocus=is_first />
        </div>
    }
}
