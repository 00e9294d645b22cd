//! The bytes of stream columns.

use rusqlite::{Connection, OptionalExtension, Result, params};
use uuid::Uuid;

use super::value::of_guid;

/// The media type and the bytes of a record's column, if there are any.
pub(crate) fn get(db: &Connection, record: Uuid, field: &str) -> Result<Option<(String, Vec<u8>)>> {
    db.prepare_cached("SELECT mime, bytes FROM crm_streams WHERE record = ?1 AND field = ?2")?
        .query_row(params![of_guid(record), field], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// How many bytes a record's column has.
pub(crate) fn size(db: &Connection, record: Uuid, field: &str) -> Result<i64> {
    let sql = "SELECT length(bytes) FROM crm_streams WHERE record = ?1 AND field = ?2";
    let size =
        db.prepare_cached(sql)?.query_row(params![of_guid(record), field], |row| row.get(0)).optional()?;
    Ok(size.unwrap_or_default())
}

/// Sets the bytes; none at all removes what is there.
pub(crate) fn put(db: &Connection, record: Uuid, field: &str, mime: &str, bytes: &[u8]) -> Result<()> {
    if bytes.is_empty() {
        let sql = "DELETE FROM crm_streams WHERE record = ?1 AND field = ?2";
        return db.prepare_cached(sql)?.execute(params![of_guid(record), field]).map(drop);
    }
    db.prepare_cached(
        "INSERT INTO crm_streams (record, field, mime, bytes) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (record, field) DO UPDATE SET mime = ?3, bytes = ?4",
    )?
    .execute(params![of_guid(record), field, mime, bytes])
    .map(drop)
}

/// Adds bytes to the end.
pub(crate) fn append(db: &Connection, record: Uuid, field: &str, bytes: &[u8]) -> Result<()> {
    db.prepare_cached(
        "UPDATE crm_streams SET bytes = CAST(bytes || ?3 AS BLOB) WHERE record = ?1 AND field = ?2",
    )?
    .execute(params![of_guid(record), field, bytes])
    .map(drop)
}
