//! Attempts: passages of customers (and of simulated callers) through queues.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{AgentId, AttemptId, ChannelId, ConversationId, QueueId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AttemptState, Media};

use super::{all, first, from_word, run, word};

/// One passage through a queue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attempt {
    pub(crate) id: AttemptId,
    /// `None` for a call that was put through to an agent directly.
    pub(crate) queue: Option<QueueId>,
    /// `Chat` or `Call`.
    pub(crate) medium: Media,
    /// `None` for calls.
    pub(crate) conversation: Option<ConversationId>,
    /// Where the customer is reached.
    pub(crate) destination: String,
    pub(crate) state: AttemptState,
    pub(crate) agent: Option<AgentId>,
    /// The invitation and later the leg of the agent.
    pub(crate) agent_channel: Option<ChannelId>,
    /// When the customer came into the queue.
    pub(crate) created_at: Millis,
    pub(crate) offered_at: Option<Millis>,
    pub(crate) bridged_at: Option<Millis>,
    /// When the wrap-up ends; `None` = never.
    pub(crate) timeout_at: Option<Millis>,
    pub(crate) leaving_at: Option<Millis>,
    /// `success`, `abandoned`, `timeout`, …
    pub(crate) result: String,
    /// The agent's comment.
    pub(crate) description: String,
}

const COLUMNS: &str = "id, queue_id, channel, conversation_id, destination, state, agent_id, agent_channel,
    created_at, offered_at, bridged_at, timeout_at, leaving_at, result, description";

fn read(row: &Row) -> Result<Attempt> {
    let time = |index: usize| row.get::<_, Option<i64>>(index).map(|time| time.map(Millis));
    Ok(Attempt {
        id: AttemptId(row.get(0)?),
        queue: row.get::<_, Option<i64>>(1)?.map(QueueId),
        medium: from_word(row.get(2)?)?,
        conversation: row.get::<_, Option<_>>(3)?.map(ConversationId),
        destination: row.get(4)?,
        state: from_word(row.get(5)?)?,
        agent: row.get::<_, Option<i64>>(6)?.map(AgentId),
        agent_channel: row.get::<_, Option<_>>(7)?.map(ChannelId),
        created_at: Millis(row.get(8)?),
        offered_at: time(9)?,
        bridged_at: time(10)?,
        timeout_at: time(11)?,
        leaving_at: time(12)?,
        result: row.get(13)?,
        description: row.get(14)?,
    })
}

/// Puts somebody into a queue.
pub(crate) fn add(
    db: &Connection,
    queue: Option<QueueId>,
    medium: Media,
    conversation: Option<ConversationId>,
    destination: &str,
    now: Millis,
) -> Result<Attempt> {
    run(
        db,
        "INSERT INTO attempts (queue_id, channel, conversation_id, destination, state, created_at)
         VALUES (?1, ?2, ?3, ?4, 'wait_agent', ?5)",
        params![
            queue.map(|queue| queue.0),
            word(&medium),
            conversation.map(|conversation| conversation.0),
            destination,
            now.0
        ],
    )?;
    Ok(Attempt {
        id: AttemptId(db.last_insert_rowid()),
        queue,
        medium,
        conversation,
        destination: destination.to_owned(),
        state: AttemptState::WaitAgent,
        agent: None,
        agent_channel: None,
        created_at: now,
        offered_at: None,
        bridged_at: None,
        timeout_at: None,
        leaving_at: None,
        result: String::new(),
        description: String::new(),
    })
}

/// Writes back what may change in an attempt.
pub(crate) fn save(db: &Connection, attempt: &Attempt) -> Result<()> {
    let time = |time: Option<Millis>| time.map(|time| time.0);
    run(
        db,
        "UPDATE attempts SET state = ?2, agent_id = ?3, agent_channel = ?4, offered_at = ?5, bridged_at = ?6,
             timeout_at = ?7, leaving_at = ?8, result = ?9, description = ?10 WHERE id = ?1",
        params![
            attempt.id.0,
            word(&attempt.state),
            attempt.agent.map(|agent| agent.0),
            attempt.agent_channel.map(|channel| channel.0),
            time(attempt.offered_at),
            time(attempt.bridged_at),
            time(attempt.timeout_at),
            time(attempt.leaving_at),
            attempt.result,
            attempt.description,
        ],
    )
    .map(drop)
}

pub(crate) fn get(db: &Connection, id: AttemptId) -> Result<Option<Attempt>> {
    first(db, &format!("SELECT {COLUMNS} FROM attempts WHERE id = ?1"), [id.0], read)
}

/// All attempts that are not over, oldest first.
pub(crate) fn live(db: &Connection) -> Result<Vec<Attempt>> {
    all(
        db,
        &format!("SELECT {COLUMNS} FROM attempts WHERE state <> 'leaving' ORDER BY created_at, id"),
        [],
        read,
    )
}

/// The attempts of an agent that are not over, oldest first.
pub(crate) fn of_agent(db: &Connection, agent: AgentId) -> Result<Vec<Attempt>> {
    all(
        db,
        &format!(
            "SELECT {COLUMNS} FROM attempts WHERE agent_id = ?1 AND state <> 'leaving' ORDER BY created_at, id"
        ),
        [agent.0],
        read,
    )
}

/// The attempt of a conversation that still waits, rings or talks.
pub(crate) fn running(db: &Connection, conversation: ConversationId) -> Result<Option<Attempt>> {
    first(
        db,
        &format!(
            "SELECT {COLUMNS} FROM attempts
             WHERE conversation_id = ?1 AND state IN ('wait_agent', 'offering', 'bridged')
             ORDER BY id DESC LIMIT 1"
        ),
        [conversation.0],
        read,
    )
}

/// Notes that an agent did not take the attempt.
pub(crate) fn refuse(db: &Connection, attempt: AttemptId, agent: AgentId, now: Millis) -> Result<()> {
    run(
        db,
        "INSERT INTO refusals (attempt_id, agent_id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET at = ?3",
        params![attempt.0, agent.0, now.0],
    )
    .map(drop)
}

/// Who did not take which waiting attempt, and when.
pub(crate) fn refusals(db: &Connection) -> Result<Vec<(AttemptId, AgentId, Millis)>> {
    all(
        db,
        "SELECT r.attempt_id, r.agent_id, r.at FROM attempts a JOIN refusals r ON r.attempt_id = a.id
         WHERE a.state = 'wait_agent'",
        [],
        |row| Ok((AttemptId(row.get(0)?), AgentId(row.get(1)?), Millis(row.get(2)?))),
    )
}
