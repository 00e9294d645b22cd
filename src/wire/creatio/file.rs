//! Files and links of a chat's record, and pictures.

use serde::Deserialize;

use super::entity::{Column, Entity, Lookup, Row, Shape, Titled, id};
use super::lookup::FileType;
use super::moment;
use super::people::Contact;
use super::record::WebitelChat;
use crate::ids::crm::{AttachmentId, Guid, LookupId};
use crate::time::Millis;

/// A file or a link of a chat's record.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct WebitelChatFile {
    /// Its key.
    pub id: Option<AttachmentId>,
    /// The file's name, or the link's address.
    pub name: String,
    /// What a link is called; empty for most files.
    pub notes: String,
    /// Whether it is a file or a link.
    pub type_id: Option<LookupId>,
    /// Bytes.
    pub size: u64,
    /// When it was attached.
    #[serde(deserialize_with = "moment::maybe")]
    pub created_on: Option<Millis>,
    /// Who attached it.
    pub created_by: String,
}

impl Entity for WebitelChatFile {
    const SET: &'static str = "WebitelChatFile";
    type Id = AttachmentId;
}

impl WebitelChatFile {
    /// The file's name, or the link's address.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// What it is called.
    pub const NOTES: Column<Self, String> = Column::new("Notes");
    /// Whether it is a file or a link.
    pub const TYPE: Lookup<Self, FileType> = Lookup::new("Type");
    /// Bytes.
    pub const SIZE: Column<Self, i64> = Column::new("Size");
    /// When it was attached.
    pub const CREATED_ON: Column<Self, Millis> = Column::new("CreatedOn");
    /// Who attached it.
    pub const CREATED_BY: Lookup<Self, Contact> = Lookup::new("CreatedBy");
    /// The record.
    pub const CHAT: Lookup<Self, WebitelChat> = Lookup::new("WebitelChat");
}

impl Titled for WebitelChatFile {
    const TITLE: Column<Self, String> = Self::NAME;
}

impl Row for WebitelChatFile {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[
            id::<Self>().field(),
            Self::NAME.field(),
            Self::NOTES.field(),
            Self::TYPE.field(),
            Self::SIZE.field(),
            Self::CREATED_ON.field(),
            Self::CREATED_BY.field(),
        ],
        titles: &[Self::CREATED_BY.title()],
    };
}

/// A picture.
pub struct SysImage;

impl Entity for SysImage {
    const SET: &'static str = "SysImage";
    type Id = Guid;
}
