//! Users and their tokens.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::UserId;
use webitel_chats::time::Millis;

use super::{all, first, run};
use crate::auth::hash_password;
use crate::creatio::people;

/// A member of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) login: String,
    pub(crate) name: String,
    /// The name that customers see; empty = `name`.
    pub(crate) chat_name: String,
    pub(crate) extension: String,
    /// A user of the CRM only has none.
    pub(crate) licences: Vec<String>,
}

impl User {
    pub(crate) fn has_licence(&self, licence: &str) -> bool {
        self.licences.iter().any(|own| own == licence)
    }

    /// The name that customers see.
    pub(crate) fn public_name(&self) -> &str {
        if self.chat_name.is_empty() { &self.name } else { &self.chat_name }
    }
}

const COLUMNS: &str = "id, login, name, chat_name, extension, licences";

fn read(row: &Row) -> Result<User> {
    let licences: String = row.get(5)?;
    Ok(User {
        id: UserId(row.get(0)?),
        login: row.get(1)?,
        name: row.get(2)?,
        chat_name: row.get(3)?,
        extension: row.get(4)?,
        licences: licences.split_whitespace().map(str::to_owned).collect(),
    })
}

/// A new user, or a new password and name for the login.
pub(crate) fn put(db: &Connection, user: &User, password: &str) -> Result<UserId> {
    let id = put_row(db, user, password)?;
    // A user is a contact of the CRM, too.
    people::put(db, id, &user.name)?;
    Ok(id)
}

fn put_row(db: &Connection, user: &User, password: &str) -> Result<UserId> {
    db.prepare_cached(
        "INSERT INTO users (id, login, password_hash, name, chat_name, extension, licences)
         VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (login) DO UPDATE SET password_hash = ?3, name = ?4, chat_name = ?5, extension = ?6,
             licences = ?7
         RETURNING id",
    )?
    .query_row(
        params![
            user.id.0,
            user.login,
            hash_password(password),
            user.name,
            user.chat_name,
            user.extension,
            user.licences.join(" ")
        ],
        |row| row.get(0).map(UserId),
    )
}

pub(crate) fn get(db: &Connection, id: UserId) -> Result<Option<User>> {
    first(db, &format!("SELECT {COLUMNS} FROM users WHERE id = ?1"), [id.0], read)
}

pub(crate) fn by_login(db: &Connection, login: &str) -> Result<Option<User>> {
    first(db, &format!("SELECT {COLUMNS} FROM users WHERE login = ?1"), [login], read)
}

/// All users, by name.
pub(crate) fn list(db: &Connection) -> Result<Vec<User>> {
    all(db, &format!("SELECT {COLUMNS} FROM users ORDER BY name, id"), [], read)
}

/// A login's user and the hash of the password.
pub(crate) fn password(db: &Connection, login: &str) -> Result<Option<(UserId, String)>> {
    first(db, "SELECT id, password_hash FROM users WHERE login = ?1", [login], |row| {
        Ok((UserId(row.get(0)?), row.get(1)?))
    })
}

/// Whose a token is and when it expires.
pub(crate) fn token(db: &Connection, token: &str) -> Result<Option<(UserId, Millis)>> {
    first(db, "SELECT user_id, expires_at FROM tokens WHERE token = ?1", [token], |row| {
        Ok((UserId(row.get(0)?), Millis(row.get(1)?)))
    })
}

pub(crate) fn add_token(db: &Connection, token: &str, user: UserId, expires_at: Millis) -> Result<()> {
    run(
        db,
        "INSERT INTO tokens (token, user_id, expires_at) VALUES (?1, ?2, ?3)",
        params![token, user.0, expires_at.0],
    )
    .map(drop)
}

/// Ends one token, as a logout does.
pub(crate) fn remove_token(db: &Connection, token: &str) -> Result<()> {
    run(db, "DELETE FROM tokens WHERE token = ?1", [token]).map(drop)
}

/// Lets all tokens of a user expire at a time.
pub(crate) fn expire_tokens(db: &Connection, user: UserId, at: Millis) -> Result<usize> {
    run(db, "UPDATE tokens SET expires_at = ?2 WHERE user_id = ?1 AND expires_at > ?2", params![user.0, at.0])
}

/// Whether a user does not want to be disturbed.
pub(crate) fn is_dnd(db: &Connection, id: UserId) -> Result<bool> {
    first(db, "SELECT dnd FROM users WHERE id = ?1", [id.0], |row| row.get(0)).map(Option::unwrap_or_default)
}

pub(crate) fn set_dnd(db: &Connection, id: UserId, dnd: bool) -> Result<()> {
    run(db, "UPDATE users SET dnd = ?2 WHERE id = ?1", params![id.0, dnd]).map(drop)
}
