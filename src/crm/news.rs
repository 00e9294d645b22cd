//! What others did in the CRM: told where the agent is, read where it is about.

use std::cell::OnceCell;
use std::rc::Rc;

use leptos::ev::visibilitychange;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Crm;
use super::record::{Record, Shared};
use crate::browser::visibility::is_visible;
use crate::client::web::Web;
use crate::domain::feed::Notice;
use crate::ids::crm::{Guid, PostId, RecordId};
use crate::intents::news::{News, Told};

/// What there is to tell.
#[derive(Default)]
pub(super) struct Bulletin {
    looking: OnceCell<News<Web>>,
    notices: ArcRwSignal<Vec<Notice>>,
    /// What came last while nobody looked at its feed, and how many came with it.
    latest: ArcRwSignal<Option<(Notice, usize)>>,
    /// The record whose page shall show its feed.
    wanted: ArcRwSignal<Option<RecordId>>,
}

/// Reads; tracked.
impl Crm {
    /// What the agent is told and has not read yet, newest first.
    #[must_use]
    pub fn news(self) -> Vec<Notice> {
        self.0.with_value(|inner| inner.bulletin.notices.get())
    }

    /// What came last while nobody looked at its feed, and how many came with it.
    #[must_use]
    pub fn latest_news(self) -> Option<(Notice, usize)> {
        self.0.with_value(|inner| inner.bulletin.latest.get())
    }

    /// How many posts of a record's feed the agent has not seen, as far as it is known.
    #[must_use]
    pub fn unseen(self, record: Record) -> usize {
        let key = record.shared().key();
        let of_record = |notice: &&Notice| notice.record == key;
        let told = |notices: &Vec<Notice>| notices.iter().filter(of_record).map(|one| one.post).collect();
        let mut posts: Vec<PostId> = self.0.with_value(|inner| inner.bulletin.notices.with(told));
        posts.extend(record.unseen());
        // One that is told of may be among those that came, and there may be several told of one.
        let first = |at: usize| posts.iter().position(|post| *post == posts[at]) == Some(at);
        (0..posts.len()).filter(|at| first(*at)).count()
    }

    /// Whether a record's page shall show its feed; asked once.
    #[must_use]
    pub fn wants_feed(self, record: Record) -> bool {
        self.0.with_value(|inner| {
            let wanted = inner.bulletin.wanted.get() == Some(record.shared().key());
            if wanted {
                inner.bulletin.wanted.set(None);
            }
            wanted
        })
    }
}

/// What the agent does.
impl Crm {
    /// The page of this record shall show its feed.
    pub fn want_feed(self, record: RecordId) {
        self.0.with_value(|inner| inner.bulletin.wanted.set(Some(record)));
    }

    /// The news about a record were read, or those about all records.
    pub fn read_news(self, record: Option<RecordId>) {
        let read: Vec<Guid> = self.0.with_value(|inner| {
            inner.bulletin.notices.with_untracked(|notices| {
                let read = |notice: &&Notice| record.is_none_or(|record| notice.record == record);
                notices.iter().filter(read).map(|notice| notice.id).collect()
            })
        });
        let looking = self.0.with_value(|inner| inner.bulletin.looking.get().cloned());
        if let Some(looking) = looking.filter(|_| !read.is_empty()) {
            // What could not be marked comes back with the next start of the page.
            spawn_local(async move { drop(looking.mark_read(&read).await) });
        }
    }
}

impl Crm {
    /// Looks for news from now on, while the page can be seen.
    pub(super) fn look_for_news(self) {
        let looking = News::new(self.client(), move |told| self.hear_news(told));
        if self.0.with_value(|inner| inner.bulletin.looking.set(looking.clone())).is_err() {
            return;
        }
        looking.start(move || is_visible().then(|| self.open_records()));
        // For as long as the page lives.
        let _ = window_event_listener(visibilitychange, move |_| self.hurry_news());
    }

    /// Looks at once, such as after a login.
    pub(super) fn hurry_news(self) {
        self.0.try_with_value(|inner| {
            if let Some(looking) = inner.bulletin.looking.get() {
                looking.hurry();
            }
        });
    }

    fn open_records(self) -> Vec<RecordId> {
        self.open_now().iter().filter(|shared| shared.is_here()).map(|shared| shared.key()).collect()
    }

    fn open_now(self) -> Vec<Rc<Shared>> {
        let is_watched = |record: &&Rc<Shared>| Rc::strong_count(record) > 1;
        self.0
            .try_with_value(|inner| inner.records.borrow().values().filter(is_watched).cloned().collect())
            .unwrap_or_default()
    }

    fn hear_news(self, told: Told) {
        match told {
            Told::Stands(record, stamp) => {
                if let Some(shared) = self.open_now().into_iter().find(|shared| shared.key() == record) {
                    spawn_local(async move { shared.compare(stamp).await });
                }
            }
            Told::Notices { all, fresh } => {
                let open = self.open_now();
                let is_seen = |notice: &&Notice| {
                    open.iter().any(|shared| shared.key() == notice.record && shared.feed.is_looked_at())
                };
                let unseen = || all.iter().take(fresh).filter(|notice| !is_seen(notice));
                let latest = unseen().next().map(|notice| (notice.clone(), unseen().count()));
                self.0.try_with_value(|inner| {
                    inner.bulletin.notices.set(all.clone());
                    if latest.is_some() {
                        inner.bulletin.latest.set(latest);
                    }
                });
            }
        }
    }
}
