//! What is typed and not saved yet.

use super::{Change, Values};
use crate::ids::crm::LookupId;
use crate::time::Millis;

/// What is typed for a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What the row said when typing began; nothing for a row that is not there.
    pub base: Option<Values>,
    /// What it is to say.
    pub mine: Values,
}

impl Draft {
    /// Whether something would be lost without it.
    #[must_use]
    pub fn is_worth_keeping(&self) -> bool {
        match &self.base {
            Some(base) => *base != self.mine,
            None => self.mine != Values::default(),
        }
    }

    /// What saving it would change.
    #[must_use]
    pub fn change(&self, id: LookupId) -> Change {
        // Space around a name is nothing that one sees, and nothing by which one finds.
        let after = Values { name: self.mine.name.trim().to_owned(), ..self.mine.clone() };
        Change { id, before: self.base.clone(), after: Some(after) }
    }
}

/// How somebody else has left a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theirs {
    /// What it says; nothing where it was removed.
    pub values: Option<Values>,
    /// Who has changed it; empty where that is not known.
    pub by: String,
    /// When.
    pub at: Option<Millis>,
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is made; a row that is there is since then as it is now.
    Made(Option<Millis>),
    /// The row is not what it was taken for: nothing was written.
    Conflict(Theirs),
}
