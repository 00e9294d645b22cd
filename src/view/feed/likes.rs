//! Liking a post, and who likes it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::crm::Feed;
use crate::ids::crm::PostId;
use crate::view::ui::{Popup, use_announcer};
use crate::words::feed::{self, FeedWord};
use crate::words::record::{failed, why};

/// The button, and beside it how many like the post.
#[component]
pub fn Likes(
    /// The feed.
    feed: Feed,
    /// The post or comment.
    id: PostId,
) -> impl IntoView {
    let announcer = StoredValue::new_local(use_announcer());
    let likes = Memo::new(move |_| feed.post(id).map(|post| (post.likes, post.liked)).unwrap_or_default());
    let liked = Memo::new(move |_| likes.get().1);
    let count = Memo::new(move |_| likes.get().0);
    let toggle = move |_| {
        let like = !liked.get_untracked();
        spawn_local(async move {
            if let Err(error) = feed.like(id, like).await {
                let words = failed(FeedWord::Like.text(), &error);
                announcer.try_with_value(|announcer| announcer.toast(&words));
            }
        });
    };
    let open = RwSignal::new(false);
    let label = Signal::derive(move || feed::likes(count.get()));
    view! {
        <button class="post-action" type="button" aria-pressed=move || liked.get().to_string() on:click=toggle>
            {move || if liked.get() { FeedWord::Liked } else { FeedWord::Like }.text()}
        </button>
        <Show when=move || { count.get() > 0 }>
            <Popup label=label open=open button_class="post-action post-likes" face_speaks=true face=(move || label.get()).into()>
                <Who feed=feed id=id count=count />
            </Popup>
        </Show>
    }
}

/// The people, read when they are shown, and again when there are others.
#[component]
fn Who(feed: Feed, id: PostId, count: Memo<u32>) -> impl IntoView {
    let people = RwSignal::new(vec![FeedWord::Loading.text().to_owned()]);
    Effect::new(move |_| {
        count.track();
        spawn_local(async move {
            people.try_set(match feed.who_liked(id).await {
                Ok(found) if found.is_empty() => vec![FeedWord::Nobody.text().to_owned()],
                Ok(found) => found.into_iter().map(|one| one.name).collect(),
                Err(error) => vec![why(&error)],
            });
        });
    });
    let names =
        move || people.get().into_iter().map(|name| view! { <li dir="auto">{name}</li> }).collect_view();
    view! { <ul class="post-who" aria-label=FeedWord::WhoLikes.text()>{names}</ul> }
}
