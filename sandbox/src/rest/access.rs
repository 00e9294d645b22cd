//! Who may read what.

use rusqlite::Connection;
use webitel_chats::ids::{ConversationId, UserId};
use webitel_chats::wire::error::id;

use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::store::dialogs;

/// Refuses who neither takes or took part in a conversation nor is invited into it. For such
/// a user it might as well not exist.
pub(crate) fn check_takes_part(db: &Connection, user: UserId, conversation: ConversationId) -> Result<()> {
    if dialogs::takes_part(db, user, conversation)? {
        return Ok(());
    }
    Err(Failure::new(404, "chat.not_found", "there is no such chat of yours"))
}

/// Refuses who may not read chats.
pub(crate) fn check_reads_chats(session: &Session) -> Result<()> {
    session.need_chat_licence().map_err(|_| Failure::new(403, id::CHATS_DENIED, "access to chats is denied"))
}

/// Refuses another agent's seat.
pub(super) fn check_own_seat(session: &Session, agent: i64) -> Result<webitel_chats::ids::AgentId> {
    let seat = session.seat()?;
    if seat.0 == agent { Ok(seat) } else { Err(Failure::new(403, id::NO_PERMISSION, "not your own seat")) }
}
