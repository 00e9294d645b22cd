//! Files of records: their bytes, and what the record says of them.

use rusqlite::Connection;
use uuid::Uuid;

use super::model::{Entity, Form, Kind};
use super::refusal::{Outcome, Refusal};
use super::rights::{check_reads, check_writes};
use super::session::Caller;
use super::table::{self, Fields};
use super::{odata, streams};
use crate::app::Act;

/// The stream column of an object for files.
pub(crate) const DATA: &str = "Data";

/// The bytes of a file and what it is called.
pub(crate) struct Stored {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: Vec<u8>,
}

/// Sets the bytes of a record's stream column; none at all removes them.
pub(crate) fn put_bytes(
    act: &mut Act,
    caller: &Caller,
    entity: &'static Entity,
    id: Uuid,
    field: &str,
    mime: &str,
    bytes: &[u8],
) -> Outcome<()> {
    check_bytes(&act.db, caller, entity, id, field, bytes.len())?;
    streams::put(&act.db, id, field, mime, bytes)?;
    note_size(&act.db, entity, id, field)
}

/// Adds bytes to a record's stream column.
pub(crate) fn append_bytes(
    act: &mut Act,
    caller: &Caller,
    entity: &'static Entity,
    id: Uuid,
    bytes: &[u8],
) -> Outcome<()> {
    let before = usize::try_from(streams::size(&act.db, id, DATA)?).unwrap_or(usize::MAX);
    check_bytes(&act.db, caller, entity, id, DATA, before.saturating_add(bytes.len()))?;
    streams::append(&act.db, id, DATA, bytes)?;
    note_size(&act.db, entity, id, DATA)
}

fn check_bytes(
    db: &Connection,
    caller: &Caller,
    entity: &'static Entity,
    id: Uuid,
    field: &str,
    size: usize,
) -> Outcome<()> {
    check_writes(db, caller, entity)?;
    if !entity.columns().any(|column| column.name == field && column.kind == Kind::Stream) {
        return Err(Refusal::NotThere(format!("{} has no stream {field}.", entity.name)));
    }
    if !table::exists(db, entity, id)? {
        return Err(Refusal::NotThere(format!("Item with id {id} not found in {}.", entity.name)));
    }
    if size > odata::LARGEST_BODY {
        return Err(Refusal::TooLarge("The file exceeds the maximum size of 10 MB.".to_owned()));
    }
    Ok(())
}

/// The server itself says how large a file is.
fn note_size(db: &Connection, entity: &Entity, id: Uuid, field: &str) -> Outcome<()> {
    if entity.form == Form::File {
        let mut fields = Fields::default();
        fields.set("Size", streams::size(db, id, field)?);
        table::update(db, entity, id, &fields)?;
    }
    Ok(())
}

/// A file as it is given out.
pub(crate) fn read(db: &Connection, caller: &Caller, entity: &'static Entity, id: Uuid) -> Outcome<Stored> {
    check_reads(db, caller, entity)?;
    let missing = || Refusal::NotThere(format!("File {id} not found in {}.", entity.name));
    let record = table::get(db, entity, id)?.ok_or_else(missing)?;
    let (mime, bytes) = streams::get(db, id, DATA)?.ok_or_else(missing)?;
    Ok(Stored { name: record.text("Name").to_owned(), mime, bytes })
}
