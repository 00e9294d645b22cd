//! What is typed is kept on the machine until it is saved: neither a crash nor another page loses it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::Shared;
use crate::browser::draft;
use crate::client::creatio::content::{keep, take_up};
use crate::ids::crm::{CrmUserId, LookupId};

/// How long what is typed waits to be kept: not each key is worth a write.
const PAUSE: Duration = Duration::from_millis(400);

/// Whose it is, and whether it is kept.
#[derive(Default)]
pub(super) struct Keeping {
    owner: Cell<Option<CrmUserId>>,
    soon: Cell<bool>,
}

impl Shared {
    /// Whether leaving the page now would interrupt or lose anything.
    pub(in crate::crm) fn is_unsaved(&self) -> bool {
        self.drafts.with_untracked(|drafts| drafts.values().any(|draft| draft.is_worth_keeping()))
    }

    /// Keeps what is typed, after a moment.
    pub(super) fn keep_soon(self: &Rc<Self>) {
        if !self.keeping.soon.replace(true) {
            let shared = Rc::clone(self);
            set_timeout(move || shared.keep(), PAUSE);
        }
    }

    /// Keeps what is typed.
    pub(in crate::crm) fn keep(&self) {
        let is_due = self.keeping.soon.replace(false);
        let Some(name) = self.kept_as().filter(|_| is_due) else { return };
        match self.drafts.with_untracked(keep) {
            Some(text) => draft::keep(&name, &text),
            None => draft::forget(&name),
        }
    }

    /// Looks once for what was typed before this page was opened.
    pub(super) async fn find_kept(&self) {
        if self.keeping.owner.get().is_some() {
            return;
        }
        let Ok(me) = self.client.me().await else { return };
        self.keeping.owner.set(Some(me.user));
        let Some(kept) = self.kept_as().and_then(|name| draft::read(&name)) else { return };
        let kept = take_up(&kept.text).into_iter();
        let is_saved = |id: LookupId, mine| {
            self.content.with_untracked(|content| content.values(id).is_some_and(|values| *values == mine))
        };
        let kept: Vec<_> = kept.filter(|(id, draft)| !is_saved(*id, draft.mine.clone())).collect();
        if !kept.is_empty() {
            self.drafts.update(|drafts| {
                for (id, draft) in kept {
                    drafts.entry(id).or_insert(draft);
                }
            });
        }
    }

    /// What is typed for a row is saved, or not wanted.
    pub(super) fn forget(self: &Rc<Self>, id: LookupId) {
        self.drafts.update(|drafts| drop(drafts.remove(&id)));
        self.stand(id, None);
        self.keep_soon();
    }

    /// The name under which it is kept: several people may use one machine.
    fn kept_as(&self) -> Option<String> {
        Some(format!("{}.lookup.{}", self.keeping.owner.get()?.0, self.lookup.0))
    }
}
