//! Saving, taking back and removing rows. What somebody else has written meanwhile is told instead of
//! overwritten.

use std::slice;

use leptos::prelude::*;

use super::{LookupContent, Shared, Standing};
use crate::browser::clock;
use crate::client::creatio::CrmError;
use crate::domain::content::{Change, Draft, Entry, Theirs, Written};
use crate::ids::crm::LookupId;
use crate::time::Millis;

/// What came of taking back the last change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// This row is as it was before.
    Row(LookupId),
    /// Somebody else has changed this row since: what it would say again is typed for it, and waits
    /// for a decision.
    Conflict(LookupId),
    /// This row was new, and somebody else has changed it since: it is still there.
    StillThere(LookupId, Theirs),
    /// It could not be done; it can be tried again.
    Failed(CrmError),
}

/// Why a row was not removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDeleted {
    /// Somebody else has changed it meanwhile: it is shown as it is now.
    Changed(Theirs),
    /// It could not be done.
    Failed(CrmError),
}

impl Shared {
    async fn write(&self, change: &Change) -> Result<Written, CrmError> {
        let object = self.object.get().ok_or(CrmError::NotFound)?;
        let mut results = self.client.write_content(object, slice::from_ref(change)).await?;
        results.pop().unwrap_or(Err(CrmError::Unreadable))
    }

    /// A change is made: the rows follow.
    pub(super) fn follow<'a>(&self, made: impl IntoIterator<Item = (&'a Change, Option<Millis>)>) {
        self.content.update(|content| {
            for (change, at) in made {
                match change.after.clone() {
                    Some(values) => {
                        let modified = at.or_else(|| Some(clock::now()));
                        content.put(Entry { id: change.id, values, modified });
                    }
                    None => content.remove(change.id),
                }
            }
        });
    }

    /// Somebody else has left a row like this.
    fn learn(&self, id: LookupId, theirs: &Theirs) {
        self.content.update(|content| match theirs.values.clone() {
            Some(values) => content.put(Entry { id, values, modified: theirs.at }),
            None => content.remove(id),
        });
    }
}

impl LookupContent {
    /// Saves what is typed for a row; tells whether it is saved. What stands in the way is told by
    /// its [`standing`](Self::standing).
    pub async fn save(self, id: LookupId) -> bool {
        let shared = self.shared();
        let Some(draft) = shared.draft(id) else { return true };
        let is_saving = shared.standings.with_untracked(|all| all.get(&id) == Some(&Standing::Saving));
        if is_saving || !untrack(|| self.troubles(id)).is_empty() {
            return false;
        }
        shared.stand(id, Some(Standing::Saving));
        let change = draft.change(id);
        let standing = match shared.write(&change).await {
            Ok(Written::Made(at)) => {
                shared.follow([(&change, at)]);
                shared.forget(id);
                shared.undo.update(|undo| undo.done(change));
                return true;
            }
            Ok(Written::Conflict(theirs)) => {
                shared.learn(id, &theirs);
                Standing::Conflict(theirs)
            }
            Err(error) => Standing::Failed(error),
        };
        shared.stand(id, Some(standing));
        false
    }

    /// What is typed for a row holds, whatever somebody else has written: saving it overwrites that,
    /// or makes the row anew.
    pub fn keep_mine(self, id: LookupId) {
        let shared = self.shared();
        let theirs = shared.content.with_untracked(|content| content.values(id).cloned());
        shared.drafts.update(|drafts| {
            if let Some(draft) = drafts.get_mut(&id) {
                draft.base = theirs;
            }
        });
        shared.stand(id, None);
        shared.keep_soon();
    }

    /// Whether something can be taken back; tracked.
    #[must_use]
    pub fn can_undo(self) -> bool {
        self.0.with_value(|shared| shared.undo.with(|undo| !undo.is_empty()))
    }

    /// What taking back the last change would do; tracked.
    #[must_use]
    pub fn next_undo(self) -> Option<Change> {
        self.0.with_value(|shared| shared.undo.with(|undo| undo.next()))
    }

    /// Takes back the last change that was saved.
    pub async fn undo(self) -> Option<Undone> {
        let shared = self.shared();
        let change = shared.undo.with_untracked(|undo| undo.next())?;
        let id = change.id;
        let theirs = match shared.write(&change).await {
            Err(error) => return Some(Undone::Failed(error)),
            Ok(Written::Made(at)) => {
                shared.follow([(&change, at)]);
                shared.undo.update(|undo| undo.undone());
                return Some(Undone::Row(id));
            }
            Ok(Written::Conflict(theirs)) => theirs,
        };
        shared.learn(id, &theirs);
        shared.undo.update(|undo| undo.undone());
        let Some(mine) = change.after else { return Some(Undone::StillThere(id, theirs)) };
        shared.drafts.update(|drafts| drop(drafts.insert(id, Draft { base: change.before, mine })));
        shared.stand(id, Some(Standing::Conflict(theirs)));
        shared.keep_soon();
        Some(Undone::Conflict(id))
    }

    /// Removes a row.
    ///
    /// # Errors
    /// See [`NotDeleted`].
    pub async fn delete(self, id: LookupId) -> Result<(), NotDeleted> {
        let shared = self.shared();
        if let Some(before) = shared.content.with_untracked(|content| content.values(id).cloned()) {
            let change = Change { id, before: Some(before), after: None };
            match shared.write(&change).await {
                Ok(Written::Made(_)) => {
                    shared.follow([(&change, None)]);
                    shared.undo.update(|undo| undo.done(change));
                }
                Ok(Written::Conflict(theirs)) => {
                    shared.learn(id, &theirs);
                    return Err(NotDeleted::Changed(theirs));
                }
                Err(error) => return Err(NotDeleted::Failed(error)),
            }
        }
        shared.forget(id);
        Ok(())
    }
}
