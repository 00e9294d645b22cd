//! The feed: posts, comments, and who follows what.

use serde::{Deserialize, Serialize};

use super::entity::{Column, Entity, Lookup, Row, Shape, id};
use super::lookup::SysAdminUnit;
use super::moment;
use crate::ids::crm::{AttachmentId, ContactId, Guid, LookupId, PostId};
use crate::time::Millis;

/// That a user follows a record.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SocialSubscription {
    /// Its key.
    pub id: Option<LookupId>,
}

impl Entity for SocialSubscription {
    const SET: &'static str = "SocialSubscription";
    type Id = LookupId;
}

impl SocialSubscription {
    /// Who follows.
    pub const USER: Lookup<Self, SysAdminUnit> = Lookup::new("SysAdminUnit");
    /// What is followed.
    pub const ENTITY: Column<Self, Guid> = Column::new("EntityId");
}

impl Row for SocialSubscription {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape { fields: &[id::<Self>().field()], titles: &[] };
}

/// A post or a comment, as the feed's service gives it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Post {
    /// Its key.
    pub id: Option<PostId>,
    /// HTML.
    pub message: String,
    /// When it was written.
    #[serde(deserialize_with = "moment::maybe")]
    pub created_on: Option<Millis>,
    /// When it was last changed.
    #[serde(deserialize_with = "moment::maybe")]
    pub modified_on: Option<Millis>,
    /// Who wrote it.
    pub created_by: Author,
    /// How many like it.
    pub like_count: u32,
    /// How many comments it has.
    pub comment_count: u32,
    /// Whether this user likes it.
    pub is_liked: bool,
}

/// Who wrote a post.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Author {
    /// The contact.
    pub value: Option<ContactId>,
    /// The name.
    pub display_value: String,
    /// The picture.
    pub primary_image_value: Option<Guid>,
}

/// A contact that can be mentioned.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Mentioned {
    /// The contact.
    pub id: Option<ContactId>,
    /// The name.
    pub name: String,
}

/// A file of a post.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeedFile {
    /// Its key.
    pub id: Option<AttachmentId>,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// The post.
    pub record_id: Option<PostId>,
}

impl Entity for FeedFile {
    const SET: &'static str = "FeedFile";
    type Id = AttachmentId;
}

impl FeedFile {
    /// Its name.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// Bytes.
    pub const SIZE: Column<Self, i64> = Column::new("Size");
    /// The post.
    pub const RECORD: Column<Self, PostId> = Column::new("RecordId");
    /// The object of what it belongs to.
    pub const OBJECT: Column<Self, String> = Column::new("RecordSchemaName");
}

impl Row for FeedFile {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[id::<Self>().field(), Self::NAME.field(), Self::SIZE.field(), Self::RECORD.field()],
        titles: &[],
    };
}

/// What the feed's service is told of a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NewPost {
    /// Its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<PostId>,
    /// The object of the record that it is about.
    #[serde(rename = "SchemaUId", skip_serializing_if = "Option::is_none")]
    pub schema: Option<Guid>,
    /// The record that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<Guid>,
    /// The post on which it is a comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<PostId>,
    /// HTML.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message: String,
}
