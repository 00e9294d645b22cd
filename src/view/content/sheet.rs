//! What is shown of the rows, which one is selected, and which one is edited.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back_to_grid;
use crate::crm::{LookupContent, Standing, Undone};
use crate::domain::content::{Order, Theirs};
use crate::ids::crm::LookupId;
use crate::view::ui::{Announcer, FixedRows, unique_id, use_announcer};
use crate::words::content::{self, ContentWord};

/// The height of a row and of the headings above them, in pixels; `style/` has them too.
const ROW: usize = 44;
const HEAD: usize = 36;

/// The grid's state; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) content: LookupContent,
    pub(super) query: RwSignal<String>,
    pub(super) order: RwSignal<Order>,
    /// The rows that are listed: those that are new first.
    pub(super) found: Memo<Arc<Vec<LookupId>>>,
    pub(super) selected: RwSignal<Option<LookupId>>,
    pub(super) editing: RwSignal<Option<LookupId>>,
    /// What is to be deleted, and how somebody else has changed it meanwhile.
    pub(super) deleting: RwSignal<Option<(LookupId, Option<Theirs>)>>,
    /// Why the last change was not taken back, in words.
    pub(super) not_undone: RwSignal<Option<String>>,
    pub(super) rows: FixedRows,
    /// Where the selected row stands.
    pub(super) place: Memo<Option<usize>>,
    announcer: StoredValue<Announcer>,
    name: StoredValue<String>,
}

impl Sheet {
    pub(super) fn new(content: LookupContent) -> Self {
        let (query, order) = (RwSignal::new(String::new()), RwSignal::new(Order::default()));
        let editing = RwSignal::new(None);
        let in_order = Memo::new(move |_| Arc::new(content.read(|content| content.in_order(order.get()))));
        let unsaved = Memo::new(move |_| content.unsaved());
        let found = Memo::new(move |_| {
            let (unsaved, editing) = (unsaved.get(), editing.get());
            let always = |id| editing == Some(id) || unsaved.iter().any(|(unsaved, _)| *unsaved == id);
            let new =
                unsaved.iter().map(|(id, _)| *id).filter(|id| content.read(|all| all.get(*id).is_none()));
            let listed = query.with(|query| in_order.with(|rows| rows.find(query, always)));
            Arc::new(new.chain(listed).collect::<Vec<_>>())
        });
        let selected = RwSignal::new(None);
        let place = Memo::new(move |_| {
            let selected = selected.get()?;
            found.with(|found| found.iter().position(|id| *id == selected))
        });
        let rows = FixedRows::new(ROW, move || found.with(|found| found.len())).under(HEAD);
        // A row that is sorted elsewhere is not lost from sight.
        Effect::new(move |_| place.get().map(|place| rows.reveal(place)));
        Self {
            content,
            query,
            order,
            found,
            selected,
            editing,
            deleting: RwSignal::new(None),
            not_undone: RwSignal::new(None),
            rows,
            place,
            announcer: StoredValue::new(use_announcer()),
            name: StoredValue::new(unique_id("row")),
        }
    }

    /// The id of the element of a row.
    pub(super) fn element(self, at: usize) -> String {
        self.name.with_value(|name| format!("{name}-{at}"))
    }

    pub(super) fn say(self, word: ContentWord) {
        self.announcer.with_value(|announcer| announcer.say(word.text()));
    }

    pub(super) fn at(self, place: usize) -> Option<LookupId> {
        self.found.with_untracked(|found| found.get(place).copied())
    }

    pub(super) fn select(self, place: usize) {
        let Some(id) = self.at(place) else { return };
        if self.editing.get_untracked().is_some_and(|editing| editing != id) {
            self.leave();
        }
        self.selected.set(Some(id));
    }

    pub(super) fn look_for(self, query: String) {
        self.query.set(query);
        self.rows.to_top();
    }

    /// Puts a row into edit mode.
    pub(super) fn edit(self, id: LookupId) {
        if let Some(other) = self.editing.get_untracked().filter(|other| *other != id) {
            self.content.leave(other);
        }
        self.selected.set(Some(id));
        self.editing.set(Some(id));
    }

    /// Begins a row, on top.
    pub(super) fn begin(self) {
        self.edit(self.content.begin());
    }

    /// Begins a row that says what the selected one says.
    pub(super) fn copy(self) {
        if let Some(id) = self.selected.get_untracked() {
            self.edit(self.content.copy(id, ContentWord::CopyMark.text()));
        }
    }

    /// Leaves edit mode; what is typed stays.
    pub(super) fn leave(self) {
        if let Some(id) = self.editing.try_update(Option::take).flatten() {
            self.content.leave(id);
            if untrack(|| self.content.draft(id)).is_some() {
                self.say(ContentWord::KeptAsDraft);
            }
            back_to_grid(self);
        }
    }

    /// Saves a row, and leaves edit mode once it is saved.
    pub(super) fn save(self, id: LookupId) {
        spawn_local(async move {
            let is_saved = self.content.save(id).await;
            // Whoever has left the page is told nothing.
            let Some(editing) = self.editing.try_get_untracked() else { return };
            if is_saved {
                if editing == Some(id) {
                    self.editing.set(None);
                }
                self.say(ContentWord::Saved);
                back_to_grid(self);
            } else if editing.is_none() && untrack(|| self.content.standing(id)) != Some(Standing::Saving) {
                // What is wrong shows where it can be mended.
                self.edit(id);
            }
        });
    }

    /// Takes back what is typed for the selected row; if nothing is, the last change that was saved.
    pub(super) fn undo(self) {
        let typed = self.selected.get_untracked().filter(|id| untrack(|| self.content.draft(*id)).is_some());
        if let Some(id) = typed {
            self.editing.set(None);
            self.content.discard(id);
            return back_to_grid(self);
        }
        self.not_undone.set(None);
        spawn_local(async move {
            let Some(undone) = self.content.undo().await else { return };
            if self.selected.try_get_untracked().is_none() {
                return;
            }
            match undone {
                Undone::Row(id) => {
                    self.selected.set(Some(id));
                    self.say(ContentWord::Undone);
                    back_to_grid(self);
                }
                Undone::Conflict(id) => self.edit(id),
                Undone::StillThere(id, theirs) => self.deleting.set(Some((id, Some(theirs)))),
                Undone::Failed(error) => {
                    let lookup = untrack(|| self.content.title());
                    self.not_undone.set(Some(content::not_undone(&error, &lookup)));
                }
            }
        });
    }

    /// Asks whether the selected row is to be deleted.
    pub(super) fn ask_to_delete(self) {
        self.deleting.set(self.selected.get_untracked().map(|id| (id, None)));
    }

    /// The selected row is no more: the one in its place follows.
    pub(super) fn follow_deleted(self, place: Option<usize>) {
        self.editing.set(None);
        let last = self.found.with_untracked(|found| found.len()).checked_sub(1);
        let next = place.zip(last).and_then(|(place, last)| self.at(place.min(last)));
        self.selected.set(next);
    }
}
