//! What is planned and sent from a record: tasks, e-mails, calls.

use leptos::prelude::*;

use super::Crm;
use super::record::{Record, Shared};
use crate::browser::host::Host;
use crate::client::creatio::CrmError;
use crate::domain::record::{ChatRecord, Draft, Email, Named, NewTask, Reach, Sent, Task};
use crate::ids::crm::{ActivityId, ContactId, LookupId};
use crate::time::Millis;

impl Shared {
    /// Reads the tasks anew; they are as they were where that fails.
    async fn load_tasks(&self) {
        if let Ok(tasks) = self.client.tasks(self.key()).await {
            self.tasks.set(tasks);
        }
    }

    fn current(&self) -> Result<ChatRecord, CrmError> {
        self.draft.with_untracked(|draft| draft.as_ref().map(Draft::current)).ok_or(CrmError::NotFound)
    }
}

impl Crm {
    /// The kinds of tasks there are.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn task_categories(self) -> Result<Vec<Named<LookupId>>, CrmError> {
        self.client().task_categories().await
    }

    /// The kind that a task is of unless somebody says otherwise.
    #[must_use]
    pub fn usual_category(self) -> LookupId {
        self.client().settings().ids.to_do
    }

    /// How a contact can be reached.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn reach(self, contact: ContactId) -> Result<Reach, CrmError> {
        self.client().reach(contact).await
    }

    /// Whether e-mails are left to the machine's own mail program.
    #[must_use]
    pub fn mails_by_machine(self) -> bool {
        self.client().settings().email_process.is_none()
    }

    /// The page that makes calls for the desk, where one embeds it.
    #[must_use]
    pub fn host(self) -> Option<Host> {
        Host::at(self.client().settings().host.as_deref()?)
    }

    /// Where the elements of a record's page are described.
    #[must_use]
    pub fn help_url(self) -> String {
        self.client().settings().help_url.clone()
    }
}

impl Record {
    /// What is still to be done, soonest first; tracked.
    #[must_use]
    pub fn tasks(self) -> Vec<Task> {
        self.shared().tasks.get()
    }

    /// Plans a task. The same `key` again makes no second one.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn plan(self, key: ActivityId, new: &NewTask) -> Result<(), CrmError> {
        let shared = self.shared();
        shared.client.create_task(key, &shared.current()?, new).await?;
        shared.load_tasks().await;
        Ok(())
    }

    /// A task is done.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn finish(self, task: ActivityId) -> Result<(), CrmError> {
        let shared = self.shared();
        shared.client.finish_task(task).await?;
        shared.tasks.update(|tasks| tasks.retain(|known| known.id != task));
        shared.load_tasks().await;
        Ok(())
    }

    /// A task is to be done by then.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn reschedule(self, task: &Task, due: Millis) -> Result<(), CrmError> {
        let shared = self.shared();
        shared.client.reschedule_task(task.id, task.start_for(due), due).await?;
        shared.load_tasks().await;
        Ok(())
    }

    /// Writes to the client. `key` as with tasks.
    ///
    /// # Errors
    /// See [`CrmError`]; it may be kept with the record and not sent. Then the same key sends it.
    pub async fn mail(self, key: ActivityId, email: &Email) -> Result<Sent, CrmError> {
        let shared = self.shared();
        let sent = shared.client.send_email(key, &shared.current()?, email).await?;
        shared.load_tasks().await;
        Ok(sent)
    }
}
