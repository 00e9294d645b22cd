//! Single values of the installation.

use rusqlite::{Connection, Result, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{first, from_json, run, to_json};

/// A value, if it was ever set.
pub(crate) fn get<T: DeserializeOwned>(db: &Connection, name: &str) -> Result<Option<T>> {
    let text: Option<String> =
        first(db, "SELECT value FROM settings WHERE name = ?1", [name], |row| row.get(0))?;
    text.as_deref().map(from_json).transpose()
}

/// Sets a value.
pub(crate) fn put<T: Serialize>(db: &Connection, name: &str, value: &T) -> Result<()> {
    run(
        db,
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
        params![name, to_json(value)?],
    )
    .map(drop)
}
