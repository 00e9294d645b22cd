//! What an agent is busy with. Calls and chats exclude each other: who has or is offered one
//! of the one kind is offered none of the other.

use rusqlite::Connection;
use webitel_chats::ids::UserId;

use crate::error::Result;

/// An agent's work at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Workload {
    /// Calls that ring or talk.
    pub(crate) calls: i64,
    /// Chats that ring or talk.
    pub(crate) chats: i64,
    /// Chats whose wrap-up form is open.
    pub(crate) wrap_ups: i64,
}

impl Workload {
    /// Chats that count against the agent's capacity.
    pub(crate) fn held(self) -> i64 {
        self.chats + self.wrap_ups
    }
}

/// What a user is busy with; invitations of colleagues count as much as those of queues.
pub(crate) fn of_user(db: &Connection, user: UserId) -> Result<Workload> {
    let mut statement = db.prepare_cached(
        "SELECT
             (SELECT count(*) FROM attempts a JOIN agents g ON g.id = a.agent_id
              WHERE g.user_id = ?1 AND a.channel = 'call' AND a.state IN ('offering', 'bridged')),
             (SELECT count(*) FROM invites WHERE user_id = ?1 AND outcome = 'pending')
           + (SELECT count(*) FROM channels WHERE user_id = ?1 AND closed_at IS NULL),
             (SELECT count(*) FROM attempts a JOIN agents g ON g.id = a.agent_id
              WHERE g.user_id = ?1 AND a.channel = 'chat' AND a.state = 'processing')",
    )?;
    let workload = statement.query_row([user.0], |row| {
        Ok(Workload { calls: row.get(0)?, chats: row.get(1)?, wrap_ups: row.get(2)? })
    })?;
    Ok(workload)
}
