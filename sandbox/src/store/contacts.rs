//! The directory of contacts: people who are known by name.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{ContactId, ConversationId, UserId};

use super::conversations::Customer;
use super::{all, first, from_json, run, to_json};

/// Somebody who is known by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contact {
    /// 0 before it is stored.
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) phones: Vec<String>,
    pub(crate) emails: Vec<String>,
}

const COLUMNS: &str = "id, name, about, phones, emails";

fn read(row: &Row) -> Result<Contact> {
    Ok(Contact {
        id: row.get(0)?,
        name: row.get(1)?,
        about: row.get(2)?,
        phones: from_json(&row.get::<_, String>(3)?)?,
        emails: from_json(&row.get::<_, String>(4)?)?,
    })
}

pub(crate) fn add(db: &Connection, contact: &Contact) -> Result<ContactId> {
    run(
        db,
        "INSERT INTO contacts (name, about, phones, emails) VALUES (?1, ?2, ?3, ?4)",
        params![contact.name, contact.about, to_json(&contact.phones)?, to_json(&contact.emails)?],
    )?;
    Ok(ContactId(db.last_insert_rowid()))
}

pub(crate) fn get(db: &Connection, id: ContactId) -> Result<Option<Contact>> {
    first(db, &format!("SELECT {COLUMNS} FROM contacts WHERE id = ?1"), [id.0], read)
}

/// The contact of this name.
pub(crate) fn by_name(db: &Connection, name: &str) -> Result<Option<Contact>> {
    first(db, &format!("SELECT {COLUMNS} FROM contacts WHERE name = ?1 ORDER BY id"), [name], read)
}

/// The contact that a customer was linked to.
pub(crate) fn of_customer(db: &Connection, customer: UserId) -> Result<Option<Contact>> {
    first(
        db,
        &format!(
            "SELECT {COLUMNS} FROM contacts WHERE id = (SELECT contact_id FROM customers WHERE id = ?1)"
        ),
        [customer.0],
        read,
    )
}

/// The contacts whose name, number or address fits a pattern of `LIKE`, by name.
pub(crate) fn find(db: &Connection, pattern: &str, limit: i64, offset: i64) -> Result<Vec<Contact>> {
    all(
        db,
        &format!(
            r"SELECT {COLUMNS} FROM contacts
              WHERE name LIKE ?1 ESCAPE '\' OR phones LIKE ?1 ESCAPE '\' OR emails LIKE ?1 ESCAPE '\'
              ORDER BY name, id LIMIT ?2 OFFSET ?3"
        ),
        params![pattern, limit, offset],
        read,
    )
}

/// The customers that are this contact.
pub(crate) fn customers(db: &Connection, id: ContactId) -> Result<Vec<Customer>> {
    all(
        db,
        "SELECT id, source, external_id, name, contact_id FROM customers WHERE contact_id = ?1 ORDER BY id",
        [id.0],
        super::conversations::read_customer,
    )
}

/// The conversations of a contact in which a user takes or took part, newest first.
pub(crate) fn chats(db: &Connection, id: ContactId, participant: UserId) -> Result<Vec<ConversationId>> {
    all(
        db,
        "SELECT c.id FROM conversations c JOIN customers u ON u.id = c.customer_id
         WHERE u.contact_id = ?1
           AND EXISTS (SELECT 1 FROM channels WHERE conversation_id = c.id AND user_id = ?2)
         ORDER BY c.created_at DESC, c.id",
        params![id.0, participant.0],
        |row| row.get(0).map(ConversationId),
    )
}
