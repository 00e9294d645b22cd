//! What is known of stored files; their bytes lie beside the database.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{ConversationId, FileId};
use webitel_chats::time::Millis;

use super::{first, run};

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredFile {
    pub(crate) id: FileId,
    pub(crate) conversation: ConversationId,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) size: i64,
    pub(crate) malware: bool,
}

fn read(row: &Row) -> Result<StoredFile> {
    Ok(StoredFile {
        id: FileId(row.get(0)?),
        conversation: ConversationId(row.get(1)?),
        name: row.get(2)?,
        mime: row.get(3)?,
        size: row.get(4)?,
        malware: row.get(5)?,
    })
}

/// Notes a new file; the id given in `file` is ignored.
pub(crate) fn add(db: &Connection, file: &StoredFile, now: Millis) -> Result<FileId> {
    run(
        db,
        "INSERT INTO files (conversation_id, name, mime, size, malware, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![file.conversation.0, file.name, file.mime, file.size, file.malware, now.0],
    )?;
    Ok(FileId(db.last_insert_rowid()))
}

pub(crate) fn get(db: &Connection, id: FileId) -> Result<Option<StoredFile>> {
    first(db, "SELECT id, conversation_id, name, mime, size, malware FROM files WHERE id = ?1", [id.0], read)
}
