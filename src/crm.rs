//! The CRM as views see it: the records of chats, what belongs to them, and what can be looked up.
//! It loads with the chats, after the desk has started.

mod acquaint;
mod attachments;
mod content;
mod extras;
mod feed;
mod history;
mod lookups;
mod news;
mod pictures;
mod quick_replies;
mod record;
mod tables;
mod tasks;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{draft, leaving, location};
use crate::client::creatio::gate::Gate;
use crate::client::creatio::settings::Unread;
use crate::client::creatio::{Crm as Client, CrmError, SignInError};
use crate::client::web::Web;
use crate::desk::{Config, Desk};
use crate::domain::fact::Change;
use crate::domain::record::Process;
use crate::ids::ConversationId;
use crate::ids::crm::{Key, LookupId};
use crate::intents::records::{RecordNews, Records};
use news::Bulletin;
use pictures::Pictures;
use record::Shared;

pub use acquaint::NotTold;
pub use content::{Import, LookupContent, NotDeleted, NotMade, Standing, Undone};
pub use extras::Configured;
pub use feed::{Feed, NewFile, Place, Reading, Sending, Writing};
pub use history::{History, Question};
pub use lookups::{Lookups, Progress};
pub use quick_replies::{Freshness, QuickReplies};
pub use record::{Opening, Purpose, Record, Saving, Upload};
pub use tables::Table;

/// A handle to the CRM; copies are the same.
#[derive(Clone, Copy)]
pub struct Crm(StoredValue<Inner, LocalStorage>);

struct Inner {
    settings: Unread,
    /// Made when it is needed first.
    client: OnceCell<Client<Web>>,
    /// Shut while a sign-in is under way: until it is over nothing is asked of the CRM.
    gate: Gate,
    /// The records that somebody looks at, and those that were left with changes that are not saved.
    records: RefCell<HashMap<ConversationId, Rc<Shared>>>,
    /// Whether the browser asks before the page goes with such changes.
    guarded: Cell<bool>,
    /// The ready-made texts of whoever is signed in.
    replies: RefCell<Option<Rc<quick_replies::Shared>>>,
    /// The lookups that somebody edits, and those that were left with rows that are not saved.
    contents: RefCell<HashMap<LookupId, Rc<content::Shared>>>,
    /// Chats of which Webitel is being told who the client is.
    telling: RefCell<HashSet<ConversationId>>,
    /// What is configured for the page of a record; asked for when such a page opens first.
    layout: extras::State,
    /// The lookup that was chosen last in their list.
    lookup: Cell<Option<LookupId>>,
    pictures: Pictures,
    bulletin: Bulletin,
    /// Keeps the records of this agent's chats in step with these.
    upkeep: OnceCell<(Records<Web>, Desk)>,
}

/// The CRM of this page.
///
/// # Panics
/// If [`Crm::provide`] was not called by the app's root.
#[must_use]
pub fn use_crm() -> Crm {
    expect_context()
}

impl Crm {
    /// Sets up the page's CRM; nothing is asked of it yet.
    pub fn provide(settings: Unread) {
        let inner = Inner {
            settings,
            client: OnceCell::new(),
            gate: Gate::default(),
            layout: extras::State::default(),
            records: RefCell::default(),
            guarded: Cell::new(false),
            replies: RefCell::default(),
            contents: RefCell::default(),
            telling: RefCell::default(),
            lookup: Cell::new(None),
            pictures: Pictures::default(),
            bulletin: Bulletin::default(),
            upkeep: OnceCell::new(),
        };
        provide_context(Self(StoredValue::new_local(inner)));
    }

    fn client(self) -> Client<Web> {
        self.0.with_value(|inner| {
            let new = || Client::new(Web, &Config::site(), inner.settings.read(), inner.gate.clone());
            inner.client.get_or_init(new).clone()
        })
    }

    /// Signs in with a password, for a desk that stands outside the CRM.
    ///
    /// # Errors
    /// Whether the CRM refused, or could not be asked.
    pub async fn sign_in(self, name: &str, password: &str) -> Result<(), SignInError> {
        let signed_in = self.client().sign_in(name, password).await.map(drop);
        if let Some((upkeep, _)) = self.upkeep().filter(|_| signed_in.is_ok()) {
            upkeep.retry();
        }
        self.open_again();
        self.hurry_news();
        signed_in
    }

    /// Tries again what of a record could not be saved, or not be kept in step with its chat.
    pub fn try_again(self, record: Record) {
        if let Some((upkeep, _)) = self.upkeep() {
            upkeep.retry();
        }
        record.save();
    }

    /// Whether to ask nothing for now, because [`sign_in`](Self::sign_in) follows.
    pub fn hold(self, hold: bool) {
        self.0.with_value(|inner| if hold { inner.gate.shut() } else { inner.gate.open() });
    }

    /// Keeps the records of this agent's chats in step with the chats from now on.
    pub fn follow(self, desk: Desk) {
        let upkeep = Records::new(self.client(), location::page(), move |news| self.hear(news));
        self.0.with_value(|inner| drop(inner.upkeep.set((upkeep, desk))));
        desk.watch(move |change| {
            if let Change::Conversation(id) | Change::Timeline(id) = change {
                self.see(id);
            }
        });
        self.see_all();
        self.look_for_news();
    }

    fn see(self, id: ConversationId) {
        if let Some((upkeep, desk)) = self.upkeep() {
            desk.peek(id, |chat, me| upkeep.see(chat, me));
        }
    }

    fn see_all(self) {
        if let Some((_, desk)) = self.upkeep() {
            desk.active_now().into_iter().for_each(|id| self.see(id));
        }
    }

    fn upkeep(self) -> Option<(Records<Web>, Desk)> {
        self.0.try_with_value(|inner| inner.upkeep.get().cloned()).flatten()
    }

    /// Shows what became of a record to whoever looks at it.
    fn hear(self, news: RecordNews) {
        let id = match &news {
            RecordNews::Is(record) => record.id,
            RecordNews::FilesNoted(record) | RecordNews::Failed { record, .. } => *record,
        };
        if let RecordNews::Is(record) = &news {
            self.acquaint_of(record);
        }
        if let Some(shown) = self.shown(id.conversation()) {
            match news {
                RecordNews::Is(record) => shown.in_step(*record),
                RecordNews::FilesNoted(_) => spawn_local(async move { shown.load_attachments().await }),
                RecordNews::Failed { error, .. } => shown.fail(error),
            }
        }
    }

    /// The record of a chat, if somebody looks at it.
    fn shown(self, id: ConversationId) -> Option<Rc<Shared>> {
        self.0.try_with_value(|inner| inner.records.borrow().get(&id).map(Rc::clone)).flatten()
    }

    /// The processes that a chat's record offers.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn processes(self) -> Result<Rc<Vec<Process>>, CrmError> {
        self.client().processes().await
    }

    /// Whether a process needs a case that is registered already.
    #[must_use]
    pub fn asks_for_case(self, process: &Process) -> bool {
        self.client().settings().consultation_process == process.code
    }

    /// A key for something new.
    #[must_use]
    pub fn new_key<K: Key>(self) -> K {
        K::of(self.client().new_id().0)
    }

    /// The record of a chat; it is loaded if nobody looks at it yet. Changes that are not saved are
    /// still there when it is left and opened again.
    #[must_use]
    pub fn record(self, id: ConversationId) -> Record {
        self.guard();
        let client = self.client();
        let (shared, is_new) = self.0.with_value(|inner| {
            let mut records = inner.records.borrow_mut();
            let is_watched = |record: &Rc<Shared>| Rc::strong_count(record) > 1;
            let is_new = !records.get(&id).is_some_and(is_watched);
            records.retain(|kept, record| *kept == id || is_watched(record) || record.is_unsaved());
            (Rc::clone(records.entry(id).or_insert_with(|| Shared::new(id, client))), is_new)
        });
        let record = Record::new(shared);
        if is_new {
            record.open();
        }
        record
    }

    /// Whoever closes the page with changes that are not saved is asked first; if he does it all the
    /// same, they are kept.
    fn guard(self) {
        if !self.0.with_value(|inner| inner.guarded.replace(true)) {
            draft::forget_old();
            leaving::guard(move || {
                let (records, contents) = (self.records(), self.contents());
                records.iter().for_each(|record| record.keep());
                contents.iter().for_each(|content| content.keep());
                records.iter().any(|record| record.is_unsaved())
                    || contents.iter().any(|content| content.is_unsaved())
            });
        }
    }

    fn records(self) -> Vec<Rc<Shared>> {
        self.0.try_with_value(|inner| inner.records.borrow().values().cloned().collect()).unwrap_or_default()
    }

    fn contents(self) -> Vec<Rc<content::Shared>> {
        self.0.try_with_value(|inner| inner.contents.borrow().values().cloned().collect()).unwrap_or_default()
    }

    /// Loads what could not be loaded while nobody was signed in.
    fn open_again(self) {
        let contents = self.contents().into_iter().filter(|content| content.is_missing());
        contents.for_each(|content| spawn_local(content.load()));
        let is_missing = |record: &Record| matches!(untrack(|| record.opening()), Opening::Failed(_));
        self.records().into_iter().map(Record::new).filter(is_missing).for_each(Record::open);
    }
}
