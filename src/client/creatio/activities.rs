//! Tasks and e-mails that belong to a record.

use super::query::Query;
use super::values::Values;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::record::{ChatRecord, Email, Named, NewTask, Sent, Task};
use crate::ids::crm::{ActivityId, LookupId, RecordId};
use crate::time::Millis;
use crate::wire::creatio::entity::id;
use crate::wire::creatio::{Activity, ActivityCategory, ActivityStatus, RunProcess};

/// The most tasks that a page shows.
const MOST: u32 = 200;

impl<P: Platform> Crm<P> {
    /// What is still to be done for a record, soonest first.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn tasks(&self, record: RecordId) -> Result<Vec<Task>, CrmError> {
        Ok(self.list(open_tasks_of(record)).await?.rows.into_iter().filter_map(task).collect())
    }

    /// Makes a task of this user's. `key` is made by the caller, so that a retry makes no second
    /// one.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn create_task(
        &self,
        key: ActivityId,
        record: &ChatRecord,
        new: &NewTask,
    ) -> Result<(), CrmError> {
        let ids = &self.settings().ids;
        let values = self
            .activity(key, record)
            .await?
            .set(Activity::TITLE, new.title.as_str())
            .set(Activity::START, new.start)
            .set(Activity::DUE, new.due)
            .set(Activity::SHOW_IN_SCHEDULER, true)
            .refer(Activity::TYPE, Some(ids.task))
            .refer(Activity::CATEGORY, Some(new.category.unwrap_or(ids.to_do)));
        self.create_once(values).await
    }

    /// The kinds of tasks there are, by name.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn task_categories(&self) -> Result<Vec<Named<LookupId>>, CrmError> {
        let of_tasks = ActivityCategory::OF.is(self.settings().ids.task);
        let query = Query::<ActivityCategory>::new().filter(of_tasks).by(ActivityCategory::NAME).top(MOST);
        let rows = self.list(query).await?.rows;
        Ok(rows.into_iter().filter_map(|row| Named::maybe(row.id, row.name)).collect())
    }

    /// A task is done.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn finish_task(&self, task: ActivityId) -> Result<(), CrmError> {
        let done = self.settings().ids.done;
        self.change::<Activity>(task, Values::new().refer(Activity::STATUS, Some(done))).await
    }

    /// A task is to be done at another time.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn reschedule_task(
        &self,
        task: ActivityId,
        start: Millis,
        due: Millis,
    ) -> Result<(), CrmError> {
        let times = Values::new().set(Activity::START, start).set(Activity::DUE, due);
        self.change::<Activity>(task, times).await
    }

    /// Keeps an e-mail with the record and, where a process for that is configured, sends it.
    /// `key` as with tasks.
    ///
    /// # Errors
    /// See [`CrmError`]; it may be kept and not sent. Then try again with the same key.
    pub async fn send_email(
        &self,
        key: ActivityId,
        record: &ChatRecord,
        email: &Email,
    ) -> Result<Sent, CrmError> {
        let settings = self.settings();
        let now = self.platform().now();
        let values = self
            .activity(key, record)
            .await?
            .set(Activity::TITLE, email.subject.as_str())
            .set(Activity::START, now)
            .set(Activity::DUE, now)
            .set(Activity::RECIPIENT, email.to.as_str())
            .set(Activity::BODY, email.html())
            .set(Activity::IS_HTML_BODY, true)
            .refer(Activity::TYPE, Some(settings.ids.email));
        self.create_once(values).await?;
        match &settings.email_process {
            Some(code) => {
                let run = RunProcess::new(code).give("ActivityId", key);
                self.run_process(run).await.map(|_| Sent::ByProcess)
            }
            None => Ok(Sent::ByMachine),
        }
    }

    async fn activity(&self, key: ActivityId, record: &ChatRecord) -> Result<Values<Activity>, CrmError> {
        let me = self.me().await?.contact;
        let values = Values::with_id(key)
            .refer(Activity::OWNER, Some(me))
            .refer(Activity::AUTHOR, Some(me))
            .refer(Activity::CHAT, Some(record.id));
        let values = match &record.contact {
            Some(contact) => values.refer(Activity::CONTACT, Some(contact.id)),
            None => values,
        };
        let values = match &record.account {
            Some(account) => values.refer(Activity::ACCOUNT, Some(account.id)),
            None => values,
        };
        Ok(match &record.case {
            Some(case) => values.refer(Activity::CASE, Some(case.id)),
            None => values,
        })
    }

    /// Makes an activity; one that is there by this key was made by an earlier attempt.
    async fn create_once(&self, values: Values<Activity>) -> Result<(), CrmError> {
        match self.create(values).await {
            Err(CrmError::Conflict) => Ok(()),
            result => result,
        }
    }
}

/// What is still to be done for a record, soonest first.
pub(super) fn open_tasks_of(record: RecordId) -> Query<Activity> {
    let open = Activity::STATUS.to(ActivityStatus::FINISH).eq(false);
    Query::new()
        .filter(Activity::CHAT.is(record).and(open))
        .by(Activity::START)
        .by(id::<Activity>())
        .top(MOST)
}

/// A task as the domain has it; none without a key.
pub(super) fn task(row: Activity) -> Option<Task> {
    Some(Task {
        id: row.id?,
        title: row.title,
        start: row.start_date,
        due: row.due_date,
        status: row.status,
        owner: Named::maybe(row.owner_id, row.owner),
    })
}
