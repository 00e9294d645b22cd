//! The content of a lookup as an editor works on it: all its rows, what is typed for them and not
//! saved yet, and what can be taken back.

mod import;
mod keeping;
mod writing;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Crm, Opening};
use crate::client::creatio::content::ContentObject;
use crate::client::creatio::{Crm as Client, CrmError};
use crate::client::web::Web;
use crate::domain::content::{Content, Draft, Theirs, Trouble, Undo, Values, check};
use crate::ids::crm::LookupId;
use keeping::Keeping;

pub use import::{Import, NotMade};
pub use writing::{NotDeleted, Undone};

/// What has become of a row that is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is on its way.
    Saving,
    /// It was not saved.
    Failed(CrmError),
    /// Somebody else has changed it meanwhile: one of both has to be chosen.
    Conflict(Theirs),
}

/// A handle to the content of a lookup; copies are the same.
#[derive(Clone, Copy)]
pub struct LookupContent(StoredValue<Rc<Shared>, LocalStorage>);

pub(super) struct Shared {
    lookup: LookupId,
    client: Client<Web>,
    opening: ArcRwSignal<Opening>,
    title: ArcRwSignal<String>,
    object: Cell<Option<ContentObject>>,
    content: ArcRwSignal<Content>,
    drafts: ArcRwSignal<BTreeMap<LookupId, Draft>>,
    standings: ArcRwSignal<BTreeMap<LookupId, Standing>>,
    undo: ArcRwSignal<Undo>,
    /// What was typed and dropped last: it can be brought back.
    dropped: ArcRwSignal<Option<(LookupId, Draft)>>,
    keeping: Keeping,
}

impl Crm {
    /// The content of a lookup, read anew. What is typed and not saved is still there when it is
    /// left and opened again.
    #[must_use]
    pub fn lookup_content(self, lookup: LookupId) -> LookupContent {
        self.guard();
        let client = self.client();
        let shared = self.0.with_value(|inner| {
            let mut contents = inner.contents.borrow_mut();
            contents.retain(|kept, content| *kept == lookup || content.is_unsaved());
            Rc::clone(contents.entry(lookup).or_insert_with(|| Shared::new(lookup, client)))
        });
        let content = LookupContent(StoredValue::new_local(shared));
        content.load();
        content
    }
}

impl Shared {
    fn new(lookup: LookupId, client: Client<Web>) -> Rc<Self> {
        Rc::new(Self {
            lookup,
            client,
            opening: ArcRwSignal::new(Opening::Loading),
            title: ArcRwSignal::default(),
            object: Cell::default(),
            content: ArcRwSignal::default(),
            drafts: ArcRwSignal::default(),
            standings: ArcRwSignal::default(),
            undo: ArcRwSignal::default(),
            dropped: ArcRwSignal::default(),
            keeping: Keeping::default(),
        })
    }

    /// Reads it; what is here already stays until the new is there.
    pub(super) async fn load(self: Rc<Self>) {
        if self.is_missing() && self.object.get().is_none() {
            self.opening.set(Opening::Loading);
        }
        match self.client.open_content(self.lookup).await {
            Ok(opened) => {
                self.title.set(opened.title);
                self.object.set(Some(opened.object));
                self.content.set(opened.content);
                self.find_kept().await;
                self.opening.set(Opening::Here);
            }
            Err(error) => self.opening.set(Opening::Failed(error)),
        }
    }

    /// Whether it could not be read.
    pub(super) fn is_missing(&self) -> bool {
        self.opening.with_untracked(|opening| matches!(opening, Opening::Failed(_)))
    }

    fn draft(&self, id: LookupId) -> Option<Draft> {
        self.drafts.with_untracked(|drafts| drafts.get(&id).cloned())
    }

    fn stand(&self, id: LookupId, standing: Option<Standing>) {
        self.standings.update(|standings| match standing {
            Some(standing) => drop(standings.insert(id, standing)),
            None => drop(standings.remove(&id)),
        });
    }
}

impl LookupContent {
    fn shared(self) -> Rc<Shared> {
        self.0.get_value()
    }

    /// Reads it anew.
    pub fn load(self) {
        spawn_local(self.shared().load());
    }

    /// Whether it is here, if only as it was before it could not be read anew; tracked.
    #[must_use]
    pub fn is_here(self) -> bool {
        self.0.with_value(|shared| {
            shared.opening.track();
            shared.object.get().is_some()
        })
    }

    /// How reading it has ended; tracked.
    #[must_use]
    pub fn opening(self) -> Opening {
        self.0.with_value(|shared| shared.opening.get())
    }

    /// What the lookup is called; tracked.
    #[must_use]
    pub fn title(self) -> String {
        self.0.with_value(|shared| shared.title.get())
    }

    /// Looks at its rows as they are saved; tracked.
    #[must_use]
    pub fn read<T>(self, read: impl FnOnce(&Content) -> T) -> T {
        self.0.with_value(|shared| shared.content.with(read))
    }

    /// What is typed for a row, if something is; tracked.
    #[must_use]
    pub fn draft(self, id: LookupId) -> Option<Draft> {
        self.0.with_value(|shared| shared.drafts.with(|drafts| drafts.get(&id).cloned()))
    }

    /// The rows that are not saved, those that are new before the others; tracked.
    #[must_use]
    pub fn unsaved(self) -> Vec<(LookupId, bool)> {
        self.0.with_value(|shared| {
            shared.drafts.with(|drafts| {
                let mut rows: Vec<_> = drafts.iter().map(|(id, draft)| (*id, draft.base.is_none())).collect();
                rows.sort_by_key(|(_, is_new)| !is_new);
                rows
            })
        })
    }

    /// What a row says: what is typed, else what is saved; tracked.
    #[must_use]
    pub fn values(self, id: LookupId) -> Option<Values> {
        self.draft(id).map(|draft| draft.mine).or_else(|| self.read(|content| content.values(id).cloned()))
    }

    /// What has become of a row that is to be saved; tracked.
    #[must_use]
    pub fn standing(self, id: LookupId) -> Option<Standing> {
        self.0.with_value(|shared| shared.standings.with(|standings| standings.get(&id).cloned()))
    }

    /// What is wrong with what is typed for a row; tracked.
    #[must_use]
    pub fn troubles(self, id: LookupId) -> Vec<Trouble> {
        let values = self.values(id).unwrap_or_default();
        self.read(|content| check(&values, Some(id), content))
    }

    /// Begins a row.
    #[must_use]
    pub fn begin(self) -> LookupId {
        self.begin_with(Values::default())
    }

    /// Begins a row that says the same as another one, under a name of its own; `mark` tells that it
    /// is a copy.
    #[must_use]
    pub fn copy(self, id: LookupId, mark: &str) -> LookupId {
        untrack(|| {
            let values = self.values(id).unwrap_or_default();
            let name = self.read(|content| content.name_for_copy(&values.name, mark));
            self.begin_with(Values { name, ..values })
        })
    }

    fn begin_with(self, mine: Values) -> LookupId {
        let shared = self.shared();
        let id = LookupId(shared.client.new_id().0);
        shared.drafts.update(|drafts| drop(drafts.insert(id, Draft { base: None, mine })));
        shared.keep_soon();
        id
    }

    /// This is typed for a row.
    pub fn edit(self, id: LookupId, mine: Values) {
        let shared = self.shared();
        let saved = shared.content.with_untracked(|content| content.values(id).cloned());
        shared.drafts.update(|drafts| {
            let draft = drafts.entry(id).or_insert_with(|| Draft { base: saved, mine: Values::default() });
            draft.mine = mine;
            let is_as_before = draft.base.as_ref() == Some(&draft.mine);
            if is_as_before {
                drafts.remove(&id);
            }
        });
        shared.keep_soon();
    }

    /// Nobody types for a row any more: what nobody would miss is forgotten.
    pub fn leave(self, id: LookupId) {
        let shared = self.shared();
        if shared.draft(id).is_some_and(|draft| !draft.is_worth_keeping()) {
            shared.forget(id);
        }
    }

    /// Drops what is typed for a row.
    pub fn discard(self, id: LookupId) {
        let shared = self.shared();
        if let Some(draft) = shared.draft(id) {
            shared.forget(id);
            shared.dropped.set(Some((id, draft)));
        }
    }

    /// The name in what was dropped last, if something was; tracked.
    #[must_use]
    pub fn dropped(self) -> Option<String> {
        self.0.with_value(|shared| {
            shared.dropped.with(|dropped| dropped.as_ref().map(|(_, draft)| draft.mine.name.clone()))
        })
    }

    /// Brings back what was dropped last.
    #[must_use]
    pub fn bring_back(self) -> Option<LookupId> {
        let shared = self.shared();
        let (id, draft) = shared.dropped.try_update(Option::take).flatten()?;
        shared.drafts.update(|drafts| drop(drafts.insert(id, draft)));
        shared.keep_soon();
        Some(id)
    }
}
