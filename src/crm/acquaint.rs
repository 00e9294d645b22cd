//! Webitel has to know, too, who the client of a chat is, so that its own reports and bots do.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Crm, Record};
use crate::client::creatio::CrmError;
use crate::desk::Desk;
use crate::domain::record::ChatRecord;
use crate::ids::ConversationId;
use crate::ids::crm::ContactId;
use crate::intents::NotAcquainted;

/// Why Webitel was not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTold {
    /// The contact could not be read.
    Crm(CrmError),
    /// Webitel could not be asked, or refused.
    Webitel(NotAcquainted),
}

impl Record {
    /// Why Webitel does not know who the client is, where telling it failed; tracked.
    #[must_use]
    pub fn not_told(self) -> Option<NotTold> {
        self.shared().not_told.get()
    }
}

impl Crm {
    /// Tells Webitel who the client of a record's chat is, unless it knows.
    pub fn acquaint(self, record: Record) {
        if let Some(record) = untrack(|| record.read(|draft| draft.base().clone())) {
            self.acquaint_of(&record);
        }
    }

    pub(super) fn acquaint_of(self, record: &ChatRecord) {
        let chat = record.id.conversation();
        let (Some(contact), Some((_, desk))) = (&record.contact, self.upkeep()) else { return };
        let contact = contact.id;
        if desk.is_unacquainted(chat) && self.0.with_value(|inner| inner.telling.borrow_mut().insert(chat)) {
            spawn_local(async move {
                let not_told = self.tell_webitel(desk, chat, contact).await.err();
                self.0.try_with_value(|inner| inner.telling.borrow_mut().remove(&chat));
                if let Some(shown) = self.shown(chat) {
                    shown.not_told.set(not_told);
                }
            });
        }
    }

    async fn tell_webitel(self, desk: Desk, chat: ConversationId, contact: ContactId) -> Result<(), NotTold> {
        let person = self.client().person(contact).await.map_err(NotTold::Crm)?;
        desk.acquaint(chat, &person).await.map_err(NotTold::Webitel)
    }
}
