//! Agents: their seats, media channels and skills.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{AgentId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AgentStatus, ChannelState, Media, MediaChannel};

use super::{SkillId, TeamId, all, first, from_word, run, word};

/// The media of which every agent has a channel.
pub(crate) const MEDIA: [Media; 5] = [Media::Chat, Media::Call, Media::Task, Media::OutCall, Media::Im];

/// A seat in the contact centre.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Agent {
    pub(crate) id: AgentId,
    pub(crate) user: UserId,
    pub(crate) team: TeamId,
    pub(crate) status: AgentStatus,
    /// The pause cause, or why the system changed the status.
    pub(crate) status_payload: String,
    pub(crate) status_comment: String,
    pub(crate) status_since: Millis,
    pub(crate) on_demand: bool,
    pub(crate) takes_chats: bool,
    pub(crate) takes_calls: bool,
    /// The most chats at once.
    pub(crate) chat_count: i64,
}

const COLUMNS: &str = "id, user_id, team_id, status, status_payload, status_comment, status_since,
    on_demand, takes_chats, takes_calls, chat_count";

fn read(row: &Row) -> Result<Agent> {
    Ok(Agent {
        id: AgentId(row.get(0)?),
        user: UserId(row.get(1)?),
        team: TeamId(row.get(2)?),
        status: from_word(row.get(3)?)?,
        status_payload: row.get(4)?,
        status_comment: row.get(5)?,
        status_since: Millis(row.get(6)?),
        on_demand: row.get(7)?,
        takes_chats: row.get(8)?,
        takes_calls: row.get(9)?,
        chat_count: row.get(10)?,
    })
}

pub(crate) fn get(db: &Connection, id: AgentId) -> Result<Option<Agent>> {
    first(db, &format!("SELECT {COLUMNS} FROM agents WHERE id = ?1"), [id.0], read)
}

/// The seat of a user.
pub(crate) fn of_user(db: &Connection, user: UserId) -> Result<Option<Agent>> {
    first(db, &format!("SELECT {COLUMNS} FROM agents WHERE user_id = ?1"), [user.0], read)
}

pub(crate) fn list(db: &Connection) -> Result<Vec<Agent>> {
    all(db, &format!("SELECT {COLUMNS} FROM agents ORDER BY id"), [], read)
}

/// The agents with this status.
pub(crate) fn with_status(db: &Connection, status: AgentStatus) -> Result<Vec<Agent>> {
    all(db, &format!("SELECT {COLUMNS} FROM agents WHERE status = ?1 ORDER BY id"), [word(&status)], read)
}

/// Gives a user a seat, or changes it; status and current work stay.
pub(crate) fn put(db: &Connection, agent: &Agent) -> Result<AgentId> {
    let id = db
        .prepare_cached(
            "INSERT INTO agents (id, user_id, team_id, status, status_since, takes_chats, takes_calls, chat_count)
             VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (user_id) DO UPDATE SET team_id = ?3, takes_chats = ?6, takes_calls = ?7, chat_count = ?8
             RETURNING id",
        )?
        .query_row(
            params![
                agent.id.0,
                agent.user.0,
                agent.team.0,
                word(&agent.status),
                agent.status_since.0,
                agent.takes_chats,
                agent.takes_calls,
                agent.chat_count
            ],
            |row| row.get(0).map(AgentId),
        )?;
    for medium in MEDIA {
        run(
            db,
            "INSERT OR IGNORE INTO agent_channels (agent_id, channel, joined_at) VALUES (?1, ?2, ?3)",
            params![id.0, word(&medium), agent.status_since.0],
        )?;
    }
    Ok(id)
}

/// Changes the status and logs how long the one before lasted.
pub(crate) fn set_status(
    db: &Connection,
    agent: &Agent,
    status: AgentStatus,
    payload: &str,
    comment: &str,
    now: Millis,
) -> Result<()> {
    run(
        db,
        "INSERT INTO status_log (agent_id, status, payload, since, until) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![agent.id.0, word(&agent.status), agent.status_payload, agent.status_since.0, now.0],
    )?;
    run(
        db,
        "UPDATE agents SET status = ?2, status_payload = ?3, status_comment = ?4, status_since = ?5 WHERE id = ?1",
        params![agent.id.0, word(&status), payload, comment, now.0],
    )?;
    Ok(())
}

pub(crate) fn set_on_demand(db: &Connection, id: AgentId, on_demand: bool) -> Result<()> {
    run(db, "UPDATE agents SET on_demand = ?2 WHERE id = ?1", params![id.0, on_demand]).map(drop)
}

fn read_channel(row: &Row) -> Result<MediaChannel> {
    Ok(MediaChannel {
        channel: from_word(row.get(0)?)?,
        state: from_word(row.get(1)?)?,
        joined_at: Some(Millis(row.get(2)?)),
        timeout: row.get::<_, Option<i64>>(3)?.map(Millis),
        open: 0,
        max_open: 0,
        no_answer: row.get(4)?,
    })
}

/// The agent's media channels.
pub(crate) fn channels(db: &Connection, id: AgentId) -> Result<Vec<MediaChannel>> {
    let mut channels = all(
        db,
        "SELECT channel, state, joined_at, resting_until, no_answers FROM agent_channels WHERE agent_id = ?1",
        [id.0],
        read_channel,
    )?;
    channels.sort_by_key(|channel| MEDIA.iter().position(|medium| *medium == channel.channel));
    Ok(channels)
}

/// One media channel of the agent.
pub(crate) fn channel(db: &Connection, id: AgentId, medium: Media) -> Result<Option<MediaChannel>> {
    first(
        db,
        "SELECT channel, state, joined_at, resting_until, no_answers FROM agent_channels
         WHERE agent_id = ?1 AND channel = ?2",
        params![id.0, word(&medium)],
        read_channel,
    )
}

/// Changes the state of a media channel; a resting state may have an end.
pub(crate) fn set_channel(
    db: &Connection,
    id: AgentId,
    medium: Media,
    state: ChannelState,
    resting_until: Option<Millis>,
    now: Millis,
) -> Result<()> {
    run(
        db,
        "UPDATE agent_channels SET state = ?3, resting_until = ?4, joined_at = ?5
         WHERE agent_id = ?1 AND channel = ?2",
        params![id.0, word(&medium), word(&state), resting_until.map(|time| time.0), now.0],
    )
    .map(drop)
}

/// Notes how many offers in a row the agent left unanswered.
pub(crate) fn set_no_answers(db: &Connection, id: AgentId, medium: Media, count: i64) -> Result<()> {
    run(
        db,
        "UPDATE agent_channels SET no_answers = ?3 WHERE agent_id = ?1 AND channel = ?2",
        params![id.0, word(&medium), count],
    )
    .map(drop)
}

/// The media channels whose rest is over.
pub(crate) fn rested(db: &Connection, now: Millis) -> Result<Vec<(AgentId, Media)>> {
    all(
        db,
        "SELECT agent_id, channel FROM agent_channels
         WHERE state IN ('wrap_time', 'missed') AND resting_until <= ?1",
        [now.0],
        |row| Ok((AgentId(row.get(0)?), from_word(row.get(1)?)?)),
    )
}

/// Gives the agent a skill, or another capacity in it.
pub(crate) fn put_skill(db: &Connection, id: AgentId, skill: SkillId, capacity: i64) -> Result<()> {
    run(
        db,
        "INSERT INTO agent_skills (agent_id, skill_id, capacity) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET capacity = ?3",
        params![id.0, skill.0, capacity],
    )
    .map(drop)
}

/// Takes a skill from the agent.
pub(crate) fn remove_skill(db: &Connection, id: AgentId, skill: SkillId) -> Result<usize> {
    run(db, "DELETE FROM agent_skills WHERE agent_id = ?1 AND skill_id = ?2", params![id.0, skill.0])
}

/// The agent's skills with the capacity in each.
pub(crate) fn skills(db: &Connection, id: AgentId) -> Result<Vec<(SkillId, i64)>> {
    all(
        db,
        "SELECT skill_id, capacity FROM agent_skills WHERE agent_id = ?1 ORDER BY skill_id",
        [id.0],
        |row| Ok((SkillId(row.get(0)?), row.get(1)?)),
    )
}
