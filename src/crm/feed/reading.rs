//! How posts and comments come: page by page, and anew when others have written.

use leptos::prelude::*;

use super::{Reading, Thread};
use crate::client::creatio::{FEED_PAGE, Stamp};
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
                feed.posts.update(|posts| drop(posts.begin(page.posts, page.full)));
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
        let next = |threads: &Vec<Thread>| {
            threads.iter().find(|thread| thread.on == on).map(|thread| thread.comments.next_page())
        };
        let mut skip = feed.threads.with_untracked(next).filter(|_| further).unwrap_or_default();
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

    /// The record and its feed stand so now: what has changed since is read. Nobody asked for it,
    /// so that what fails is only tried again.
    pub(in crate::crm) async fn compare(&self, stamp: Stamp) {
        self.refresh(stamp.record).await;
        let before = self.feed.stamp.get();
        let is_read = self.feed.reading.with_untracked(|reading| *reading != Reading::NotYet);
        if before.is_some_and(|before| before.feed == stamp.feed) || (before.is_none() && !is_read) {
            self.feed.stamp.set(Some(stamp));
            return;
        }
        let Ok(page) = self.client.posts(self.key(), 0).await else { return };
        self.feed.stamp.set(Some(stamp));
        let last = before.and_then(|before| before.feed.1);
        let is_new = |post: &&Post| !post.author.me && post.at > last;
        let recent: Vec<PostId> = page.posts.iter().filter(is_new).map(|post| post.id).collect();
        let came = self.feed.posts.try_update(|posts| posts.begin(page.posts, page.full)).unwrap_or_default();
        self.feed.reading.set(Reading::Rest);
        if !self.feed.looked_at.get() {
            let unseen = recent.into_iter().filter(|id| came.contains(id));
            self.feed.unseen.update(|known| known.extend(unseen));
        }
        let shown = |threads: &Vec<Thread>| -> Vec<PostId> {
            threads.iter().filter(|thread| thread.shown).map(|thread| thread.on).collect()
        };
        for on in self.feed.threads.with_untracked(shown) {
            self.read_comments(on, false).await;
        }
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
