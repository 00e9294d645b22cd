//! How posts and comments come: page by page, and anew when others have written.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{Reading, Thread};
use crate::client::creatio::FEED_PAGE;
use crate::crm::record::Shared;
use crate::domain::feed::{Post, Posts};
use crate::ids::crm::PostId;

impl Shared {
    /// Reads the newest posts; what is here already stays where that fails.
    pub(super) async fn read_feed(&self) {
        let feed = &self.feed;
        feed.reading.set(Reading::Running);
        let reading = match self.client.posts(self.key(), 0).await {
            Ok(page) => {
                let first = feed.posts.with_untracked(Posts::is_empty);
                let new =
                    feed.posts.try_update(|posts| posts.begin(page.posts, page.full)).unwrap_or_default();
                if !first {
                    self.note_unseen(&new);
                }
                Reading::Rest
            }
            Err(error) => Reading::Failed(error),
        };
        feed.reading.set(reading);
    }

    /// Reads the next page: one that joins what is here, whatever came or went meanwhile.
    pub(super) async fn read_on(&self) {
        let feed = &self.feed;
        feed.reading.set(Reading::Running);
        let mut skip = feed.posts.with_untracked(Posts::next_page);
        let reading = loop {
            let page = match self.client.posts(self.key(), skip).await {
                Ok(page) => page,
                Err(error) => break Reading::Failed(error),
            };
            let take = |posts: &mut Posts| take(posts, skip, page.posts, page.full);
            if feed.posts.try_update(take).unwrap_or(true) {
                break Reading::Rest;
            }
            skip = skip.saturating_sub(FEED_PAGE / 2);
        };
        feed.reading.set(reading);
    }

    /// Reads comments: from the first one on, or further ones.
    pub(super) async fn read_comments(&self, on: PostId, further: bool) {
        let feed = &self.feed;
        feed.thread(on, |thread| thread.reading = Reading::Running);
        let known =
            |threads: &BTreeMap<PostId, Thread>| threads.get(&on).map(|thread| thread.comments.next_page());
        let mut skip = feed.threads.with_untracked(known).filter(|_| further).unwrap_or_default();
        let reading = loop {
            let page = match self.client.comments(on, skip).await {
                Ok(page) => page,
                Err(error) => break Reading::Failed(error),
            };
            let mut joins = false;
            feed.thread(on, |thread| joins = take(&mut thread.comments, skip, page.posts, page.full));
            if joins {
                break Reading::Rest;
            }
            skip = skip.saturating_sub(FEED_PAGE / 2);
        };
        feed.thread(on, |thread| thread.reading = reading);
    }

    fn note_unseen(&self, posts: &[PostId]) {
        if self.feed.looked_at.get() || posts.is_empty() {
            return;
        }
        let of_others = |id: &&PostId| {
            self.feed.posts.with_untracked(|posts| posts.get(**id).is_some_and(|post| !post.author.me))
        };
        let new: Vec<PostId> = posts.iter().filter(of_others).copied().collect();
        self.feed.unseen.update(|unseen| unseen.extend(new));
    }
}

/// Takes a page; `false` where the one before it has to be read.
fn take(posts: &mut Posts, skip: u32, page: Vec<Post>, full: bool) -> bool {
    if skip > 0 {
        return posts.go_on(page, full);
    }
    posts.begin(page, full);
    true
}
