//! Keeps the chats' records in step with the chats: makes them, moves them on, finds out who the
//! client is, notes the files that are sent. Nobody has to ask for it; what fails is tried again.

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::client::backoff::Backoff;
use crate::client::creatio::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::conversation::Conversation;
use crate::domain::record::{Attachment, AttachmentKind, ChatRecord, Due, Identified, SentFile, due};
use crate::ids::crm::RecordId;
use crate::ids::{FileId, UserId};

/// Keeps records in step with chats. Clones share them.
pub struct Records<P: Platform>(Rc<Shared<P>>);

struct Shared<P: Platform> {
    crm: Crm<P>,
    /// The address of this app, to which links to files lead.
    app: String,
    tell: Box<dyn Fn(RecordNews)>,
    known: RefCell<HashMap<RecordId, Known>>,
}

/// What there is to tell of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordNews {
    /// It is like this now.
    Is(Box<ChatRecord>),
    /// Files that were sent in the chat stand among its attachments now.
    FilesNoted(RecordId),
    /// It could not be brought up to date. What another attempt may mend is tried again; of
    /// anything else somebody has to know.
    Failed {
        /// Which one.
        record: RecordId,
        /// Why.
        error: CrmError,
    },
}

struct Known {
    due: Due,
    /// What of it is done.
    done: Option<Due>,
    /// Whether somebody is at it.
    busy: bool,
    /// Whether another attempt makes no sense before somebody has helped.
    stuck: bool,
    /// Whether it was asked who the client is.
    asked_who: bool,
    /// The files that it has; none before it was asked for them.
    noted: Option<BTreeSet<FileId>>,
}

impl<P: Platform> Clone for Records<P> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<P: Platform> Records<P> {
    /// Records in this Creatio; `tell` is told what becomes of them. `app` is the address of this
    /// app without a hash: what links to files begin with.
    pub fn new(crm: Crm<P>, app: String, tell: impl Fn(RecordNews) + 'static) -> Self {
        Self(Rc::new(Shared { crm, app, tell: Box::new(tell), known: RefCell::default() }))
    }

    /// A chat may have changed. Costs little where its record is up to date. `me` is this agent's
    /// user in Webitel.
    pub fn see(&self, chat: &Conversation, me: UserId) {
        let Some(due) = due(chat, me) else { return };
        let id = due.record.id;
        let start = {
            let mut known = self.0.known.borrow_mut();
            let known = known.entry(id).or_insert_with(|| Known {
                due: due.clone(),
                done: None,
                busy: false,
                stuck: false,
                asked_who: false,
                noted: None,
            });
            known.due = due;
            known.is_behind() && !known.stuck && !std::mem::replace(&mut known.busy, true)
        };
        if start {
            self.work_on(id);
        }
    }

    /// Tries again what failed, such as after a login.
    pub fn retry(&self) {
        let behind: Vec<RecordId> = {
            let mut known = self.0.known.borrow_mut();
            let behind = known.iter_mut().filter(|(_, known)| known.is_behind() && !known.busy);
            behind
                .map(|(id, known)| {
                    known.busy = true;
                    known.stuck = false;
                    *id
                })
                .collect()
        };
        behind.into_iter().for_each(|id| self.work_on(id));
    }

    fn work_on(&self, id: RecordId) {
        let records = self.clone();
        self.0.crm.platform().spawn(Box::pin(async move {
            records.catch_up(id).await;
        }));
    }

    /// Works until the record is up to date, or until only somebody else can help.
    async fn catch_up(&self, id: RecordId) {
        let mut backoff = Backoff::default();
        loop {
            let Some((due, made)) = self.next(id) else { return };
            let Err(error) = self.bring_up(due, made).await else { continue };
            let passing = matches!(error, CrmError::Offline | CrmError::TimedOut);
            (self.0.tell)(RecordNews::Failed { record: id, error });
            if !passing {
                self.with(id, |known| (known.busy, known.stuck) = (false, true));
                return;
            }
            let platform = self.0.crm.platform();
            platform.sleep(backoff.next_wait(platform.random())).await;
        }
    }

    /// What is to be done now, and whether the record was made already; where nothing is to be
    /// done the work is over.
    fn next(&self, id: RecordId) -> Option<(Due, bool)> {
        let mut known = self.0.known.borrow_mut();
        let known = known.get_mut(&id)?;
        known.busy = known.is_behind();
        known.busy.then(|| (known.due.clone(), known.done.is_some()))
    }

    async fn bring_up(&self, due: Due, made: bool) -> Result<(), CrmError> {
        let record = self.keep(&due, made).await?;
        let (id, files) = (due.record.id, due.files.clone());
        self.with(id, |known| known.done = Some(due));
        (self.0.tell)(RecordNews::Is(Box::new(record)));
        self.note_files(id, files).await
    }

    /// Brings a record up to date.
    async fn keep(&self, due: &Due, made: bool) -> Result<ChatRecord, CrmError> {
        let (crm, id) = (&self.0.crm, due.record.id);
        let mut record =
            if made { crm.record(id).await? } else { crm.create_or_get(due.record.clone()).await? };
        if due.record.state > record.state || (due.record.ended.is_some() && record.ended.is_none()) {
            record = crm.advance(id, due.record.state, due.record.ended).await?;
        }
        let me = crm.me().await?.contact;
        if due.mine && record.owner.as_ref().is_none_or(|owner| owner.id != me) {
            record = crm.take_over(id).await?;
        }
        if record.contact.is_none() && self.asks_who(id) {
            match crm.identify(&due.trace()).await {
                Ok(Identified::One(person)) => record = crm.set_contact(id, person.id).await?,
                Ok(Identified::Nobody | Identified::Several(_)) => {}
                Err(error) => {
                    self.with(id, |known| known.asked_who = false);
                    return Err(error);
                }
            }
        }
        Ok(record)
    }

    /// Notes the files that the record does not have yet. What is there already is asked once: to
    /// make it again would be refused each time the page is loaded.
    async fn note_files(&self, id: RecordId, files: Vec<SentFile>) -> Result<(), CrmError> {
        let crm = &self.0.crm;
        let known = self.noted(id);
        if files.iter().all(|file| known.as_ref().is_some_and(|known| known.contains(&file.id))) {
            return Ok(());
        }
        let mut noted = match known {
            Some(known) => known,
            None => sent_files(crm.attachments(id).await?),
        };
        let missing: Vec<SentFile> = files.into_iter().filter(|file| noted.insert(file.id)).collect();
        if !missing.is_empty() {
            crm.note_sent_files(id, &self.0.app, &missing).await?;
        }
        self.with(id, |known| known.noted = Some(noted));
        // Also of those that another frame was faster to note: this one has not seen them yet.
        (self.0.tell)(RecordNews::FilesNoted(id));
        Ok(())
    }

    fn noted(&self, id: RecordId) -> Option<BTreeSet<FileId>> {
        self.0.known.borrow().get(&id)?.noted.clone()
    }

    /// Whether it is to be asked who the client is: once.
    fn asks_who(&self, id: RecordId) -> bool {
        let mut asks = false;
        self.with(id, |known| asks = !std::mem::replace(&mut known.asked_who, true));
        asks
    }

    fn with(&self, id: RecordId, change: impl FnOnce(&mut Known)) {
        if let Some(known) = self.0.known.borrow_mut().get_mut(&id) {
            change(known);
        }
    }
}

impl Known {
    /// Whether the record does not say yet what it has to. That names become known later is no
    /// reason to write; the agent may have changed them.
    fn is_behind(&self) -> bool {
        match &self.done {
            None => true,
            Some(done) => {
                let (due, done) = (&self.due, done);
                due.record.state > done.record.state
                    || (due.record.ended.is_some() && done.record.ended.is_none())
                    || (due.mine && !done.mine)
                    || due.files.iter().any(|file| !self.has_noted(file))
            }
        }
    }

    fn has_noted(&self, file: &SentFile) -> bool {
        self.noted.as_ref().is_some_and(|noted| noted.contains(&file.id))
    }
}

/// Which of these are files that were sent in the chat.
fn sent_files(rows: Vec<Attachment>) -> BTreeSet<FileId> {
    let sent = rows.into_iter().filter_map(|row| match row.kind {
        AttachmentKind::Sent { file, .. } => Some(file.id),
        AttachmentKind::File { .. } | AttachmentKind::Link { .. } => None,
    });
    sent.collect()
}
