//! What users are told of feeds, and by what it shows that a record or its feed has changed.

use serde::Deserialize;

use super::entity::{Column, Entity, Lookup, Row, Shape, created_on, id, modified_on};
use super::lookup::ESNNotificationType;
use super::moment;
use super::people::Contact;
use super::record::WebitelChat;
use crate::ids::crm::{Guid, PostId, RecordId};
use crate::time::Millis;

/// That a user is told something.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct EsnNotification {
    /// Its key.
    pub id: Option<Guid>,
    /// What happened, in words.
    pub r#type: String,
    /// Who did it.
    pub created_by: String,
    /// When.
    #[serde(deserialize_with = "moment::maybe")]
    pub created_on: Option<Millis>,
    /// The post or comment that it is about.
    pub social_message_id: Option<PostId>,
}

impl Entity for EsnNotification {
    const SET: &'static str = "ESNNotification";
    type Id = Guid;
}

impl EsnNotification {
    /// What happened.
    pub const TYPE: Lookup<Self, ESNNotificationType> = Lookup::new("Type");
    /// Who is told.
    pub const OWNER: Lookup<Self, Contact> = Lookup::new("Owner");
    /// Who did it.
    pub const CREATED_BY: Lookup<Self, Contact> = Lookup::new("CreatedBy");
    /// What it is about.
    pub const MESSAGE: Lookup<Self, SocialMessage> = Lookup::new("SocialMessage");
    /// Whether it was read.
    pub const IS_READ: Column<Self, bool> = Column::new("IsRead");
}

impl Row for EsnNotification {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[
            id::<Self>().field(),
            created_on::<Self>().field(),
            Self::TYPE.field(),
            Self::CREATED_BY.field(),
            Self::MESSAGE.field(),
        ],
        titles: &[Self::TYPE.title(), Self::CREATED_BY.title()],
    };
}

/// A post or a comment, as it is stored: to be read only, because the services keep the counts.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SocialMessage {
    /// Its key.
    pub id: Option<PostId>,
    /// HTML.
    pub message: String,
    /// The object of the record in whose feed it is.
    #[serde(rename = "EntitySchemaUId")]
    pub schema: Option<Guid>,
    /// That record.
    pub entity_id: Option<Guid>,
}

impl Entity for SocialMessage {
    const SET: &'static str = "SocialMessage";
    type Id = PostId;
}

impl SocialMessage {
    /// HTML.
    pub const MESSAGE: Column<Self, String> = Column::new("Message");
    /// The object of the record.
    pub const SCHEMA: Column<Self, Guid> = Column::new("EntitySchemaUId");
    /// The record.
    pub const ENTITY: Column<Self, Guid> = Column::new("EntityId");
    /// When it was written, changed, liked or commented on.
    pub const LAST_ACTION: Column<Self, Millis> = Column::new("LastActionOn");
}

impl Row for SocialMessage {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[id::<Self>().field(), Self::MESSAGE.field(), Self::SCHEMA.field(), Self::ENTITY.field()],
        titles: &[],
    };
}

/// When something last happened to a post.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeedStamp {
    /// When.
    #[serde(deserialize_with = "moment::maybe")]
    pub last_action_on: Option<Millis>,
}

impl Row for FeedStamp {
    type Of = SocialMessage;
    const SHAPE: Shape<SocialMessage> = Shape { fields: &[SocialMessage::LAST_ACTION.field()], titles: &[] };
}

/// When a chat's record was last changed, and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct RecordStamp {
    /// Its key.
    pub id: Option<RecordId>,
    /// What it is called.
    pub name: String,
    /// When.
    #[serde(deserialize_with = "moment::maybe")]
    pub modified_on: Option<Millis>,
}

impl Row for RecordStamp {
    type Of = WebitelChat;
    const SHAPE: Shape<WebitelChat> = Shape {
        fields: &[
            id::<WebitelChat>().field(),
            WebitelChat::NAME.field(),
            modified_on::<WebitelChat>().field(),
        ],
        titles: &[],
    };
}
