//! The feed of a record as views see it. It outlives its tab, as the record does.

mod deeds;
mod reading;
mod writing;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use super::record::{Record, Shared};
use crate::client::creatio::{CrmError, Stamp};
use crate::domain::feed::{Order, Post, Posts};
use crate::ids::crm::PostId;
use writing::State;

pub use writing::{NewFile, Place, Sending, Writing};

/// How far posts or comments have come to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nobody has asked for them.
    #[default]
    NotYet,
    /// On their way.
    Running,
    /// Here.
    Rest,
    /// They did not come; what was here before still is.
    Failed(CrmError),
}

/// The comments on a post.
#[derive(Clone, Debug)]
struct Thread {
    /// The post.
    on: PostId,
    comments: Posts,
    reading: Reading,
    /// Whether they are unfolded.
    shown: bool,
}

impl Thread {
    fn new(on: PostId) -> Self {
        Self { on, comments: Posts::new(Order::OldestFirst), reading: Reading::NotYet, shown: false }
    }
}

/// What the handles of one feed share.
pub(super) struct FeedState {
    posts: ArcRwSignal<Posts>,
    reading: ArcRwSignal<Reading>,
    threads: ArcRwSignal<Vec<Thread>>,
    edited: ArcRwSignal<Vec<PostId>>,
    writings: RefCell<Vec<(Place, Rc<State>)>>,
    /// What others posted while nobody looked.
    unseen: ArcRwSignal<Vec<PostId>>,
    /// Whether the feed is on the screen.
    looked_at: Cell<bool>,
    /// How the record and its feed stood at the last look for news.
    stamp: Cell<Option<Stamp>>,
}

impl FeedState {
    pub(super) fn new() -> Self {
        Self {
            posts: ArcRwSignal::new(Posts::new(Order::NewestFirst)),
            reading: ArcRwSignal::default(),
            threads: ArcRwSignal::default(),
            edited: ArcRwSignal::default(),
            writings: RefCell::default(),
            unseen: ArcRwSignal::default(),
            looked_at: Cell::new(false),
            stamp: Cell::new(None),
        }
    }

    pub(super) fn is_looked_at(&self) -> bool {
        self.looked_at.get()
    }

    /// Shows a post as it is now, wherever it stands.
    fn change(&self, id: PostId, change: impl Fn(&mut Post)) {
        self.posts.update(|posts| posts.change(id, &change));
        self.threads.update(|threads| {
            threads.iter_mut().for_each(|thread| thread.comments.change(id, &change));
        });
    }

    fn thread(&self, on: PostId, change: impl FnOnce(&mut Thread)) {
        self.threads.update(|threads| {
            let known = threads.iter().position(|thread| thread.on == on);
            let at = known.unwrap_or_else(|| {
                threads.push(Thread::new(on));
                threads.len() - 1
            });
            if let Some(thread) = threads.get_mut(at) {
                change(thread);
            }
        });
    }

    fn find(&self, id: PostId) -> Option<Post> {
        let post = self.posts.with(|posts| posts.get(id).cloned());
        post.or_else(|| {
            self.threads.with(|threads| threads.iter().find_map(|thread| thread.comments.get(id).cloned()))
        })
    }
}

/// A handle to the feed of a record; copies are the same.
#[derive(Clone, Copy)]
pub struct Feed(StoredValue<Rc<Shared>, LocalStorage>);

impl Record {
    /// Its feed.
    #[must_use]
    pub fn feed(self) -> Feed {
        Feed(StoredValue::new_local(self.shared()))
    }

    /// What others posted there while nobody looked; tracked.
    pub(super) fn unseen(self) -> Vec<PostId> {
        self.shared().feed.unseen.get()
    }
}

/// Reads; tracked.
impl Feed {
    fn shared(self) -> Rc<Shared> {
        self.0.get_value()
    }

    fn read<T>(self, read: impl FnOnce(&FeedState) -> T) -> T {
        self.0.with_value(|shared| read(&shared.feed))
    }

    fn thread<T>(self, on: PostId, read: impl FnOnce(&Thread) -> T) -> Option<T> {
        self.read(|feed| feed.threads.with(|threads| threads.iter().find(|thread| thread.on == on).map(read)))
    }

    /// The posts that are here, newest first.
    #[must_use]
    pub fn posts(self) -> Vec<PostId> {
        self.read(|feed| feed.posts.with(|posts| posts.iter().map(|post| post.id).collect()))
    }

    /// Whether there are earlier posts.
    #[must_use]
    pub fn has_more(self) -> bool {
        self.read(|feed| feed.posts.with(Posts::has_more))
    }

    /// How far the posts have come.
    #[must_use]
    pub fn reading(self) -> Reading {
        self.read(|feed| feed.reading.get())
    }

    /// A post or a comment, if it is here.
    #[must_use]
    pub fn post(self, id: PostId) -> Option<Post> {
        self.read(|feed| feed.find(id))
    }

    /// The comments on a post that are here, oldest first; `None` where they are folded.
    #[must_use]
    pub fn comments(self, on: PostId) -> Option<Vec<PostId>> {
        let ids = |thread: &Thread| thread.comments.iter().map(|post| post.id).collect();
        self.thread(on, |thread| thread.shown.then(|| ids(thread))).flatten()
    }

    /// How far the comments on a post have come.
    #[must_use]
    pub fn reading_comments(self, on: PostId) -> Reading {
        self.thread(on, |thread| thread.reading.clone()).unwrap_or_default()
    }

    /// Whether a post is being edited.
    #[must_use]
    pub fn is_edited(self, id: PostId) -> bool {
        self.read(|feed| feed.edited.with(|edited| edited.contains(&id)))
    }
}
