//! Who may do what: everybody everything, but for what is denied to a user one by one.

use rusqlite::{Connection, OptionalExtension, params};
use webitel_chats::ids::UserId;

use super::model::Entity;
use super::refusal::{Outcome, Refusal};
use super::session::Caller;

/// Refuses who may not read an object.
pub(crate) fn check_reads(db: &Connection, caller: &Caller, entity: &Entity) -> Outcome<()> {
    check(db, caller, &format!("read {}", entity.name), || {
        format!("Current user does not have permissions to read data from the object \"{}\".", entity.caption)
    })
}

/// Refuses who may not write an object, and everybody where it is only read.
pub(crate) fn check_writes(db: &Connection, caller: &Caller, entity: &Entity) -> Outcome<()> {
    let words = || {
        format!("Current user does not have permissions to edit data of the object \"{}\".", entity.caption)
    };
    if !entity.is_writable() {
        return Err(Refusal::NotAllowed(words()));
    }
    check(db, caller, &format!("write {}", entity.name), words)
}

/// Whether a user may carry out an operation.
pub(crate) fn may_run(db: &Connection, user: UserId, operation: &str) -> rusqlite::Result<bool> {
    Ok(!is_denied(db, user, &format!("run {operation}"))?)
}

/// Denies something to a user, or allows it again.
pub(crate) fn set(db: &Connection, user: UserId, what: &str, allowed: bool) -> rusqlite::Result<()> {
    let sql = if allowed {
        "DELETE FROM crm_denials WHERE user_id = ?1 AND what = ?2"
    } else {
        "INSERT OR IGNORE INTO crm_denials (user_id, what) VALUES (?1, ?2)"
    };
    db.execute(sql, params![user.0, what]).map(drop)
}

fn check(db: &Connection, caller: &Caller, what: &str, words: impl FnOnce() -> String) -> Outcome<()> {
    if is_denied(db, caller.user, what)? { Err(Refusal::NotAllowed(words())) } else { Ok(()) }
}

fn is_denied(db: &Connection, user: UserId, what: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM crm_denials WHERE user_id = ?1 AND what = ?2";
    Ok(db.prepare_cached(sql)?.query_row(params![user.0, what], |_| Ok(())).optional()?.is_some())
}
