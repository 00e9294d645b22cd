//! What is done in the CRM at once, without the draft.

use leptos::prelude::*;

use super::{Record, Shared};
use crate::client::creatio::CrmError;
use crate::domain::record::{ClientTrace, Identified, NewContact, Person};
use crate::ids::crm::{CaseId, ContactId};

impl Shared {
    fn trace(&self) -> ClientTrace {
        self.draft.with_untracked(|draft| {
            draft.as_ref().map_or_else(ClientTrace::default, |draft| ClientTrace {
                source: draft.base().source.clone(),
                identity: draft.base().client_identity.clone(),
                ..ClientTrace::default()
            })
        })
    }

    /// Reads the record anew after something was done to it in the CRM.
    async fn see_what_came(&self, done: Result<(), CrmError>) -> Result<(), CrmError> {
        done?;
        self.load().await;
        Ok(())
    }
}

impl Record {
    /// Wants to be told of its changes, or not any more.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn follow(self, follow: bool) -> Result<(), CrmError> {
        let shared = self.shared();
        shared.client.follow(shared.key(), follow).await?;
        shared.followed.set(follow);
        Ok(())
    }

    /// Runs a process for it and reads what came of that.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn run(self, process: String) -> Result<(), CrmError> {
        let shared = self.shared();
        let done = shared.client.run_for_record(&process, shared.key()).await;
        shared.see_what_came(done).await
    }

    /// Links it with a case that is registered already.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn consult_on(self, case: CaseId) -> Result<(), CrmError> {
        let shared = self.shared();
        let done = shared.client.consult_on(shared.key(), case).await;
        shared.see_what_came(done).await
    }

    /// Who the client may be, by what is known of him.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn identify(self) -> Result<Identified, CrmError> {
        let shared = self.shared();
        shared.client.identify(&shared.trace()).await
    }

    /// Who may be the same person as the one that is about to be made.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn duplicates(self, new: &NewContact) -> Result<Vec<Person>, CrmError> {
        self.shared().client.duplicates(new).await
    }

    /// The client is this contact: the chat, and what he writes later, belong to it.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn link(self, contact: ContactId) -> Result<(), CrmError> {
        let shared = self.shared();
        let done = shared.client.link_contact(contact, &shared.trace(), Some(shared.key())).await;
        shared.see_what_came(done).await
    }

    /// Makes a contact of the client. The same `key` again makes no second one.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn introduce(self, key: ContactId, new: &NewContact) -> Result<(), CrmError> {
        let shared = self.shared();
        let done = shared.client.create_contact(key, new, &shared.trace(), Some(shared.key())).await;
        shared.see_what_came(done).await
    }
}
