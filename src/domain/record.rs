//! The record of a chat in the CRM: what an agent notes about a chat, and what belongs to it.
//! Pure, as all of the domain.

mod draft;
mod email;
mod extra;
mod history;
mod layout;
mod merge;
mod page;
mod person;
mod reach;
mod state;
mod task;
#[cfg(test)]
mod tests;
mod upkeep;

pub use draft::{Conflict, Draft, Edit, Field, Keep};
pub use email::{Email, EmailTrouble, Sent, mailto};
pub use extra::{Cell, Decimal, Extra, ExtraField, Identifier, Kind};
pub use history::{HistoryFilter, HistoryPage, HistoryRow, HistorySort, SortKey};
pub use layout::{
    Bars, Condition, Dashboard, Detail, DetailPage, DetailRow, Figures, Group, Item, Layout, Metric, Operand,
    OwnTab, Role, Subject,
};
pub use merge::{Merged, merge};
pub use page::{Attachment, AttachmentKind, Process, RecordPage};
pub use person::{ClientTrace, Identified, NewContact, Person};
pub use reach::{Reach, Way, dialled};
pub use state::{ChatState, Happening};
pub use task::{NewTask, Task, Urgency};
pub use upkeep::{Due, SentFile, due};

use std::collections::BTreeMap;

use crate::ids::crm::{AccountId, ActivityId, CaseId, ContactId, RecordId, ResultId};
use crate::time::Millis;

/// A record to which another one refers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<I> {
    /// Its key.
    pub id: I,
    /// Its title, as it was when it was read.
    pub title: String,
}

impl<I: Copy> Named<I> {
    /// The record with this key, called so.
    #[must_use]
    pub fn new(id: I, title: impl Into<String>) -> Self {
        Self { id, title: title.into() }
    }

    /// The record with this key, if there is one.
    #[must_use]
    pub fn maybe(id: Option<I>, title: String) -> Option<Self> {
        id.map(|id| Self { id, title })
    }
}

/// The record of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatRecord {
    /// Its key.
    pub id: RecordId,
    /// Under which name the chat is kept.
    pub name: String,
    /// How far it has come.
    pub state: ChatState,
    /// From: the client, where known. Also the contact with which the chat is connected.
    pub contact: Option<Named<ContactId>>,
    /// To: the agent.
    pub owner: Option<Named<ContactId>>,
    /// The client's name with the provider.
    pub client_name: String,
    /// The client's id with the provider.
    pub client_identity: String,
    /// The provider, such as `telegram`; open-ended.
    pub source: String,
    /// The queue's name; empty if there was none.
    pub queue: String,
    /// When the agent accepted.
    pub started: Option<Millis>,
    /// When it ended.
    pub ended: Option<Millis>,
    /// What came of it.
    pub result: Option<Named<ResultId>>,
    /// A comment on the result.
    pub result_details: String,
    /// The company with which it is connected.
    pub account: Option<Named<AccountId>>,
    /// The activity with which it is connected.
    pub activity: Option<Named<ActivityId>>,
    /// The case with which it is connected.
    pub case: Option<Named<CaseId>>,
    /// Notes, in HTML.
    pub notes: String,
    /// When it was last changed.
    pub modified: Option<Millis>,
    /// The configured fields besides, as far as they have been read.
    pub extras: BTreeMap<Extra, Cell>,
}

/// What a record is made from: what the chat itself tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    /// Its key, which follows from the conversation.
    pub id: RecordId,
    /// Under which name the chat is kept.
    pub name: String,
    /// How far the chat has come.
    pub state: ChatState,
    /// The client, where known.
    pub contact: Option<ContactId>,
    /// The client's name with the provider.
    pub client_name: String,
    /// The client's id with the provider; empty where unknown.
    pub client_identity: String,
    /// The provider.
    pub source: String,
    /// The queue's name; empty if there was none.
    pub queue: String,
    /// When the agent accepted.
    pub started: Option<Millis>,
    /// When it ended.
    pub ended: Option<Millis>,
}
