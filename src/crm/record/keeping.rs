//! What is not saved is kept on the machine, too: after a crash, or when the page was closed all the
//! same, it is offered again.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::{Record, Shared};
use crate::browser::draft;
use crate::client::creatio::keepsake;
use crate::domain::record::{ChatRecord, Draft, Field};
use crate::ids::crm::CrmUserId;
use crate::time::Millis;

/// How long changes wait to be kept: not each key is worth a write.
const PAUSE: Duration = Duration::from_millis(400);

/// How far the draft is kept.
#[derive(Default)]
pub(super) struct Keeping {
    /// Whose draft it is; none before the record has come.
    owner: Cell<Option<CrmUserId>>,
    /// Whether it is about to be kept.
    soon: Cell<bool>,
    /// Whether this page has kept something: what another frame keeps is none of its business.
    kept: Cell<bool>,
    /// What was kept when this page was opened, and neither taken up nor dropped.
    found: ArcRwSignal<Option<Found>>,
}

/// Changes of another day that were not saved.
#[derive(Clone)]
struct Found {
    draft: Draft,
    at: Millis,
}

impl Keeping {
    /// The record is saved like this by now. What of the found changes is saved is no change.
    pub(super) fn rebase(&self, record: &ChatRecord) {
        if self.found.with_untracked(Option::is_some) {
            self.found.update(|found| {
                if let Some(found) = found {
                    found.draft.rebase(record.clone());
                }
                found.take_if(|found| !found.draft.is_dirty());
            });
        }
    }
}

impl Shared {
    /// Whether leaving the page now would interrupt or lose anything.
    pub(in crate::crm) fn is_unsaved(&self) -> bool {
        self.is_dirty() || self.is_uploading()
    }

    /// Keeps what is not saved, after a moment.
    pub(super) fn keep_soon(self: &Rc<Self>) {
        if !self.keeping.soon.replace(true) {
            let shared = Rc::clone(self);
            set_timeout(move || shared.keep(), PAUSE);
        }
    }

    /// Keeps what is not saved, and with it what was found and not decided.
    pub(in crate::crm) fn keep(&self) {
        self.keeping.soon.set(false);
        let Some(name) = self.kept_as() else { return };
        let Some(mut draft) = self.draft.get_untracked() else { return };
        let is_dirty = draft.is_dirty();
        if !is_dirty && !self.keeping.kept.get() {
            return;
        }
        if let Some(found) = self.keeping.found.get_untracked() {
            draft.adopt(&found.draft);
        }
        match keepsake::keep(&draft) {
            Some(text) => draft::keep(&name, &text),
            None => draft::forget(&name),
        }
        self.keeping.kept.set(is_dirty);
    }

    /// Looks once for what was kept before this page was opened.
    pub(super) async fn find_kept(&self) {
        if self.keeping.owner.get().is_some() {
            return;
        }
        let Ok(me) = self.client.me().await else { return };
        self.keeping.owner.set(Some(me.user));
        let Some(name) = self.kept_as() else { return };
        let base = self.draft.with_untracked(|draft| Some(draft.as_ref()?.base().clone()));
        let (Some(kept), Some(base)) = (draft::read(&name), base) else { return };
        match keepsake::take_up(&kept.text, base) {
            Some(draft) => self.keeping.found.set(Some(Found { draft, at: kept.at })),
            // All of it is saved by now.
            None => draft::forget(&name),
        }
    }

    /// The name under which the draft is kept: several people may use one machine.
    fn kept_as(&self) -> Option<String> {
        Some(format!("{}.{}", self.keeping.owner.get()?, self.key()))
    }
}

impl Record {
    /// When changes were made that are neither saved nor in the draft, and of which fields; tracked.
    #[must_use]
    pub fn found(self) -> Option<(Millis, Vec<Field>)> {
        let found = self.shared().keeping.found.get()?;
        Some((found.at, found.draft.edits().map(|edit| edit.field()).collect()))
    }

    /// Takes these changes up, where the agent has made no others since.
    pub fn take_up_found(self) {
        let shared = self.shared();
        if let Some(found) = shared.keeping.found.try_update(Option::take).flatten() {
            shared.change(|draft| draft.adopt(&found.draft));
            shared.show_stored_notes();
        }
    }

    /// Drops these changes.
    pub fn drop_found(self) {
        let shared = self.shared();
        shared.keeping.found.set(None);
        shared.keeping.kept.set(true);
        shared.keep();
    }
}
