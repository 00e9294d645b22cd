//! What was said in a chat, as the CRM keeps it for those who did not take part.

use serde::Deserialize;

use super::entity::{Column, Entity, Lookup, Row, Shape, created_on, id};
use super::moment;
use super::record::WebitelChat;
use crate::ids::crm::Guid;
use crate::time::Millis;

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct WebitelChatMessage {
    /// Webitel's number of it.
    pub position: i64,
    /// When it was written.
    #[serde(deserialize_with = "moment::maybe")]
    pub created_on: Option<Millis>,
    /// What it says.
    pub message: String,
    /// `client`, `agent` or `bot`.
    pub author_kind: String,
    /// Who wrote it.
    pub author_name: String,
    /// The number of its file in Webitel's storage; 0 where it has none.
    pub file_id: i64,
    /// The file's name.
    pub file_name: String,
    /// The file's media type.
    pub file_type: String,
    /// Bytes.
    pub file_size: u64,
}

impl Entity for WebitelChatMessage {
    const SET: &'static str = "WebitelChatMessage";
    type Id = Guid;
}

impl WebitelChatMessage {
    /// The record of the chat.
    pub const CHAT: Lookup<Self, WebitelChat> = Lookup::new("WebitelChat");
    /// Webitel's number of it.
    pub const POSITION: Column<Self, i64> = Column::new("Position");
    const MESSAGE: Column<Self, String> = Column::new("Message");
    const AUTHOR_KIND: Column<Self, String> = Column::new("AuthorKind");
    const AUTHOR_NAME: Column<Self, String> = Column::new("AuthorName");
    const FILE_ID: Column<Self, i64> = Column::new("FileId");
    const FILE_NAME: Column<Self, String> = Column::new("FileName");
    const FILE_TYPE: Column<Self, String> = Column::new("FileType");
    const FILE_SIZE: Column<Self, i64> = Column::new("FileSize");
}

impl Row for WebitelChatMessage {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[
            id::<Self>().field(),
            created_on::<Self>().field(),
            Self::POSITION.field(),
            Self::MESSAGE.field(),
            Self::AUTHOR_KIND.field(),
            Self::AUTHOR_NAME.field(),
            Self::FILE_ID.field(),
            Self::FILE_NAME.field(),
            Self::FILE_TYPE.field(),
            Self::FILE_SIZE.field(),
        ],
        titles: &[],
    };
}
