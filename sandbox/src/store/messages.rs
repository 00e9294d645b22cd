//! Messages.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{ChannelId, ConversationId, FileId, MessageId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::{File, Message, Variables};

use super::{all, first, from_json, run, to_json};

/// What replaces the text of a deleted message.
pub(crate) const DELETED: &str = "[deleted]";

/// What somebody writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) file: Option<File>,
    /// Only in messages that the server makes itself.
    pub(crate) variables: Option<Variables>,
    /// The name that the customer's page gave the message.
    pub(crate) key: Option<String>,
}

impl Content {
    /// Nothing but text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

pub(super) const COLUMNS: &str =
    "id, channel_id, created_at, updated_at, type, text, file_id, file_url, file_mime,
    file_size, file_name, variables";

pub(super) fn read(row: &Row) -> Result<Message> {
    let file = match row.get::<_, Option<i64>>(6)? {
        None => None,
        Some(id) => Some(File {
            id: FileId(id),
            url: row.get(7)?,
            mime: row.get(8)?,
            size: row.get(9)?,
            name: row.get(10)?,
            malware: false,
        }),
    };
    let updated_at: i64 = row.get(3)?;
    Ok(Message {
        id: MessageId(row.get(0)?),
        channel_id: row.get::<_, Option<_>>(1)?.map(ChannelId),
        created_at: Some(Millis(row.get(2)?)),
        updated_at: (updated_at != 0).then_some(Millis(updated_at)),
        kind: row.get(4)?,
        text: row.get(5)?,
        file,
        postback: None,
        contact: None,
        variables: row.get::<_, Option<String>>(11)?.as_deref().map(from_json).transpose()?,
    })
}

/// Stores a message; the sender's channel is `None` for the flow.
pub(crate) fn add(
    db: &Connection,
    conversation: ConversationId,
    channel: Option<ChannelId>,
    content: Content,
    now: Millis,
) -> Result<Message> {
    let kind = if content.file.is_some() { "file" } else { "text" };
    let file = content.file.as_ref();
    run(
        db,
        "INSERT INTO messages (conversation_id, channel_id, created_at, type, text, file_id, file_url,
             file_mime, file_size, file_name, variables, customer_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            conversation.0,
            channel.map(|channel| channel.0),
            now.0,
            kind,
            content.text,
            file.map(|file| file.id.0),
            file.map_or("", |file| &file.url),
            file.map_or("", |file| &file.mime),
            file.map_or(0, |file| file.size),
            file.map_or("", |file| &file.name),
            content.variables.as_ref().map(to_json).transpose()?,
            content.key,
        ],
    )?;
    Ok(Message {
        id: MessageId(db.last_insert_rowid()),
        channel_id: channel,
        created_at: Some(now),
        updated_at: None,
        kind: kind.to_owned(),
        text: content.text,
        file: content.file,
        postback: None,
        contact: None,
        variables: content.variables,
    })
}

/// The message that the customer's page named so.
pub(crate) fn by_key(db: &Connection, id: ConversationId, key: &str) -> Result<Option<Message>> {
    first(
        db,
        &format!("SELECT {COLUMNS} FROM messages WHERE conversation_id = ?1 AND customer_key = ?2"),
        params![id.0, key],
        read,
    )
}

/// What the customer's page named a message.
pub(crate) fn key_of(db: &Connection, id: MessageId) -> Result<Option<String>> {
    first(db, "SELECT customer_key FROM messages WHERE id = ?1", [id.0], |row| row.get(0))
        .map(Option::flatten)
}

/// A message and its conversation.
pub(crate) fn get(db: &Connection, id: MessageId) -> Result<Option<(ConversationId, Message)>> {
    first(db, &format!("SELECT {COLUMNS}, conversation_id FROM messages WHERE id = ?1"), [id.0], |row| {
        Ok((ConversationId(row.get(12)?), read(row)?))
    })
}

/// The newest messages of a conversation, **newest first**.
pub(crate) fn newest(db: &Connection, id: ConversationId, limit: i64) -> Result<Vec<Message>> {
    all(
        db,
        &format!("SELECT {COLUMNS} FROM messages WHERE conversation_id = ?1 ORDER BY id DESC LIMIT ?2"),
        params![id.0, limit],
        read,
    )
}

/// The messages of a conversation after one of them, oldest first; after id 0 come all.
pub(crate) fn after(db: &Connection, id: ConversationId, message: MessageId) -> Result<Vec<Message>> {
    all(
        db,
        &format!("SELECT {COLUMNS} FROM messages WHERE conversation_id = ?1 AND id > ?2 ORDER BY id"),
        params![id.0, message.0],
        read,
    )
}

/// When a channel last wrote something.
pub(crate) fn last_of(db: &Connection, id: ConversationId, channel: ChannelId) -> Result<Option<Millis>> {
    first(
        db,
        "SELECT created_at FROM messages WHERE conversation_id = ?1 AND channel_id = ?2 ORDER BY id DESC LIMIT 1",
        params![id.0, channel.0],
        |row| row.get(0).map(Millis),
    )
}

/// Changes the text of a message, as a customer does who edits or takes back.
pub(crate) fn set_text(db: &Connection, id: MessageId, text: &str, now: Millis) -> Result<()> {
    run(db, "UPDATE messages SET text = ?2, updated_at = ?3 WHERE id = ?1", params![id.0, text, now.0])
        .map(drop)
}

/// How many messages a conversation has.
pub(crate) fn count(db: &Connection, id: ConversationId) -> Result<i64> {
    db.prepare_cached("SELECT count(*) FROM messages WHERE conversation_id = ?1")?
        .query_row([id.0], |row| row.get(0))
}
