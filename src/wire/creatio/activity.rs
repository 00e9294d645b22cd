//! Tasks, calls and e-mails.

use serde::Deserialize;

use super::case::Case;
use super::entity::{Column, Entity, Lookup, Row, Shape, Titled, id};
use super::lookup::{ActivityCategory, ActivityStatus, ActivityType, EmailType};
use super::moment;
use super::people::{Account, Contact};
use super::record::WebitelChat;
use crate::ids::crm::{ActivityId, ContactId, LookupId};
use crate::time::Millis;

/// A task, a call or an e-mail.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Activity {
    /// Its key.
    pub id: Option<ActivityId>,
    /// What is to be done.
    pub title: String,
    /// From when.
    #[serde(deserialize_with = "moment::maybe")]
    pub start_date: Option<Millis>,
    /// Until when.
    #[serde(deserialize_with = "moment::maybe")]
    pub due_date: Option<Millis>,
    /// What kind it is.
    pub type_id: Option<LookupId>,
    /// How far it has come.
    pub status_id: Option<LookupId>,
    /// How far it has come, in words.
    pub status: String,
    /// Who has to do it.
    pub owner_id: Option<ContactId>,
    /// The name of who has to do it.
    pub owner: String,
}

impl Entity for Activity {
    const SET: &'static str = "Activity";
    type Id = ActivityId;
}

impl Activity {
    /// What is to be done.
    pub const TITLE: Column<Self, String> = Column::new("Title");
    /// From when.
    pub const START: Column<Self, Millis> = Column::new("StartDate");
    /// Until when.
    pub const DUE: Column<Self, Millis> = Column::new("DueDate");
    /// What kind it is.
    pub const TYPE: Lookup<Self, ActivityType> = Lookup::new("Type");
    /// What it is for.
    pub const CATEGORY: Lookup<Self, ActivityCategory> = Lookup::new("ActivityCategory");
    /// How far it has come.
    pub const STATUS: Lookup<Self, ActivityStatus> = Lookup::new("Status");
    /// Who has to do it.
    pub const OWNER: Lookup<Self, Contact> = Lookup::new("Owner");
    /// Who made it.
    pub const AUTHOR: Lookup<Self, Contact> = Lookup::new("Author");
    /// With whom.
    pub const CONTACT: Lookup<Self, Contact> = Lookup::new("Contact");
    /// With which company.
    pub const ACCOUNT: Lookup<Self, Account> = Lookup::new("Account");
    /// About which case.
    pub const CASE: Lookup<Self, Case> = Lookup::new("Case");
    /// The chat from which it came.
    pub const CHAT: Lookup<Self, WebitelChat> = Lookup::new("WebitelChat");
    /// Further words.
    pub const NOTES: Column<Self, String> = Column::new("Notes");
    /// Whether its owner sees it in the calendar.
    pub const SHOW_IN_SCHEDULER: Column<Self, bool> = Column::new("ShowInScheduler");
    /// An e-mail's recipients; the object spells it so.
    pub const RECIPIENT: Column<Self, String> = Column::new("Recepient");
    /// An e-mail's further recipients.
    pub const COPY_RECIPIENT: Column<Self, String> = Column::new("CopyRecepient");
    /// An e-mail's text.
    pub const BODY: Column<Self, String> = Column::new("Body");
    /// Whether that is HTML.
    pub const IS_HTML_BODY: Column<Self, bool> = Column::new("IsHtmlBody");
    /// Whether an e-mail came or goes.
    pub const MESSAGE_TYPE: Lookup<Self, EmailType> = Lookup::new("MessageType");
}

impl Titled for Activity {
    const TITLE: Column<Self, String> = Self::TITLE;
}

impl Row for Activity {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[
            id::<Self>().field(),
            Self::TITLE.field(),
            Self::START.field(),
            Self::DUE.field(),
            Self::TYPE.field(),
            Self::STATUS.field(),
            Self::OWNER.field(),
        ],
        titles: &[Self::STATUS.title(), Self::OWNER.title()],
    };
}
