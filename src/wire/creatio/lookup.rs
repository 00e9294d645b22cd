//! Lookups: objects of which hardly more than the name matters.

use serde::Deserialize;

use super::entity::{Column, Entity, Field, Lookup, Row, Shape, Titled, id, modified_on};
use super::moment;
use crate::ids::crm::{CrmUserId, LookupId, ResultId};
use crate::time::Millis;

/// Defines a lookup, which is shown by its name.
macro_rules! lookup {
    ($(#[$doc:meta])* $name:ident, $id:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
        #[serde(default, rename_all = "PascalCase")]
        pub struct $name {
            /// Its key.
            pub id: Option<$id>,
            /// Its name, in the user's language.
            pub name: String,
        }

        impl Entity for $name {
            const SET: &'static str = stringify!($name);
            type Id = $id;
        }

        impl $name {
            /// The name.
            pub const NAME: Column<Self, String> = Column::new("Name");
        }

        impl Titled for $name {
            const TITLE: Column<Self, String> = Self::NAME;
        }

        impl Row for $name {
            type Of = Self;
            const SHAPE: Shape<Self> =
                Shape { fields: const { &[id::<$name>().field(), $name::NAME.field()] as &[Field<Self>] }, titles: &[] };
        }
    };
}

lookup! {
    /// How far a chat's record has come.
    WebitelChatState, LookupId
}

lookup! {
    /// What came of a chat.
    WebitelChatResult, ResultId
}

lookup! {
    /// How far an activity has come.
    ActivityStatus, LookupId
}

lookup! {
    /// Of what a user is told: a comment, a mention, a change …
    ESNNotificationType, LookupId
}

lookup! {
    /// Whether an activity is a task, a call or an e-mail.
    ActivityType, LookupId
}

lookup! {
    /// What an activity is for.
    ActivityCategory, LookupId
}

lookup! {
    /// Whether an e-mail came or goes.
    EmailType, LookupId
}

lookup! {
    /// How far a case has come.
    CaseStatus, LookupId
}

lookup! {
    /// Whether a contact is a client or an employee.
    ContactType, LookupId
}

lookup! {
    /// What kind of number or address it is.
    CommunicationType, LookupId
}

lookup! {
    /// Whether an attachment is a file or a link.
    FileType, LookupId
}

lookup! {
    /// A user, or a role.
    SysAdminUnit, CrmUserId
}

lookup! {
    /// A way by which customers write.
    Channel, LookupId
}

impl ActivityStatus {
    /// Whether nothing is left to do.
    pub const FINISH: Column<Self, bool> = Column::new("Finish");
}

impl ActivityCategory {
    /// The type whose activities it divides.
    pub const OF: Lookup<Self, ActivityType> = Lookup::new("ActivityType");
}

impl Channel {
    /// The provider, as Webitel calls it: `telegram`.
    pub const SOURCE: Column<Self, String> = Column::new("Source");
}

impl WebitelChatState {
    /// Its place in the order of states.
    pub const POSITION: Column<Self, i64> = Column::new("Position");
}

/// A ready-made text.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct WebitelChatHelloMessage {
    /// Its key.
    pub id: Option<LookupId>,
    /// By what it is found.
    pub name: String,
    /// The text.
    pub description: String,
}

impl Entity for WebitelChatHelloMessage {
    const SET: &'static str = "WebitelChatHelloMessage";
    type Id = LookupId;
}

impl WebitelChatHelloMessage {
    /// By what it is found.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// The text.
    pub const DESCRIPTION: Column<Self, String> = Column::new("Description");
}

impl Row for WebitelChatHelloMessage {
    type Of = Self;
    const SHAPE: Shape<Self> =
        Shape { fields: &[id::<Self>().field(), Self::NAME.field(), Self::DESCRIPTION.field()], titles: &[] };
}

/// When a ready-made text was last changed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct HelloStamp {
    /// When.
    #[serde(deserialize_with = "moment::maybe")]
    pub modified_on: Option<Millis>,
}

impl Row for HelloStamp {
    type Of = WebitelChatHelloMessage;
    const SHAPE: Shape<WebitelChatHelloMessage> =
        Shape { fields: &[modified_on::<WebitelChatHelloMessage>().field()], titles: &[] };
}
