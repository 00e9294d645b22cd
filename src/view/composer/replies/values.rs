//! What is known of a chat, to fill ready-made texts with.

use crate::crm::{Record, use_crm};
use crate::desk::{Desk, use_desk};
use crate::domain::quick_replies::Variable;
use crate::ids::ConversationId;
use crate::words::phrases;

/// The chat and, once it was looked at, its record.
pub(super) struct Values {
    chat: ConversationId,
    desk: Desk,
    crm: crate::crm::Crm,
    record: Option<Record>,
}

impl Values {
    pub(super) fn new(chat: ConversationId) -> Self {
        Self { chat, desk: use_desk(), crm: use_crm(), record: None }
    }

    /// Fetches the chat's record, if nobody has.
    pub(super) fn look(&mut self) {
        self.record.get_or_insert_with(|| self.crm.record(self.chat));
    }

    /// What stands for a variable, if it is known; tracked.
    pub(super) fn get(&self, variable: Variable) -> Option<String> {
        let value = match variable {
            Variable::ContactName => self.client(),
            Variable::ContactFirstName => first_word(self.client()?),
            Variable::AccountName => {
                self.of_record(|draft| Some(draft.base().account.as_ref()?.title.clone()))
            }
            Variable::AgentName => Some(self.desk.agent_name()),
            Variable::AgentFirstName => first_word(self.desk.agent_name()),
            Variable::Queue => self.desk.conversation(self.chat, |chat| chat.queue.clone()).flatten(),
            Variable::Channel => {
                self.desk.conversation(self.chat, |chat| phrases::source(&chat.source).to_owned())
            }
            Variable::CaseNumber => self.of_record(|draft| Some(draft.base().case.as_ref()?.title.clone())),
        };
        value.filter(|value| !value.trim().is_empty())
    }

    /// The client's name: the contact's where he is known, else what he calls himself.
    fn client(&self) -> Option<String> {
        let contact = self.of_record(|draft| Some(draft.contact()?.title.clone()));
        contact.or_else(|| self.desk.conversation(self.chat, |chat| chat.name.clone()))
    }

    fn of_record<T>(&self, read: impl FnOnce(&crate::domain::record::Draft) -> Option<T>) -> Option<T> {
        self.record?.read(read).flatten()
    }
}

fn first_word(name: String) -> Option<String> {
    name.split_whitespace().next().map(str::to_owned)
}
