//! The list of all chats, page by page: of 100,000 only what is looked at is fetched.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Crm;
use crate::browser::clock;
use crate::client::creatio::{CrmError, HISTORY_PAGE};
use crate::domain::record::{HistoryFilter, HistoryRow, HistorySort};
use crate::time::Millis;

/// How many rows are fetched at once.
const PAGE: usize = HISTORY_PAGE as usize;
/// Pages that are kept; those that were looked at last.
const KEPT: usize = 20;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Page {
    /// On its way.
    Asked,
    /// Here.
    Here(Arc<Vec<HistoryRow>>),
    /// It did not come.
    Failed(CrmError),
}

/// What is to be listed, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Which chats.
    pub filter: HistoryFilter,
    /// In which order.
    pub sort: HistorySort,
}

/// A list; copies are the same.
#[derive(Clone, Copy)]
pub struct History {
    crm: Crm,
    question: RwSignal<Question>,
    pages: RwSignal<BTreeMap<usize, Page>>,
    total: RwSignal<Option<usize>>,
    /// When it was opened: chats made later are left out, so that no row moves while one scrolls.
    opened: StoredValue<Millis>,
}

impl Crm {
    /// A list of chats, the newest first.
    #[must_use]
    pub fn history(self) -> History {
        let history = History {
            crm: self,
            question: RwSignal::default(),
            pages: RwSignal::default(),
            total: RwSignal::new(None),
            opened: StoredValue::new(clock::now()),
        };
        history.want(0..1);
        history
    }
}

impl History {
    /// What is listed; tracked.
    #[must_use]
    pub fn question(self) -> Question {
        self.question.get()
    }

    /// Lists something else, from its beginning.
    pub fn ask(self, change: impl FnOnce(&mut Question)) {
        let mut question = self.question.get_untracked();
        change(&mut question);
        if question != self.question.get_untracked() {
            self.question.set(question);
            self.begin();
        }
    }

    /// Lists the same anew.
    pub fn begin(self) {
        self.opened.set_value(clock::now());
        self.pages.set(BTreeMap::new());
        self.total.set(None);
        self.want(0..1);
    }

    /// How many chats there are; nothing before that is known. Tracked.
    #[must_use]
    pub fn total(self) -> Option<usize> {
        self.total.get()
    }

    /// Why rows are missing, if some did not come; tracked.
    #[must_use]
    pub fn failure(self) -> Option<CrmError> {
        self.pages.with(|pages| {
            pages.values().find_map(|page| match page {
                Page::Failed(error) => Some(error.clone()),
                Page::Asked | Page::Here(_) => None,
            })
        })
    }

    /// The row at this place, if it is here; tracked.
    #[must_use]
    pub fn row(self, at: usize) -> Option<HistoryRow> {
        self.pages.with(|pages| match pages.get(&(at / PAGE))? {
            Page::Here(rows) => rows.get(at % PAGE).cloned(),
            Page::Asked | Page::Failed(_) => None,
        })
    }

    /// Fetches the pages of these rows, unless they are here or on their way.
    pub fn want(self, rows: Range<usize>) {
        let pages = rows.start / PAGE..=rows.end.saturating_sub(1) / PAGE;
        let missing: Vec<_> =
            self.pages.with_untracked(|known| pages.filter(|page| !known.contains_key(page)).collect());
        for page in missing {
            self.pages.update(|known| {
                known.insert(page, Page::Asked);
                forget_far(known, page);
            });
            spawn_local(self.fetch(page));
        }
    }

    /// Fetches again what did not come.
    pub fn retry(self) {
        let failed: Vec<_> = self.pages.with_untracked(|pages| {
            pages.iter().filter(|(_, page)| matches!(page, Page::Failed(_))).map(|(at, _)| *at).collect()
        });
        self.pages.update(|pages| pages.retain(|at, _| !failed.contains(at)));
        failed.into_iter().for_each(|page| self.want(page * PAGE..page * PAGE + 1));
    }

    async fn fetch(self, page: usize) {
        let (question, opened) = (self.question.get_untracked(), self.opened.get_value());
        let skip = u32::try_from(page * PAGE).unwrap_or(u32::MAX);
        let client = self.crm.client();
        let answer = client.history(&question.filter, question.sort, opened, skip).await;
        // Whoever asks something else by now, or looks at something else, wants it no more.
        if self.opened.try_get_value() != Some(opened) || self.question.try_get_untracked() != Some(question)
        {
            return;
        }
        let state = match answer {
            Ok(found) => {
                if let Some(total) = found.total {
                    self.total.set(Some(usize::try_from(total).unwrap_or(usize::MAX)));
                }
                Page::Here(Arc::new(found.rows))
            }
            Err(error) => Page::Failed(error),
        };
        self.pages.update(|pages| {
            if let Some(asked) = pages.get_mut(&page) {
                *asked = state;
            }
        });
    }
}

/// Lets go of the pages that lie farthest from this one.
fn forget_far(pages: &mut BTreeMap<usize, Page>, from: usize) {
    while pages.len() > KEPT {
        let farthest = pages.keys().copied().max_by_key(|page| page.abs_diff(from));
        if let Some(farthest) = farthest {
            pages.remove(&farthest);
        }
    }
}
