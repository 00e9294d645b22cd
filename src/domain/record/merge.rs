//! Bringing together what two sides changed.

use super::{ChatRecord, Conflict, Draft, Field};

/// What came of bringing together two records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The record; where there is a conflict with my value.
    pub record: ChatRecord,
    /// What has to be decided.
    pub conflicts: Vec<Conflict>,
}

/// Brings together what I and what others made of the same record. What only one side changed is
/// taken from there; a state only ever goes on.
#[must_use]
pub fn merge(base: &ChatRecord, mine: &ChatRecord, theirs: &ChatRecord) -> Merged {
    let mut draft = Draft::new(base.clone());
    let extras = mine.extras.keys().copied().map(Field::Extra);
    Field::ALL.into_iter().chain(extras).for_each(|field| draft.set(field.of(mine)));
    draft.rebase(theirs.clone());
    let mut record = draft.current();
    record.state = record.state.max(mine.state);
    Merged { record, conflicts: draft.conflicts().collect() }
}
