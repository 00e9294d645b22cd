//! The record of a chat.

use serde::Deserialize;

use super::activity::Activity;
use super::case::Case;
use super::entity::{Column, Entity, Lookup, Row, Shape, Titled, id, modified_on};
use super::lookup::{WebitelChatResult, WebitelChatState};
use super::moment;
use super::people::{Account, Contact};
use crate::ids::crm::{AccountId, ActivityId, CaseId, ContactId, Guid, LookupId, RecordId, ResultId};
use crate::time::Millis;

/// The record of a chat, whole.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct WebitelChat {
    /// Its key, which is that of the conversation.
    pub id: Option<RecordId>,
    /// Under which name it is kept.
    pub name: String,
    /// How far it has come.
    pub state_id: Option<LookupId>,
    /// From: the client, where known.
    pub contact_id: Option<ContactId>,
    /// The client's name as a contact.
    pub contact: String,
    /// To: the agent, as a contact.
    pub owner_id: Option<ContactId>,
    /// The agent's name.
    pub owner: String,
    /// The client's name with the provider.
    pub client_name: String,
    /// The client's id with the provider.
    pub client_identity: String,
    /// The provider: `telegram`.
    pub source: String,
    /// The queue's name.
    pub queue: String,
    /// When the agent accepted.
    #[serde(deserialize_with = "moment::maybe")]
    pub start_date: Option<Millis>,
    /// When it ended.
    #[serde(deserialize_with = "moment::maybe")]
    pub end_date: Option<Millis>,
    /// What came of it.
    pub result_id: Option<ResultId>,
    /// What came of it, in words.
    pub result: String,
    /// A comment on the result.
    pub result_details: String,
    /// The company with which it is connected.
    pub account_id: Option<AccountId>,
    /// Its name.
    pub account: String,
    /// The activity with which it is connected.
    pub activity_id: Option<ActivityId>,
    /// Its title.
    pub activity: String,
    /// The case with which it is connected.
    pub case_id: Option<CaseId>,
    /// Its number.
    pub case: String,
    /// Notes, in HTML.
    pub notes: String,
    /// When it was last changed.
    #[serde(deserialize_with = "moment::maybe")]
    pub modified_on: Option<Millis>,
}

impl Entity for WebitelChat {
    const SET: &'static str = "WebitelChat";
    type Id = RecordId;
}

impl WebitelChat {
    /// Under which name it is kept.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// How far it has come.
    pub const STATE: Lookup<Self, WebitelChatState> = Lookup::new("State");
    /// From.
    pub const CONTACT: Lookup<Self, Contact> = Lookup::new("Contact");
    /// To.
    pub const OWNER: Lookup<Self, Contact> = Lookup::new("Owner");
    /// The client's name with the provider.
    pub const CLIENT_NAME: Column<Self, String> = Column::new("ClientName");
    /// The client's id with the provider.
    pub const CLIENT_IDENTITY: Column<Self, String> = Column::new("ClientIdentity");
    /// The provider.
    pub const SOURCE: Column<Self, String> = Column::new("Source");
    /// The queue's name.
    pub const QUEUE: Column<Self, String> = Column::new("Queue");
    /// When the agent accepted.
    pub const START: Column<Self, Millis> = Column::new("StartDate");
    /// When it ended.
    pub const END: Column<Self, Millis> = Column::new("EndDate");
    /// The conversation, once more.
    pub const CONVERSATION: Column<Self, Guid> = Column::new("ConversationId");
    /// What came of it.
    pub const RESULT: Lookup<Self, WebitelChatResult> = Lookup::new("Result");
    /// A comment on the result.
    pub const RESULT_DETAILS: Column<Self, String> = Column::new("ResultDetails");
    /// The company with which it is connected.
    pub const ACCOUNT: Lookup<Self, Account> = Lookup::new("Account");
    /// The activity with which it is connected.
    pub const ACTIVITY: Lookup<Self, Activity> = Lookup::new("Activity");
    /// The case with which it is connected.
    pub const CASE: Lookup<Self, Case> = Lookup::new("Case");
    /// Notes, in HTML.
    pub const NOTES: Column<Self, String> = Column::new("Notes");
}

impl Titled for WebitelChat {
    const TITLE: Column<Self, String> = Self::NAME;
}

impl Row for WebitelChat {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[
            id::<Self>().field(),
            Self::NAME.field(),
            Self::STATE.field(),
            Self::CONTACT.field(),
            Self::OWNER.field(),
            Self::CLIENT_NAME.field(),
            Self::CLIENT_IDENTITY.field(),
            Self::SOURCE.field(),
            Self::QUEUE.field(),
            Self::START.field(),
            Self::END.field(),
            Self::RESULT.field(),
            Self::RESULT_DETAILS.field(),
            Self::ACCOUNT.field(),
            Self::ACTIVITY.field(),
            Self::CASE.field(),
            Self::NOTES.field(),
            modified_on::<Self>().field(),
        ],
        titles: &[
            Self::CONTACT.title(),
            Self::OWNER.title(),
            Self::RESULT.title(),
            Self::ACCOUNT.title(),
            Self::ACTIVITY.title(),
            Self::CASE.title(),
        ],
    };
}

/// The record of a chat, as a list shows it: the same set, with fewer columns.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ChatListing {
    /// Its key.
    pub id: Option<RecordId>,
    /// Under which name it is kept.
    pub name: String,
    /// How far it has come.
    pub state_id: Option<LookupId>,
    /// From.
    pub contact: String,
    /// To.
    pub owner: String,
    /// The client's name with the provider.
    pub client_name: String,
    /// The provider.
    pub source: String,
    /// The queue's name.
    pub queue: String,
    /// When the agent accepted.
    #[serde(deserialize_with = "moment::maybe")]
    pub start_date: Option<Millis>,
    /// When it ended.
    #[serde(deserialize_with = "moment::maybe")]
    pub end_date: Option<Millis>,
}

impl Row for ChatListing {
    type Of = WebitelChat;
    const SHAPE: Shape<WebitelChat> = Shape {
        fields: &[
            id::<WebitelChat>().field(),
            WebitelChat::NAME.field(),
            WebitelChat::STATE.field(),
            WebitelChat::CLIENT_NAME.field(),
            WebitelChat::SOURCE.field(),
            WebitelChat::QUEUE.field(),
            WebitelChat::START.field(),
            WebitelChat::END.field(),
        ],
        titles: &[WebitelChat::CONTACT.title(), WebitelChat::OWNER.title()],
    };
}
