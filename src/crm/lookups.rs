//! The list of lookups: the first ones at once, further ones as one comes to their end.

use std::sync::Arc;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Crm;
use crate::client::creatio::{CrmError, NotRegistered};
use crate::domain::lookups::{Listed, NewLookup, Page, Question};
use crate::ids::crm::LookupId;

/// How the list stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Further ones are on their way.
    Asking,
    /// They did not come.
    Failed(CrmError),
    /// Nothing is asked.
    Rest {
        /// Whether there are further ones.
        more: bool,
    },
}

/// A list; copies are the same. It lives as long as the owner that asked for it.
#[derive(Clone, Copy)]
pub struct Lookups {
    crm: Crm,
    question: RwSignal<Question>,
    rows: RwSignal<Arc<Vec<Listed>>>,
    total: RwSignal<Option<usize>>,
    progress: RwSignal<Progress>,
    chosen: RwSignal<Option<LookupId>>,
    /// Whether the chosen one is looked for, on as many pages as it takes.
    seeking: StoredValue<bool>,
    /// How many were there when the last question was asked.
    asked_from: StoredValue<usize>,
    /// The question that is on its way: a new one drops it.
    running: StoredValue<Option<AbortHandle>>,
}

impl Crm {
    /// A list of lookups, by name. The one that was chosen last is so again.
    #[must_use]
    pub fn lookups(self) -> Lookups {
        let last = self.0.with_value(|inner| inner.lookup.get());
        let lookups = Lookups {
            crm: self,
            question: RwSignal::default(),
            rows: RwSignal::default(),
            total: RwSignal::new(None),
            progress: RwSignal::new(Progress::Rest { more: false }),
            chosen: RwSignal::new(last),
            seeking: StoredValue::new(last.is_some()),
            asked_from: StoredValue::new(0),
            running: StoredValue::new(None),
        };
        on_cleanup(move || lookups.stop());
        lookups.fetch(0);
        lookups
    }
}

impl Lookups {
    /// What is listed; tracked.
    #[must_use]
    pub fn question(self) -> Question {
        self.question.get()
    }

    /// How many are here; tracked.
    #[must_use]
    pub fn count(self) -> usize {
        self.rows.with(|rows| rows.len())
    }

    /// The one at a place, if it is here; tracked.
    #[must_use]
    pub fn row(self, at: usize) -> Option<Listed> {
        self.rows.with(|rows| rows.get(at).cloned())
    }

    /// How many there are; nothing before that is known. Tracked.
    #[must_use]
    pub fn total(self) -> Option<usize> {
        self.total.get()
    }

    /// How the list stands; tracked.
    #[must_use]
    pub fn progress(self) -> Progress {
        self.progress.get()
    }

    /// The place of the chosen one, while it is here; tracked.
    #[must_use]
    pub fn chosen(self) -> Option<usize> {
        let chosen = self.chosen.get()?;
        self.rows.with(|rows| rows.iter().position(|row| row.id == chosen))
    }

    /// Chooses the one at a place; of those that are here the nearest.
    pub fn choose(self, at: usize) {
        let id = self.rows.with_untracked(|rows| rows.get(at).or_else(|| rows.last()).map(|row| row.id));
        self.seeking.set_value(false);
        self.keep_chosen(id);
    }

    /// Lists something else, from its beginning; until that is here what is here stays.
    pub fn ask(self, change: impl FnOnce(&mut Question)) {
        let mut question = self.question.get_untracked();
        change(&mut question);
        if question != self.question.get_untracked() {
            self.question.set(question);
            self.fetch(0);
        }
    }

    fn keep_chosen(self, id: Option<LookupId>) {
        self.crm.0.with_value(|inner| inner.lookup.set(id));
        self.chosen.set(id);
    }

    /// Fetches further ones, unless all are here or some are on their way.
    pub fn go_on(self) {
        if self.progress.get_untracked() == (Progress::Rest { more: true }) {
            self.fetch(self.rows.with_untracked(|rows| rows.len()));
        }
    }

    /// Fetches again what did not come.
    pub fn retry(self) {
        self.fetch(self.asked_from.get_value());
    }

    /// Chooses one and lists all, until it is there.
    pub fn show(self, id: LookupId) {
        self.question.update(|question| question.text.clear());
        self.keep_chosen(Some(id));
        self.seeking.set_value(true);
        self.fetch(0);
    }

    /// Lists a new lookup, under a key that is the same on every attempt, and chooses it.
    ///
    /// # Errors
    /// See [`NotRegistered`].
    pub async fn register(self, key: LookupId, new: &NewLookup) -> Result<(), NotRegistered> {
        let client = self.crm.client();
        client.register_lookup(key, new).await?;
        // Whoever has left the list by now finds it the next time.
        if self.rows.try_get_untracked().is_some() {
            self.show(key);
        }
        Ok(())
    }

    fn stop(self) {
        if let Some(running) = self.running.try_update_value(Option::take).flatten() {
            running.abort();
        }
    }

    fn fetch(self, from: usize) {
        self.stop();
        self.asked_from.set_value(from);
        self.progress.set(Progress::Asking);
        let (question, client) = (self.question.get_untracked(), self.crm.client());
        let (task, handle) = abortable(async move {
            let answer = client.lookups(&question, u32::try_from(from).unwrap_or(u32::MAX)).await;
            self.take(from, answer);
        });
        self.running.set_value(Some(handle));
        spawn_local(async move {
            let _ = task.await;
        });
    }

    fn take(self, from: usize, answer: Result<Page, CrmError>) {
        let (page, failure) = match answer {
            Ok(page) => (page, None),
            Err(error) => (Page::default(), Some(error)),
        };
        if from == 0 {
            self.total.try_set(page.total.map(|total| usize::try_from(total).unwrap_or(usize::MAX)));
        }
        let grew = self.rows.try_update(|rows| {
            let known = Arc::make_mut(rows);
            known.truncate(from);
            let before = known.len();
            // While others list new ones, pages shift.
            for row in page.rows {
                if !known.iter().any(|known| known.id == row.id) {
                    known.push(row);
                }
            }
            known.len() > before
        });
        let more = page.more && grew == Some(true);
        self.progress.try_set(failure.map_or(Progress::Rest { more }, Progress::Failed));
        if more && self.seeking.try_get_value() == Some(true) && untrack(|| self.chosen()).is_none() {
            self.fetch(self.rows.with_untracked(|rows| rows.len()));
        }
    }
}
