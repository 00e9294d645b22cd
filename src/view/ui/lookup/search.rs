//! What a look-up has found, and what it asks for: never more than one question at a time.

use std::rc::Rc;

use futures_util::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use crate::browser::clock::pause;

/// How long typing rests before the table is asked, in ms.
const TYPING_RESTS: u32 = 180;

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id there.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// What tells it from others of that name; empty where nothing does.
    pub note: String,
}

/// Some of the rows that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The rows.
    pub choices: Vec<Choice>,
    /// Whether there are further ones after these.
    pub more: bool,
}

/// Asks a table for the rows that match a text, from the given one on. The error is in the words of
/// the interface.
pub type Search = Rc<dyn Fn(String, usize) -> LocalBoxFuture<'static, Result<Found, String>>>;

/// How a question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nothing is asked.
    Rest,
    /// The answer is not here yet.
    Asking,
    /// There was none.
    Failed(String),
}

/// Asks, one question at a time: a new one drops the one before.
#[derive(Clone, Copy)]
pub(crate) struct Finder {
    search: StoredValue<Search, LocalStorage>,
    running: StoredValue<Option<AbortHandle>>,
    text: StoredValue<String>,
    /// What was found so far.
    pub(crate) found: RwSignal<Found>,
    /// How the last question stands.
    pub(crate) progress: RwSignal<Progress>,
}

impl Finder {
    pub(crate) fn new(search: Search) -> Self {
        let finder = Self {
            search: StoredValue::new_local(search),
            running: StoredValue::new(None),
            text: StoredValue::new(String::new()),
            found: RwSignal::new(Found::default()),
            progress: RwSignal::new(Progress::Rest),
        };
        on_cleanup(move || finder.stop());
        finder
    }

    /// Looks for what is typed, once typing rests.
    pub(crate) fn type_ahead(self, text: &str) {
        self.text.set_value(text.trim().to_owned());
        self.ask(0, TYPING_RESTS);
    }

    /// Looks for this at once; an empty text finds all.
    pub(super) fn look_for(self, text: &str) {
        self.text.set_value(text.trim().to_owned());
        self.ask(0, 0);
    }

    /// Fetches the rows after those that are here.
    pub(super) fn go_on(self) {
        let (more, known) = self.found.with_untracked(|found| (found.more, found.choices.len()));
        if more && self.progress.get_untracked() != Progress::Asking {
            self.ask(known, 0);
        }
    }

    /// The same question again.
    pub(super) fn again(self) {
        let known = self.found.with_untracked(|found| found.choices.len());
        self.ask(known, 0);
    }

    fn ask(self, from: usize, wait: u32) {
        self.stop();
        self.progress.set(Progress::Asking);
        let search = self.search.get_value();
        let (task, handle) = abortable(async move {
            pause(wait).await;
            let Some(text) = self.text.try_get_value() else { return };
            let answer = search(text, from).await;
            self.take(from, answer);
        });
        self.running.set_value(Some(handle));
        spawn_local(async move {
            // What was dropped has nothing to say.
            let _ = task.await;
        });
    }

    fn take(self, from: usize, answer: Result<Found, String>) {
        let progress = match answer {
            Ok(found) => {
                self.found.try_update(|known| {
                    known.choices.truncate(from);
                    known.choices.extend(found.choices);
                    known.more = found.more;
                });
                Progress::Rest
            }
            Err(words) => Progress::Failed(words),
        };
        self.progress.try_set(progress);
    }

    /// Asks nothing more; what was found is forgotten.
    pub(crate) fn drop_question(self) {
        self.stop();
        self.found.set(Found::default());
        self.progress.set(Progress::Rest);
    }

    fn stop(self) {
        if let Some(running) = self.running.try_update_value(Option::take).flatten() {
            running.abort();
        }
    }
}
