//! Channels: the legs of the participants of conversations.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{AttemptId, ChannelId, ConversationId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::Variables;

use super::{all, first, from_json, run, to_json};

/// Whose a leg is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Party {
    Agent(UserId),
    Customer(UserId),
}

/// One participant's leg in a conversation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Channel {
    pub(crate) id: ChannelId,
    pub(crate) conversation: ConversationId,
    pub(crate) party: Party,
    pub(crate) name: String,
    /// The attempt by which an agent came in.
    pub(crate) attempt: Option<AttemptId>,
    pub(crate) created_at: Millis,
    pub(crate) joined_at: Millis,
    pub(crate) updated_at: Millis,
    pub(crate) closed_at: Option<Millis>,
    /// `agent_leave`, `client_leave`, `agent_timeout`, `client_timeout`, `silence_timeout`, `transfer`, …
    pub(crate) close_reason: String,
    /// Whether somebody should still look at it.
    pub(crate) needs_processing: bool,
    pub(crate) read_until: Millis,
    pub(crate) variables: Variables,
}

const COLUMNS: &str = "id, conversation_id, user_id, customer_id, name, attempt_id, created_at, joined_at,
    updated_at, closed_at, close_reason, needs_processing, read_until, variables";

fn read(row: &Row) -> Result<Channel> {
    let party = match row.get::<_, Option<i64>>(2)? {
        Some(user) => Party::Agent(UserId(user)),
        None => Party::Customer(UserId(row.get(3)?)),
    };
    Ok(Channel {
        id: ChannelId(row.get(0)?),
        conversation: ConversationId(row.get(1)?),
        party,
        name: row.get(4)?,
        attempt: row.get::<_, Option<i64>>(5)?.map(AttemptId),
        created_at: Millis(row.get(6)?),
        joined_at: Millis(row.get(7)?),
        updated_at: Millis(row.get(8)?),
        closed_at: row.get::<_, Option<i64>>(9)?.map(Millis),
        close_reason: row.get(10)?,
        needs_processing: row.get(11)?,
        read_until: Millis(row.get(12)?),
        variables: from_json(&row.get::<_, String>(13)?)?,
    })
}

impl Channel {
    /// The agent's user; `None` for the customer's leg.
    pub(crate) fn agent_user(&self) -> Option<UserId> {
        match self.party {
            Party::Agent(user) => Some(user),
            Party::Customer(_) => None,
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

pub(crate) fn add(db: &Connection, channel: &Channel) -> Result<()> {
    let (user, customer) = match channel.party {
        Party::Agent(user) => (Some(user.0), None),
        Party::Customer(customer) => (None, Some(customer.0)),
    };
    run(
        db,
        "INSERT INTO channels (id, conversation_id, user_id, customer_id, name, attempt_id, created_at,
             joined_at, updated_at, closed_at, close_reason, needs_processing, read_until, variables)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            channel.id.0,
            channel.conversation.0,
            user,
            customer,
            channel.name,
            channel.attempt.map(|attempt| attempt.0),
            channel.created_at.0,
            channel.joined_at.0,
            channel.updated_at.0,
            channel.closed_at.map(|time| time.0),
            channel.close_reason,
            channel.needs_processing,
            channel.read_until.0,
            to_json(&channel.variables)?,
        ],
    )
    .map(drop)
}

/// Writes back what may change in a channel.
pub(crate) fn save(db: &Connection, channel: &Channel) -> Result<()> {
    run(
        db,
        "UPDATE channels SET updated_at = ?2, closed_at = ?3, close_reason = ?4, needs_processing = ?5,
             read_until = ?6 WHERE id = ?1",
        params![
            channel.id.0,
            channel.updated_at.0,
            channel.closed_at.map(|time| time.0),
            channel.close_reason,
            channel.needs_processing,
            channel.read_until.0,
        ],
    )
    .map(drop)
}

pub(crate) fn get(db: &Connection, id: ChannelId) -> Result<Option<Channel>> {
    first(db, &format!("SELECT {COLUMNS} FROM channels WHERE id = ?1"), [id.0], read)
}

/// All legs of a conversation, oldest first, closed ones included.
pub(crate) fn of_conversation(db: &Connection, id: ConversationId) -> Result<Vec<Channel>> {
    all(
        db,
        &format!(
            "SELECT {COLUMNS} FROM channels WHERE conversation_id = ?1 ORDER BY created_at, joined_at, id"
        ),
        [id.0],
        read,
    )
}

/// The open legs of agents in a conversation, oldest first.
pub(crate) fn agents_in(db: &Connection, id: ConversationId) -> Result<Vec<Channel>> {
    all(
        db,
        &format!(
            "SELECT {COLUMNS} FROM channels
             WHERE conversation_id = ?1 AND user_id IS NOT NULL AND closed_at IS NULL
             ORDER BY created_at, joined_at, id"
        ),
        [id.0],
        read,
    )
}

/// The legs that a user's list of chats shows, latest first: the open ones, and the closed
/// ones whose attempt waits for its report.
pub(crate) fn listed(db: &Connection, user: UserId, limit: i64) -> Result<Vec<Channel>> {
    all(
        db,
        &format!(
            "SELECT {COLUMNS} FROM channels
             WHERE user_id = ?1 AND (closed_at IS NULL OR attempt_id IN
                 (SELECT id FROM attempts WHERE state <> 'leaving' AND agent_channel = channels.id))
             ORDER BY updated_at DESC, id LIMIT ?2"
        ),
        params![user.0, limit],
        read,
    )
}
