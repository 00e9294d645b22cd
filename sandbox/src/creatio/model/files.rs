//! Files: an object for each kind of record that can have some.

use super::entity::{Column, Entity, guid, part_of, stream, text};

/// Where a file can be of any kind of record.
const OF_ANY: &[Column] = &[text("RecordSchemaName"), guid("RecordId").sorted()];

/// `SysImage`.
pub(crate) static SYS_IMAGE: Entity =
    Entity::new("SysImage", "Image", &[text("Name"), text("MimeType"), stream("Data")]);

/// `WebitelChatFile`.
pub(crate) static WEBITEL_CHAT_FILE: Entity =
    Entity::file("WebitelChatFile", "Webitel chat file", &[part_of("WebitelChat", "WebitelChat")]);

/// `FeedFile`.
pub(crate) static FEED_FILE: Entity = Entity::file("FeedFile", "Feed attachment", OF_ANY);

pub(super) static ENTITIES: &[&Entity] = &[
    &Entity::lookup("FileType", "File types", &[]),
    &SYS_IMAGE,
    &WEBITEL_CHAT_FILE,
    &Entity::file("ContactFile", "Contact attachment", &[part_of("Contact", "Contact")]),
    &Entity::file("AccountFile", "Account attachment", &[part_of("Account", "Account")]),
    &Entity::file("CaseFile", "Case attachment", &[part_of("Case", "Case")]),
    &Entity::file("ActivityFile", "Activity attachment", &[part_of("Activity", "Activity")]),
    &FEED_FILE,
    &Entity::file("SysFile", "Uploaded file", OF_ANY),
];
