//! Taking back what was changed, step by step.

use super::Values;
use crate::ids::crm::LookupId;

/// How many steps can be taken back.
const STEPS: usize = 50;

/// What became of a row: it was made where nothing was before, and removed where nothing is after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row.
    pub id: LookupId,
    /// What it said.
    pub before: Option<Values>,
    /// What it says.
    pub after: Option<Values>,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { id: self.id, before: self.after, after: self.before }
    }
}

/// The changes that can be taken back, the last one first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undo(Vec<Change>);

impl Undo {
    /// Something was changed.
    pub fn done(&mut self, change: Change) {
        if change.before == change.after {
            return;
        }
        self.0.push(change);
        if self.0.len() > STEPS {
            self.0.remove(0);
        }
    }

    /// What to do to take the last change back; nothing where nothing is left.
    #[must_use]
    pub fn next(&self) -> Option<Change> {
        self.0.last().cloned().map(Change::inverse)
    }

    /// The last change was taken back.
    pub fn undone(&mut self) {
        self.0.pop();
    }

    /// Whether there is something to take back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
