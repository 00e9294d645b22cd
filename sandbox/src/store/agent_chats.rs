//! The chats that an agent had today.

use rusqlite::{Connection, Result, params};
use webitel_chats::ids::{ChannelId, ConversationId, UserId};

use super::{all, run};

/// Which of an agent's chats are asked for. Both flags always narrow, as Webitel's do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<'a> {
    pub(crate) user: UserId,
    /// Closed ones, or open ones.
    pub(crate) closed: bool,
    /// Those that somebody should still look at, or the others.
    pub(crate) unprocessed: bool,
    /// A pattern of `LIKE` for the customer's name.
    pub(crate) name: &'a str,
}

/// In which order chats are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    ClosedAt,
    StartedAt,
    Title,
}

impl Order {
    fn column(self) -> &'static str {
        match self {
            Self::ClosedAt => "coalesce(l.closed_at, l.updated_at)",
            Self::StartedAt => "l.joined_at",
            Self::Title => "c.title",
        }
    }
}

/// The latest leg of the agent in each chat of today (by this machine's clock); a closed chat
/// whose report is still due is not among the closed ones.
const FROM: &str = r"FROM channels l JOIN conversations c ON c.id = l.conversation_id
    WHERE l.user_id = ?1
      AND l.created_at >= unixepoch('now', 'localtime', 'start of day', 'utc') * 1000
      AND NOT EXISTS (SELECT 1 FROM channels o WHERE o.conversation_id = l.conversation_id
                      AND o.user_id = l.user_id AND (o.joined_at, o.id) > (l.joined_at, l.id))
      AND (l.closed_at IS NOT NULL) = ?2
      AND l.needs_processing = ?3
      AND c.title LIKE ?4 ESCAPE '\'
      AND NOT (?2 AND EXISTS (SELECT 1 FROM attempts a WHERE a.id = l.attempt_id AND a.state = 'processing'
                              AND a.agent_channel = l.id))";

/// The agent's leg in each chat that fits.
pub(crate) fn find(
    db: &Connection,
    filter: Filter,
    (order, descending): (Order, bool),
    limit: i64,
    offset: i64,
) -> Result<Vec<ChannelId>> {
    let direction = if descending { "DESC" } else { "ASC" };
    all(
        db,
        &format!("SELECT l.id {FROM} ORDER BY {} {direction}, l.id LIMIT ?5 OFFSET ?6", order.column()),
        params![filter.user.0, filter.closed, filter.unprocessed, filter.name, limit, offset],
        |row| row.get(0).map(ChannelId),
    )
}

/// How many chats fit.
pub(crate) fn count(db: &Connection, filter: Filter) -> Result<i64> {
    db.prepare_cached(&format!("SELECT count(*) {FROM}"))?
        .query_row(params![filter.user.0, filter.closed, filter.unprocessed, filter.name], |row| row.get(0))
}

/// Notes that the agent has looked at a chat again. `false` if there was no need.
pub(crate) fn mark_processed(db: &Connection, user: UserId, conversation: ConversationId) -> Result<bool> {
    let marked = run(
        db,
        "UPDATE channels SET needs_processing = 0
         WHERE conversation_id = ?1 AND user_id = ?2 AND needs_processing <> 0 AND closed_at IS NOT NULL",
        params![conversation.0, user.0],
    )?;
    Ok(marked > 0)
}
