//! Sums: how an agent spent the day, and how full a queue is.

use rusqlite::{Connection, Result, params};
use webitel_chats::ids::{AgentId, QueueId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::AgentStatus;

use super::agents::Agent;
use super::word;

/// Seconds that an agent spent in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StatusTimes {
    pub(crate) online: i64,
    pub(crate) pause: i64,
    pub(crate) offline: i64,
}

/// How an agent spent the time from `from` until `until`.
pub(crate) fn status_times(
    db: &Connection,
    agent: &Agent,
    from: Millis,
    until: Millis,
) -> Result<StatusTimes> {
    let seconds =
        |status: AgentStatus| in_status(db, agent.id, status, None, from, until).map(|ms| ms / 1000);
    Ok(StatusTimes {
        online: seconds(AgentStatus::Online)?,
        pause: seconds(AgentStatus::Pause)?,
        offline: seconds(AgentStatus::Offline)?,
    })
}

/// Minutes that an agent spent today (by this machine's clock) in pauses of a cause.
pub(crate) fn pause_minutes_today(db: &Connection, agent: AgentId, cause: &str, now: Millis) -> Result<i64> {
    let midnight = db
        .prepare_cached("SELECT unixepoch('now', 'localtime', 'start of day', 'utc') * 1000")?
        .query_row([], |row| row.get(0).map(Millis))?;
    in_status(db, agent, AgentStatus::Pause, Some(cause), midnight, now).map(|ms| ms / 60_000)
}

/// Milliseconds in a status, the current one included.
fn in_status(
    db: &Connection,
    agent: AgentId,
    status: AgentStatus,
    payload: Option<&str>,
    from: Millis,
    until: Millis,
) -> Result<i64> {
    db.prepare_cached(
        "SELECT coalesce(sum(max(min(ended, ?5) - max(since, ?4), 0)), 0) FROM (
             SELECT since, until AS ended FROM status_log
             WHERE agent_id = ?1 AND status = ?2 AND (?3 IS NULL OR payload = ?3)
             UNION ALL
             SELECT status_since, ?5 FROM agents
             WHERE id = ?1 AND status = ?2 AND (?3 IS NULL OR status_payload = ?3))",
    )?
    .query_row(params![agent.0, word(&status), payload, from.0, until.0], |row| row.get(0))
}

/// How many chats an agent has joined since a time.
pub(crate) fn chats_since(db: &Connection, user: UserId, from: Millis) -> Result<i64> {
    db.prepare_cached("SELECT count(*) FROM channels WHERE user_id = ?1 AND joined_at >= ?2")?
        .query_row(params![user.0, from.0], |row| row.get(0))
}

/// How full a queue is, and what its agents do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Load {
    pub(crate) waiting: i64,
    pub(crate) active: i64,
    pub(crate) online: i64,
    pub(crate) pause: i64,
    pub(crate) offline: i64,
    /// Online and without work.
    pub(crate) free: i64,
}

/// How full a queue is.
pub(crate) fn load(db: &Connection, queue: QueueId) -> Result<Load> {
    let (waiting, active) = db
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE state IN ('wait_agent', 'offering')),
                    count(*) FILTER (WHERE state IN ('bridged', 'processing'))
             FROM attempts WHERE queue_id = ?1 AND state <> 'leaving'",
        )?
        .query_row([queue.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    db.prepare_cached(
        "WITH mine AS (
             SELECT DISTINCT a.id, a.status FROM agents a
             JOIN agent_skills s ON s.agent_id = a.id
             JOIN queue_skills q ON q.skill_id = s.skill_id AND s.capacity BETWEEN q.min_capacity AND q.max_capacity
             WHERE q.queue_id = ?1)
         SELECT count(*) FILTER (WHERE status = 'online'), count(*) FILTER (WHERE status = 'pause'),
                count(*) FILTER (WHERE status NOT IN ('online', 'pause')),
                count(*) FILTER (WHERE status = 'online' AND NOT EXISTS (
                    SELECT 1 FROM attempts t WHERE t.agent_id = mine.id AND t.state <> 'leaving'))
         FROM mine",
    )?
    .query_row([queue.0], |row| {
        Ok(Load {
            waiting,
            active,
            online: row.get(0)?,
            pause: row.get(1)?,
            offline: row.get(2)?,
            free: row.get(3)?,
        })
    })
}
