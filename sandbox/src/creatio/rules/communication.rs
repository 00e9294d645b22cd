//! The numbers and addresses of a contact stand in its own columns and in rows of their own;
//! whoever writes one of both writes the other.

use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use uuid::Uuid;

use crate::creatio::model::{CONTACT, CONTACT_COMMUNICATION};
use crate::creatio::refusal::Outcome;
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::value::of_guid;
use crate::creatio::{ids, records};

/// The columns of a contact and the types of communication that they stand for.
const COLUMNS: [(&str, Uuid); 4] = [
    ("Phone", ids::BUSINESS_PHONE),
    ("MobilePhone", ids::MOBILE_PHONE),
    ("HomePhone", ids::HOME_PHONE),
    ("Email", ids::EMAIL),
];

/// What a number is searched by: its digits; an address stays as it is.
pub(super) fn search_number(number: &str) -> String {
    if number.contains('@') {
        return number.trim().to_lowercase();
    }
    number.chars().filter(char::is_ascii_digit).collect()
}

/// A new row knows what it is searched by.
pub(super) fn fill_in(fields: &mut Fields) {
    fields.set("SearchNumber", search_number(fields.text("Number")));
}

/// Writes the rows of the columns that a contact was given.
pub(crate) fn from_contact(db: &Connection, caller: &Caller, contact: Uuid, fields: &Fields) -> Outcome<()> {
    for (column, kind) in COLUMNS.iter().filter(|(column, _)| fields.has(column)) {
        let number = fields.text(column);
        let rows = rows(db, contact, *kind)?;
        match (rows.first().and_then(|row| row.guid("Id")), number.is_empty()) {
            (Some(row), true) => drop(table::delete(db, &CONTACT_COMMUNICATION, row)?),
            (Some(row), false) => {
                let mut changed = Fields::default();
                changed.set("Number", number.to_owned());
                changed.set("SearchNumber", search_number(number));
                table::update(db, &CONTACT_COMMUNICATION, row, &changed)?;
            }
            (None, true) => {}
            (None, false) => {
                table::insert(db, &CONTACT_COMMUNICATION, &new_row(caller, contact, *kind, number))?
            }
        }
    }
    Ok(())
}

fn new_row(caller: &Caller, contact: Uuid, kind: Uuid, number: &str) -> Fields {
    let mut row = records::stamped(caller);
    row.set_guid("ContactId", contact);
    row.set_guid("CommunicationTypeId", kind);
    row.set("Number", number.to_owned());
    row.set("Primary", Cell::Integer(1));
    fill_in(&mut row);
    row
}

/// Writes the contact's column for the type of a row: the oldest row counts.
pub(super) fn to_contact(db: &Connection, row: &Fields) -> Outcome<()> {
    let (Some(contact), Some(kind)) = (row.guid("ContactId"), row.guid("CommunicationTypeId")) else {
        return Ok(());
    };
    let Some((column, _)) = COLUMNS.iter().find(|(_, own)| *own == kind) else { return Ok(()) };
    let rows = rows(db, contact, kind)?;
    let mut changed = Fields::default();
    changed.set(column, rows.first().map_or("", |row| row.text("Number")).to_owned());
    table::update(db, &CONTACT, contact, &changed)?;
    Ok(())
}

fn rows(db: &Connection, contact: Uuid, kind: Uuid) -> rusqlite::Result<Vec<Fields>> {
    let condition =
        "\"ContactId\" = ? AND \"CommunicationTypeId\" = ? ORDER BY \"Primary\" DESC, \"CreatedOn\", \"Id\"";
    table::find(db, &CONTACT_COMMUNICATION, condition, &[of_guid(contact), of_guid(kind)])
}
