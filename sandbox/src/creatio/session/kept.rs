//! Sessions in the database.

use rusqlite::{Connection, OptionalExtension, Result, params};
use uuid::Uuid;
use webitel_chats::ids::UserId;
use webitel_chats::time::Millis;

/// Whose session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Cookie,
    Bearer,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Cookie => "cookie",
            Self::Bearer => "bearer",
        }
    }
}

/// A session that was begun.
pub(super) struct Kept {
    pub(super) user: UserId,
    pub(super) csrf: String,
    pub(super) life_ms: i64,
    pub(super) expires_at: Millis,
}

/// A browser's new session: its token and the one against forged requests.
pub(super) fn begin(db: &Connection, user: UserId, life_ms: i64, now: Millis) -> Result<(String, String)> {
    let csrf = Uuid::new_v4().simple().to_string();
    Ok((add(db, Kind::Cookie, &csrf, user, life_ms, now)?, csrf))
}

/// A new bearer token.
pub(crate) fn bearer(db: &Connection, user: UserId, life_ms: i64, now: Millis) -> Result<String> {
    add(db, Kind::Bearer, "", user, life_ms, now)
}

fn add(db: &Connection, kind: Kind, csrf: &str, user: UserId, life_ms: i64, now: Millis) -> Result<String> {
    db.execute("DELETE FROM crm_sessions WHERE expires_at < ?1", [now.plus(-FORGOTTEN).0])?;
    let token = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    db.execute(
        "INSERT INTO crm_sessions (token, kind, csrf, user_id, life_ms, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![token, kind.word(), csrf, user.0, life_ms, now.plus(life_ms).0],
    )?;
    Ok(token)
}

/// How long an expired session is still known as one: a week.
const FORGOTTEN: i64 = 7 * 24 * 60 * 60 * 1000;

pub(super) fn find(db: &Connection, token: &str, kind: Kind) -> Result<Option<Kept>> {
    let sql = "SELECT user_id, csrf, life_ms, expires_at FROM crm_sessions WHERE token = ?1 AND kind = ?2";
    db.prepare_cached(sql)?
        .query_row(params![token, kind.word()], |row| {
            Ok(Kept {
                user: UserId(row.get(0)?),
                csrf: row.get(1)?,
                life_ms: row.get(2)?,
                expires_at: Millis(row.get(3)?),
            })
        })
        .optional()
}

/// Moves the end of a session.
pub(super) fn keep_alive(db: &Connection, token: &str, until: Millis) -> Result<()> {
    db.execute("UPDATE crm_sessions SET expires_at = ?2 WHERE token = ?1", params![token, until.0]).map(drop)
}

/// Ends a session for good.
pub(super) fn remove(db: &Connection, token: &str) -> Result<()> {
    db.execute("DELETE FROM crm_sessions WHERE token = ?1", [token]).map(drop)
}

/// Lets all sessions of a user expire at a time; says how many.
pub(crate) fn expire_all(db: &Connection, user: UserId, at: Millis) -> Result<usize> {
    db.execute(
        "UPDATE crm_sessions SET expires_at = ?2 WHERE user_id = ?1 AND expires_at > ?2",
        params![user.0, at.0],
    )
}
