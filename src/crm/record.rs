//! One chat's record as views see it. What the agent changes stays here until it is saved, through
//! errors and logins.

mod deeds;
mod keeping;
mod notes;
mod uploads;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::keeping::Keeping;
use self::notes::Notes;
use self::uploads::Uploads;
use super::NotTold;
use super::feed::FeedState;
use crate::client::creatio::{Crm as Client, CrmError, SaveOutcome};
use crate::client::web::Web;
use crate::desk::Desk;
use crate::domain::closed::Visited;
use crate::domain::record::{Attachment, ChatRecord, ChatState, Draft, Edit, Field, Keep, Task};
use crate::ids::ConversationId;
use crate::ids::crm::RecordId;
use crate::time::Millis;

pub use self::uploads::{Purpose, Upload};

/// How far the record has come to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// On its way.
    Loading,
    /// Here.
    Here,
    /// It did not come.
    Failed(CrmError),
}

/// How saving stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing is under way.
    Rest,
    /// On its way.
    Running,
    /// It did not work; everything is still in the draft.
    Failed(CrmError),
}

/// What the handles of one record share. Signals are counted: the record outlives its page.
pub(super) struct Shared {
    pub(super) id: ConversationId,
    pub(super) client: Client<Web>,
    pub(super) draft: ArcRwSignal<Option<Draft>>,
    opening: ArcRwSignal<Opening>,
    saving: ArcRwSignal<Saving>,
    followed: ArcRwSignal<bool>,
    pub(super) not_told: ArcRwSignal<Option<NotTold>>,
    pub(super) attachments: ArcRwSignal<Vec<Attachment>>,
    pub(super) feed: FeedState,
    pub(super) tasks: ArcRwSignal<Vec<Task>>,
    notes: Notes,
    uploads: Uploads,
    keeping: Keeping,
}

/// A handle to a record; copies are the same record.
#[derive(Clone, Copy)]
pub struct Record(StoredValue<Rc<Shared>, LocalStorage>);

impl Shared {
    pub(super) fn new(id: ConversationId, client: Client<Web>) -> Rc<Self> {
        let draft = ArcRwSignal::new(None);
        Rc::new(Self {
            id,
            client,
            notes: Notes::of(&draft),
            draft,
            opening: ArcRwSignal::new(Opening::Loading),
            saving: ArcRwSignal::new(Saving::Rest),
            followed: ArcRwSignal::new(false),
            not_told: ArcRwSignal::new(None),
            attachments: ArcRwSignal::default(),
            feed: FeedState::new(),
            tasks: ArcRwSignal::default(),
            uploads: Uploads::default(),
            keeping: Keeping::default(),
        })
    }

    pub(super) fn key(&self) -> RecordId {
        RecordId::of_conversation(self.id)
    }

    /// Reads the files and links anew; they are as they were where that fails.
    pub(super) async fn load_attachments(&self) {
        if let Ok(attachments) = self.client.attachments(self.key()).await {
            self.attachments.set(attachments);
        }
    }

    pub(super) fn is_here(&self) -> bool {
        self.draft.with_untracked(Option::is_some)
    }

    fn is_dirty(&self) -> bool {
        self.draft.with_untracked(|draft| draft.as_ref().is_some_and(Draft::is_dirty))
    }

    /// The record is like this now; what is not saved stays.
    pub(super) fn take(&self, record: ChatRecord) {
        self.keeping.rebase(&record);
        self.draft.update(|draft| match draft {
            Some(draft) => draft.rebase(record),
            None => *draft = Some(Draft::new(record)),
        });
        self.opening.set(Opening::Here);
    }

    /// It is in step with its chat: what stood in the way before is told no more. What the agent
    /// could not save is told until it is saved.
    pub(super) fn in_step(&self, record: ChatRecord) {
        self.take(record);
        if !self.is_dirty() && matches!(self.saving.get_untracked(), Saving::Failed(_)) {
            self.saving.set(Saving::Rest);
        }
    }

    /// Reads the record anew.
    pub(super) async fn load(&self) {
        match self.client.open_record(self.key()).await {
            Ok(page) => {
                self.followed.set(page.followed);
                self.attachments.set(page.attachments);
                self.tasks.set(page.tasks);
                self.take(page.record);
                self.find_kept().await;
                self.refresh_extras().await;
            }
            Err(error) => self.fail(error),
        }
    }

    /// It was changed at this time: unless that is known, it is read anew.
    pub(super) async fn refresh(&self, changed: Option<Millis>) {
        let known = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.base().modified));
        let is_saving = self.saving.with_untracked(|saving| *saving == Saving::Running);
        if known.is_none_or(|known| known == changed) || is_saving {
            return;
        }
        // Nobody asked for it: what fails is tried with the next news.
        if let Ok(record) = self.client.record(self.key()).await {
            self.take(record);
            self.refresh_extras().await;
        }
    }

    /// It could not be kept in step with its chat.
    pub(super) fn fail(&self, error: CrmError) {
        if self.is_here() {
            self.saving.set(Saving::Failed(error));
        } else {
            self.opening.set(Opening::Failed(error));
        }
    }

    fn change(self: &Rc<Self>, change: impl FnOnce(&mut Draft)) {
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                change(draft);
            }
        });
        self.keep_soon();
    }

    async fn choose(&self, state: ChatState) {
        match self.client.advance(self.key(), state, None).await {
            Ok(record) => {
                self.take(record);
                self.saving.set(Saving::Rest);
            }
            Err(error) => self.saving.set(Saving::Failed(error)),
        }
    }

    async fn save(self: Rc<Self>) {
        let Some(sent) = self.draft.get_untracked().filter(Draft::is_dirty) else { return };
        self.saving.set(Saving::Running);
        let saving = match self.client.save(&sent).await {
            Ok(SaveOutcome::Saved(record)) => {
                self.draft.update(|draft| {
                    if let Some(draft) = draft {
                        draft.saved(&sent, record);
                    }
                });
                Saving::Rest
            }
            // What others changed is taken over, and the draft tells where the agent has to decide.
            Ok(SaveOutcome::Conflict(latest)) => {
                self.take(latest.base().clone());
                Saving::Rest
            }
            Err(error) => Saving::Failed(error),
        };
        self.saving.set(saving);
        self.keep_soon();
    }
}

impl Record {
    pub(super) fn new(shared: Rc<Shared>) -> Self {
        Self(StoredValue::new_local(shared))
    }

    pub(super) fn shared(self) -> Rc<Shared> {
        self.0.get_value()
    }

    fn change(self, change: impl FnOnce(&mut Draft)) {
        self.shared().change(change);
    }
}

/// Reads; tracked.
impl Record {
    /// Whose record it is.
    #[must_use]
    pub fn id(self) -> ConversationId {
        self.0.with_value(|shared| shared.id)
    }

    /// How far it has come.
    #[must_use]
    pub fn opening(self) -> Opening {
        self.0.with_value(|shared| shared.opening.get())
    }

    /// How saving stands.
    #[must_use]
    pub fn saving(self) -> Saving {
        self.0.with_value(|shared| shared.saving.get())
    }

    /// Whether this user is told of its changes.
    #[must_use]
    pub fn is_followed(self) -> bool {
        self.0.with_value(|shared| shared.followed.get())
    }

    /// Reads it, with what is not saved; nothing before it is here.
    pub fn read<T>(self, read: impl FnOnce(&Draft) -> T) -> Option<T> {
        self.0.with_value(|shared| shared.draft.with(|draft| draft.as_ref().map(read)))
    }
}

/// What the agent does with it.
impl Record {
    /// Loads it, or loads it again.
    pub fn open(self) {
        let shared = self.shared();
        if shared.draft.with_untracked(Option::is_none) {
            shared.opening.set(Opening::Loading);
        }
        spawn_local(async move { shared.load().await });
    }

    /// Brings its chat, which is not this agent's, to his desk to be read. Does nothing where it is
    /// there already, or where the record is not here yet.
    pub fn visit_chat(self, desk: Desk) {
        let shared = self.shared();
        let visited = untrack(|| self.read(|draft| visited(draft.base())));
        if let Some(visited) = visited {
            desk.visit(shared.id, visited, shared.client.clone());
        }
    }

    /// Changes a field, until it is saved only here.
    pub fn edit(self, edit: Edit) {
        self.change(|draft| draft.set(edit));
    }

    /// Takes back what is not saved.
    pub fn discard(self) {
        let shared = self.shared();
        shared.change(Draft::discard);
        shared.give_up_images();
        shared.saving.set(Saving::Rest);
    }

    /// Decides which of two values holds.
    pub fn resolve(self, field: Field, keep: Keep) {
        self.change(|draft| draft.resolve(field, keep));
    }

    /// Saves what was changed, unless images of the notes are not stored yet. What others changed
    /// meanwhile is taken over; where both did, the draft tells the conflict instead.
    pub fn save(self) {
        let shared = self.shared();
        if shared.saving.get_untracked() != Saving::Running && !untrack(|| shared.waits_for_images()) {
            spawn_local(shared.save());
        }
    }

    /// Chooses a state by hand; it is saved at once.
    pub fn choose_state(self, state: ChatState) {
        let shared = self.shared();
        spawn_local(async move { shared.choose(state).await });
    }
}

fn visited(record: &ChatRecord) -> Visited {
    Visited {
        name: record.client_name.clone(),
        source: record.source.clone(),
        queue: Some(record.queue.clone()).filter(|queue| !queue.is_empty()),
        started: record.started,
        over: record.state == ChatState::Completed,
    }
}
