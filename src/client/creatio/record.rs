//! The record of a chat: opened with one batch, made once, saved without collisions.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::activities::{open_tasks_of, task};
use super::batch::Batch;
use super::files::{attachment, attachments_of};
use super::loose::{extra_cells, written};
use super::query::Query;
use super::settings::Settings;
use super::values::Values;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::record::{ChatRecord, ChatState, Draft, Edit, Extra, Named, NewRecord, RecordPage};
use crate::ids::crm::{ContactId, Guid, RecordId, ResultId};
use crate::time::Millis;
use crate::wire::creatio::{SocialSubscription, WebitelChat, WebitelChatResult};

/// The most results that are offered.
const MOST_RESULTS: u32 = 500;

/// What became of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveOutcome {
    /// All is saved; the record is like this now.
    Saved(ChatRecord),
    /// Nothing was saved: others have changed the same fields. The draft with what has to be
    /// decided.
    Conflict(Draft),
}

impl<P: Platform> Crm<P> {
    /// Everything that a record's page shows at once, read with one request.
    ///
    /// # Errors
    /// [`CrmError::NotFound`] where there is no record yet; else see [`CrmError`].
    pub async fn open_record(&self, id: RecordId) -> Result<RecordPage, CrmError> {
        let me = self.me().await?;
        let settings = self.settings();
        let mut batch = Batch::new();
        let record = batch.get::<WebitelChat>(id);
        let files = batch.list(attachments_of(id));
        let tasks = batch.list(open_tasks_of(id));
        let follows = SocialSubscription::ENTITY.eq(Guid(id.0)).and(SocialSubscription::USER.is(me.user));
        let followed = batch.list(Query::<SocialSubscription>::new().filter(follows).top(1));
        let by_name = Query::<WebitelChatResult>::new().by(WebitelChatResult::NAME).top(MOST_RESULTS);
        let results = batch.list(by_name);
        let mut answers = self.send(batch).await?;
        Ok(RecordPage {
            record: chat_record(&settings, answers.take(record)?).ok_or(CrmError::Unreadable)?,
            attachments: answers
                .take(files)?
                .rows
                .into_iter()
                .filter_map(|row| attachment(&settings, row))
                .collect(),
            tasks: answers.take(tasks)?.rows.into_iter().filter_map(task).collect(),
            followed: !answers.take(followed)?.rows.is_empty(),
            results: answers.take(results)?.rows.into_iter().filter_map(result).collect(),
        })
    }

    /// A record alone, as it is now.
    ///
    /// # Errors
    /// [`CrmError::NotFound`] where there is none; else see [`CrmError`].
    pub async fn record(&self, id: RecordId) -> Result<ChatRecord, CrmError> {
        let row = self.get::<WebitelChat>(id).await?;
        chat_record(&self.settings(), row).ok_or(CrmError::Unreadable)
    }

    /// Makes the record of a chat, or reads it where there is one: whoever comes first makes it.
    /// Its agent is this user.
    ///
    /// # Errors
    /// See [`CrmError`]; it may be tried again without making a second one.
    pub async fn create_or_get(&self, new: NewRecord) -> Result<ChatRecord, CrmError> {
        let me = self.me().await?;
        let settings = self.settings();
        let id = new.id;
        let mut batch = Batch::new();
        let made = batch.create(new_values(&settings, new, me.contact));
        let record = batch.get::<WebitelChat>(id);
        let mut answers = self.send(batch).await?;
        match (answers.take(made), answers.take(record)) {
            (_, Ok(row)) => chat_record(&settings, row).ok_or(CrmError::Unreadable),
            (Err(refused), Err(_)) => Err(refused),
            (Ok(()), Err(error)) => Err(error),
        }
    }

    /// Saves what the agent has changed, unless others have changed the same. What others changed
    /// besides is taken over.
    ///
    /// # Errors
    /// See [`CrmError`]; the draft is as it was.
    pub async fn save(&self, draft: &Draft) -> Result<SaveOutcome, CrmError> {
        let id = draft.base().id;
        let mut latest = draft.clone();
        // Creatio has no way to say "only if it is unchanged". So look first: what is left is the
        // time between these two requests.
        let extras = draft.extras();
        latest.rebase(self.record_with(id, &extras).await?);
        if latest.conflicts().next().is_some() {
            return Ok(SaveOutcome::Conflict(latest));
        }
        if !latest.is_dirty() {
            return Ok(SaveOutcome::Saved(latest.base().clone()));
        }
        let values = latest.edits().fold(Values::new(), with_edit);
        self.change_and_read(id, values, &extras).await.map(SaveOutcome::Saved)
    }

    /// Moves a record on to a state, and notes when the chat ended. A record that has come as far
    /// or further stays as it is, so that two frames or a retry do no harm.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn advance(
        &self,
        id: RecordId,
        to: ChatState,
        ended: Option<Millis>,
    ) -> Result<ChatRecord, CrmError> {
        let record = self.record(id).await?;
        let ended = ended.filter(|_| record.ended.is_none());
        if record.state >= to && ended.is_none() {
            return Ok(record);
        }
        let state = self.settings().state_id(record.state.max(to));
        let values = Values::new().refer(WebitelChat::STATE, Some(state)).set_maybe(WebitelChat::END, ended);
        self.change_and_read(id, values, &[]).await
    }

    /// The chat is this agent's now, as after a hand-over.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn take_over(&self, id: RecordId) -> Result<ChatRecord, CrmError> {
        let me = self.me().await?;
        self.change_and_read(id, Values::new().refer(WebitelChat::OWNER, Some(me.contact)), &[]).await
    }

    /// Whose chat it is, at once and without a draft.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn set_contact(&self, id: RecordId, contact: ContactId) -> Result<ChatRecord, CrmError> {
        self.change_and_read(id, Values::new().refer(WebitelChat::CONTACT, Some(contact)), &[]).await
    }

    /// A record as it is now, with these configured fields.
    async fn record_with(&self, id: RecordId, extras: &[Extra]) -> Result<ChatRecord, CrmError> {
        if extras.is_empty() {
            return self.record(id).await;
        }
        let mut batch = Batch::new();
        let record = batch.get::<WebitelChat>(id);
        let besides = batch.extras(id, extras);
        let mut answers = self.send(batch).await?;
        let mut record = chat_record(&self.settings(), answers.take(record)?).ok_or(CrmError::Unreadable)?;
        record.extras = extra_cells(&answers.take(besides)?, extras);
        Ok(record)
    }

    async fn change_and_read(
        &self,
        id: RecordId,
        values: Values<WebitelChat>,
        extras: &[Extra],
    ) -> Result<ChatRecord, CrmError> {
        let mut batch = Batch::new();
        let changed = batch.change(id, values);
        let record = batch.get::<WebitelChat>(id);
        let besides = (!extras.is_empty()).then(|| batch.extras(id, extras));
        let mut answers = self.send(batch).await?;
        answers.take(changed)?;
        let mut record = chat_record(&self.settings(), answers.take(record)?).ok_or(CrmError::Unreadable)?;
        if let Some(slot) = besides {
            record.extras = extra_cells(&answers.take(slot)?, extras);
        }
        Ok(record)
    }
}

fn with_edit(values: Values<WebitelChat>, edit: &Edit) -> Values<WebitelChat> {
    match edit {
        Edit::Name(name) => values.set(WebitelChat::NAME, name.as_str()),
        Edit::Contact(to) => values.refer(WebitelChat::CONTACT, to.as_ref().map(|to| to.id)),
        Edit::Result(to) => values.refer(WebitelChat::RESULT, to.as_ref().map(|to| to.id)),
        Edit::ResultDetails(details) => values.set(WebitelChat::RESULT_DETAILS, details.as_str()),
        Edit::Account(to) => values.refer(WebitelChat::ACCOUNT, to.as_ref().map(|to| to.id)),
        Edit::Activity(to) => values.refer(WebitelChat::ACTIVITY, to.as_ref().map(|to| to.id)),
        Edit::Case(to) => values.refer(WebitelChat::CASE, to.as_ref().map(|to| to.id)),
        Edit::Notes(notes) => values.set(WebitelChat::NOTES, notes.as_str()),
        Edit::Extra(extra, cell) => values.with(written(*extra, cell)),
    }
}

fn new_values(settings: &Rc<Settings>, new: NewRecord, owner: ContactId) -> Values<WebitelChat> {
    let values = Values::with_id(new.id)
        .set(WebitelChat::CONVERSATION, Guid(new.id.0))
        .set(WebitelChat::NAME, new.name)
        .refer(WebitelChat::STATE, Some(settings.state_id(new.state)))
        .refer(WebitelChat::OWNER, Some(owner))
        .set(WebitelChat::CLIENT_NAME, new.client_name)
        .set(WebitelChat::CLIENT_IDENTITY, new.client_identity)
        .set(WebitelChat::SOURCE, new.source)
        .set(WebitelChat::QUEUE, new.queue)
        .set_maybe(WebitelChat::START, new.started)
        .set_maybe(WebitelChat::END, new.ended);
    match new.contact {
        Some(contact) => values.refer(WebitelChat::CONTACT, Some(contact)),
        None => values,
    }
}

fn result(row: WebitelChatResult) -> Option<Named<ResultId>> {
    Named::maybe(row.id, row.name)
}

/// A record as the domain has it; none without a key.
fn chat_record(settings: &Rc<Settings>, row: WebitelChat) -> Option<ChatRecord> {
    Some(ChatRecord {
        id: row.id?,
        name: row.name,
        state: settings.state(row.state_id),
        contact: Named::maybe(row.contact_id, row.contact),
        owner: Named::maybe(row.owner_id, row.owner),
        client_name: row.client_name,
        client_identity: row.client_identity,
        source: row.source,
        queue: row.queue,
        started: row.start_date,
        ended: row.end_date,
        result: Named::maybe(row.result_id, row.result),
        result_details: row.result_details,
        account: Named::maybe(row.account_id, row.account),
        activity: Named::maybe(row.activity_id, row.activity),
        case: Named::maybe(row.case_id, row.case),
        notes: row.notes,
        modified: row.modified_on,
        extras: BTreeMap::new(),
    })
}
