//! Invitations of users into conversations.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{AttemptId, ChannelId, ConversationId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::Variables;

use super::{all, first, from_json, run, to_json};

/// How an invitation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Joined,
    Declined,
    TimedOut,
    /// The server took it back.
    Withdrawn,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Declined => "declined",
            Self::TimedOut => "timeout",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A pending invitation. The channel to which it leads gets its id.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Invite {
    pub(crate) id: ChannelId,
    pub(crate) conversation: ConversationId,
    pub(crate) user: UserId,
    /// The attempt, if a queue invites.
    pub(crate) attempt: Option<AttemptId>,
    pub(crate) title: String,
    pub(crate) created_at: Millis,
    /// 0 = never expires.
    pub(crate) timeout_sec: i64,
    pub(crate) variables: Variables,
}

const COLUMNS: &str = "id, conversation_id, user_id, attempt_id, title, created_at, timeout_sec, variables";

fn read(row: &Row) -> Result<Invite> {
    Ok(Invite {
        id: ChannelId(row.get(0)?),
        conversation: ConversationId(row.get(1)?),
        user: UserId(row.get(2)?),
        attempt: row.get::<_, Option<i64>>(3)?.map(AttemptId),
        title: row.get(4)?,
        created_at: Millis(row.get(5)?),
        timeout_sec: row.get(6)?,
        variables: from_json(&row.get::<_, String>(7)?)?,
    })
}

pub(crate) fn add(db: &Connection, invite: &Invite) -> Result<()> {
    run(
        db,
        "INSERT INTO invites (id, conversation_id, user_id, attempt_id, title, created_at, timeout_sec, variables)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            invite.id.0,
            invite.conversation.0,
            invite.user.0,
            invite.attempt.map(|attempt| attempt.0),
            invite.title,
            invite.created_at.0,
            invite.timeout_sec,
            to_json(&invite.variables)?,
        ],
    )
    .map(drop)
}

/// A pending invitation.
pub(crate) fn pending(db: &Connection, id: ChannelId) -> Result<Option<Invite>> {
    first(db, &format!("SELECT {COLUMNS} FROM invites WHERE id = ?1 AND outcome = 'pending'"), [id.0], read)
}

/// Whose an invitation is, whatever became of it.
pub(crate) fn invitee(db: &Connection, id: ChannelId) -> Result<Option<UserId>> {
    first(db, "SELECT user_id FROM invites WHERE id = ?1", [id.0], |row| row.get(0).map(UserId))
}

/// The pending invitations of a user, oldest first.
pub(crate) fn of_user(db: &Connection, user: UserId) -> Result<Vec<Invite>> {
    all(
        db,
        &format!(
            "SELECT {COLUMNS} FROM invites WHERE user_id = ?1 AND outcome = 'pending' ORDER BY created_at, id"
        ),
        [user.0],
        read,
    )
}

/// The pending invitations into a conversation, oldest first.
pub(crate) fn of_conversation(db: &Connection, id: ConversationId) -> Result<Vec<Invite>> {
    all(
        db,
        &format!(
            "SELECT {COLUMNS} FROM invites WHERE conversation_id = ?1 AND outcome = 'pending'
             ORDER BY created_at, id"
        ),
        [id.0],
        read,
    )
}

/// The pending invitations whose time is over.
pub(crate) fn expired(db: &Connection, now: Millis) -> Result<Vec<Invite>> {
    all(
        db,
        &format!(
            "SELECT {COLUMNS} FROM invites
             WHERE outcome = 'pending' AND timeout_sec > 0 AND created_at + timeout_sec * 1000 <= ?1"
        ),
        [now.0],
        read,
    )
}

/// Notes how an invitation ended.
pub(crate) fn close(db: &Connection, id: ChannelId, outcome: Outcome) -> Result<()> {
    run(db, "UPDATE invites SET outcome = ?2 WHERE id = ?1", params![id.0, outcome.word()]).map(drop)
}
