//! The database. Functions take a connection, so they work inside a command's transaction
//! and outside of one; each module owns the tables of one thing.

pub(crate) mod agent_chats;
pub(crate) mod agents;
pub(crate) mod attempts;
pub(crate) mod channels;
pub(crate) mod contacts;
pub(crate) mod conversations;
pub(crate) mod dialogs;
pub(crate) mod files;
pub(crate) mod invites;
pub(crate) mod messages;
pub(crate) mod plans;
pub(crate) mod queues;
pub(crate) mod quick_replies;
pub(crate) mod reports;
pub(crate) mod settings;
pub(crate) mod teams;
pub(crate) mod users;

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::creatio::{reference, schema};

/// A team of agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct TeamId(pub(crate) i64);

/// A skill that agents have and queues ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct SkillId(pub(crate) i64);

/// A database, or why it can't be used.
type Opened = std::result::Result<Connection, Box<dyn std::error::Error>>;

/// Goes up whenever the schema changes in a way that an older data folder does not fit.
const SCHEMA_VERSION: i64 = 1;

/// Opens the database, creating what is missing. Refuses one of another version.
///
/// Commits survive the end of the process at any moment (the write-ahead log is in the
/// system's hands); only a power cut may lose the last ones.
pub(crate) fn open(path: &Path) -> Opened {
    prepare(Connection::open(path)?)
}

/// A further connection to an open database, only for reading.
pub(crate) fn open_aside(path: &Path) -> Opened {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "cache_size", CACHE_KIB)?;
    db.set_prepared_statement_cache_capacity(256);
    schema::compare_texts(&db)?;
    Ok(db)
}

/// Memory for pages of the database, in KiB; negative as SQLite wants it.
const CACHE_KIB: i64 = -65_536;

/// How long a connection waits for another one's turn.
const BUSY: Duration = Duration::from_secs(5);

/// A database that vanishes with the connection.
#[cfg(test)]
pub(crate) fn in_memory() -> Opened {
    prepare(Connection::open_in_memory()?)
}

fn prepare(db: Connection) -> Opened {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "NORMAL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "cache_size", CACHE_KIB)?;
    db.set_prepared_statement_cache_capacity(256);
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && version != SCHEMA_VERSION {
        let why = "it is of another version of the sandbox; remove the folder or name another one";
        return Err(why.into());
    }
    let schema = include_str!("store/schema.sql");
    db.execute_batch(&format!("BEGIN; {schema} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"))?;
    schema::compare_texts(&db)?;
    let all = db.unchecked_transaction()?;
    schema::create(&all)?;
    reference::put(&all).map_err(|refusal| refusal.words())?;
    all.commit()?;
    Ok(db)
}

/// The first row of a query, if there is one.
fn first<T>(
    db: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl FnOnce(&Row) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    db.prepare_cached(sql)?.query_row(params, read).optional()
}

/// All rows of a query.
fn all<T>(
    db: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    db.prepare_cached(sql)?.query_map(params, read)?.collect()
}

/// Runs a statement and says how many rows it changed.
fn run(db: &Connection, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<usize> {
    db.prepare_cached(sql)?.execute(params)
}

/// The word that a value is on the wire, which is how it is kept.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A kept word as a value.
pub(crate) fn from_word<T: DeserializeOwned>(word: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(unreadable)
}

/// Kept JSON as a value.
fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(unreadable)
}

fn to_json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_another_version_is_refused() {
        let older = in_memory().unwrap();
        older.pragma_update(None, "user_version", SCHEMA_VERSION - 1).unwrap();
        assert!(prepare(older).is_err());
        assert!(prepare(in_memory().unwrap()).is_ok());
    }
}
