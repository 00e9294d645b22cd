//! Taking over rows from a file: some at once, until all are made or somebody stops it. What was not
//! made can be tried again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::LookupContent;
use crate::client::creatio::CrmError;
use crate::client::creatio::content::AT_ONCE;
use crate::domain::content::{Change, Plan, Theirs, Written};
use crate::ids::crm::LookupId;

/// Why a change of a file was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// Somebody else has changed the row meanwhile.
    Conflict(Theirs),
    /// The CRM did not do it.
    Failed(CrmError),
    /// It was stopped before.
    Stopped,
}

/// An import; copies are the same.
#[derive(Clone, Copy)]
pub struct Import {
    content: LookupContent,
    running: RwSignal<bool>,
    stopping: StoredValue<bool>,
    all: RwSignal<usize>,
    made: RwSignal<usize>,
    left: RwSignal<Vec<(Change, NotMade)>>,
}

impl LookupContent {
    /// An import into it, which has not begun.
    #[must_use]
    pub fn import(self) -> Import {
        Import {
            content: self,
            running: RwSignal::new(false),
            stopping: StoredValue::new(false),
            all: RwSignal::new(0),
            made: RwSignal::new(0),
            left: RwSignal::new(Vec::new()),
        }
    }
}

impl Import {
    /// Makes what is planned.
    pub fn start(self, plan: Plan) {
        let shared = self.content.shared();
        let changes = plan.changes(|| LookupId(shared.client.new_id().0));
        self.all.set(changes.len());
        self.run(changes);
    }

    /// Tries again what was not made.
    pub fn retry(self) {
        self.run(self.left.get_untracked().into_iter().map(|(change, _)| change).collect());
    }

    /// Stops after what is under way.
    pub fn stop(self) {
        self.stopping.set_value(true);
    }

    /// Whether it is under way; tracked.
    #[must_use]
    pub fn is_running(self) -> bool {
        self.running.get()
    }

    /// How many changes are made, and how many there are to make; tracked.
    #[must_use]
    pub fn progress(self) -> (usize, usize) {
        (self.made.get(), self.all.get())
    }

    /// What was not made, and why; tracked.
    #[must_use]
    pub fn left(self) -> Vec<(Change, NotMade)> {
        self.left.get()
    }

    fn run(self, changes: Vec<Change>) {
        self.left.set(Vec::new());
        self.stopping.set_value(false);
        self.running.set(true);
        spawn_local(async move {
            let mut stopped = None;
            for some in changes.chunks(AT_ONCE) {
                // Whoever has left the page has stopped it, too.
                if stopped.is_none() && self.stopping.try_get_value().unwrap_or(true) {
                    stopped = Some(NotMade::Stopped);
                }
                let left = match &stopped {
                    Some(why) => some.iter().map(|change| (change.clone(), why.clone())).collect(),
                    None => match self.make(some).await {
                        Ok(left) => left,
                        Err(error) => {
                            // What fails as a whole would fail for the others, too.
                            stopped = Some(NotMade::Failed(error.clone()));
                            some.iter()
                                .map(|change| (change.clone(), NotMade::Failed(error.clone())))
                                .collect()
                        }
                    },
                };
                self.left.try_update(|all: &mut Vec<_>| all.extend(left));
            }
            self.running.try_set(false);
        });
    }

    /// Makes some changes; those that were not made come back.
    async fn make(self, changes: &[Change]) -> Result<Vec<(Change, NotMade)>, CrmError> {
        let Some(shared) = self.content.0.try_get_value() else { return Ok(Vec::new()) };
        let object = shared.object.get().ok_or(CrmError::NotFound)?;
        let results = shared.client.write_content(object, changes).await?;
        let (mut made, mut left) = (Vec::new(), Vec::new());
        for (change, result) in changes.iter().zip(results) {
            match result {
                Ok(Written::Made(at)) => made.push((change, at)),
                Ok(Written::Conflict(theirs)) => left.push((change.clone(), NotMade::Conflict(theirs))),
                Err(error) => left.push((change.clone(), NotMade::Failed(error))),
            }
        }
        let count = made.len();
        shared.follow(made);
        self.made.try_update(|all| *all += count);
        Ok(left)
    }
}
