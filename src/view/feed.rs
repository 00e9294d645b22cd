//! The feed of a record: what colleagues write to each other about it, and what is told of its
//! changes.

pub mod comments;
pub mod compose;
mod face;
pub mod likes;
mod mention;
mod post;

use leptos::{html, prelude::*};

use self::post::{Kind, post};
use super::record::sign_in::SignIn;
use super::ui::{Button, EmptyState, Icon, Skeleton, keep_rows};
use crate::client::creatio::CrmError;
use crate::crm::{Feed, Place, Reading, Record, use_crm};
use crate::ids::crm::RecordId;
use crate::words::feed::{self, FeedWord};

pub use compose::Compose;

/// The tab.
#[component]
pub fn FeedTab(
    /// The record.
    record: Record,
) -> impl IntoView {
    let (crm, feed) = (use_crm(), record.feed());
    feed.look(true);
    feed.begin();
    on_cleanup(move || feed.look(false));
    // What is shown here needs to be told nowhere else.
    Effect::new(move |_| {
        if crm.unseen(record) > 0 {
            crm.read_news(Some(RecordId::of_conversation(record.id())));
        }
    });
    let list = NodeRef::<html::Ul>::new();
    keep_rows(list, Memo::new(move |_| feed.posts()), move |id| post(feed, id, Kind::Post));
    view! {
        <div class="feed">
            <h2 class="unseen">{FeedWord::Feed.text()}</h2>
            <Compose writing=feed.writing(Place::Post) />
            <ul class="feed-posts" node_ref=list aria-label=FeedWord::Posts.text()></ul>
            <Standing feed=feed />
        </div>
    }
}

/// What stands under the posts: that there are others, that they come, or why they do not.
#[component]
fn Standing(feed: Feed) -> impl IntoView {
    let reading = Memo::new(move |_| feed.reading());
    let is_empty = Memo::new(move |_| feed.posts().is_empty());
    let has_more = Memo::new(move |_| feed.has_more());
    let busy = Signal::derive(move || reading.get() == Reading::Running);
    let retry = Callback::new(move |()| if is_empty.get_untracked() { feed.begin() } else { feed.go_on() });
    move || match reading.get() {
        Reading::Failed(error) => failed(&error, retry).into_any(),
        Reading::NotYet | Reading::Running if is_empty.get() => {
            view! { <Skeleton label=FeedWord::Loading.text() /> }.into_any()
        }
        Reading::Rest if is_empty.get() => view! {
            <EmptyState icon=Icon::Chats title=FeedWord::NoPosts.text() text=FeedWord::NoPostsHint.text() />
        }
        .into_any(),
        Reading::NotYet | Reading::Running | Reading::Rest => view! {
            <Show when=move || has_more.get()>
                <div class="feed-more">
                    <Button busy=busy on:click=move |_| feed.go_on()>{FeedWord::Earlier.text()}</Button>
                </div>
            </Show>
        }
        .into_any(),
    }
}

/// Why posts or comments are missing, and what can be done.
fn failed(error: &CrmError, retry: Callback<()>) -> impl IntoView + use<> {
    view! {
        <div class="line line-warn compose-trouble" role="alert">
            <p class="line-text">{feed::not_read(error)}</p>
            {(*error == CrmError::SignedOut).then(SignIn)}
            <Button on:click=move |_| retry.run(())>{FeedWord::TryAgain.text()}</Button>
        </div>
    }
}
