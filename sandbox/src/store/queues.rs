//! Queues and the skills by which agents serve them.

use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};
use webitel_chats::ids::{AgentId, QueueId};
use webitel_chats::wire::agent::{AgentStatus, Media};

use super::{SkillId, TeamId, all, first, from_word, run, word};

/// In which order a queue is served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Strategy {
    /// Who came first.
    #[default]
    Fifo,
    /// Who came last.
    Lifo,
}

/// A queue. Where its own times are absent those of the agent's team apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Queue {
    pub(crate) id: QueueId,
    pub(crate) name: String,
    /// `chat` or `call`.
    pub(crate) channel: Media,
    pub(crate) enabled: bool,
    /// Only agents of this team serve the queue.
    pub(crate) team_id: Option<TeamId>,
    pub(crate) strategy: Strategy,
    /// Higher is served first.
    pub(crate) priority: i64,
    /// Whether a wrap-up form follows.
    pub(crate) processing: bool,
    /// Seconds for the form; 0 = no limit.
    pub(crate) processing_sec: i64,
    /// Seconds that a renewal adds by default.
    pub(crate) renewal_sec: i64,
    /// Seconds after which the queue gives up; 0 = 300.
    pub(crate) max_wait_time: i64,
    /// Seconds without a word of the agent; 0 = off.
    pub(crate) max_idle_agent: i64,
    /// Seconds without a word of the customer; 0 = off.
    pub(crate) max_idle_client: i64,
    /// Seconds without any word; 0 = off.
    pub(crate) max_idle_dialog: i64,
    /// Idle counts only while the other side had the last word.
    pub(crate) last_message_timeout: bool,
    /// Agents pick the chats themselves.
    pub(crate) manual_distribution: bool,
    /// A pause is refused if fewer of the queue's agents would be online.
    pub(crate) min_online_agents: i64,
    /// What the bot says first; empty = nothing.
    pub(crate) greeting: String,
    /// What the bot asks before the chat is queued; empty = nothing.
    pub(crate) question: String,
    pub(crate) invite_chat_timeout: Option<i64>,
    pub(crate) max_no_answer: Option<i64>,
    pub(crate) no_answer_delay: Option<i64>,
    pub(crate) wrap_up_time: Option<i64>,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            id: QueueId(0),
            name: String::new(),
            channel: Media::Chat,
            enabled: true,
            team_id: None,
            strategy: Strategy::Fifo,
            priority: 0,
            processing: false,
            processing_sec: 30,
            renewal_sec: 15,
            max_wait_time: 300,
            max_idle_agent: 0,
            max_idle_client: 0,
            max_idle_dialog: 0,
            last_message_timeout: false,
            manual_distribution: false,
            min_online_agents: 0,
            greeting: String::new(),
            question: String::new(),
            invite_chat_timeout: None,
            max_no_answer: None,
            no_answer_delay: None,
            wrap_up_time: None,
        }
    }
}

/// A skill by which agents serve a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QueueSkill {
    pub(crate) skill: SkillId,
    /// Agents of a lower level are asked first.
    pub(crate) level: i64,
    pub(crate) min_capacity: i64,
    pub(crate) max_capacity: i64,
}

const QUEUE: &str = "id, name, channel, enabled, team_id, strategy, priority, processing, processing_sec,
    renewal_sec, max_wait_time, max_idle_agent, max_idle_client, max_idle_dialog, last_message_timeout,
    manual_distribution, min_online_agents, greeting, question, invite_chat_timeout, max_no_answer,
    no_answer_delay, wrap_up_time";

fn read_queue(row: &Row) -> Result<Queue> {
    Ok(Queue {
        id: QueueId(row.get(0)?),
        name: row.get(1)?,
        channel: from_word(row.get(2)?)?,
        enabled: row.get(3)?,
        team_id: row.get::<_, Option<i64>>(4)?.map(TeamId),
        strategy: from_word(row.get(5)?)?,
        priority: row.get(6)?,
        processing: row.get(7)?,
        processing_sec: row.get(8)?,
        renewal_sec: row.get(9)?,
        max_wait_time: row.get(10)?,
        max_idle_agent: row.get(11)?,
        max_idle_client: row.get(12)?,
        max_idle_dialog: row.get(13)?,
        last_message_timeout: row.get(14)?,
        manual_distribution: row.get(15)?,
        min_online_agents: row.get(16)?,
        greeting: row.get(17)?,
        question: row.get(18)?,
        invite_chat_timeout: row.get(19)?,
        max_no_answer: row.get(20)?,
        no_answer_delay: row.get(21)?,
        wrap_up_time: row.get(22)?,
    })
}

pub(crate) fn get(db: &Connection, id: QueueId) -> Result<Option<Queue>> {
    first(db, &format!("SELECT {QUEUE} FROM queues WHERE id = ?1"), [id.0], read_queue)
}

/// The queue of this name, or of this number written as text.
pub(crate) fn find(db: &Connection, name_or_id: &str) -> Result<Option<Queue>> {
    first(
        db,
        &format!(
            "SELECT {QUEUE} FROM queues WHERE name = ?1 OR CAST(id AS TEXT) = ?1 ORDER BY name = ?1 DESC"
        ),
        [name_or_id],
        read_queue,
    )
}

pub(crate) fn list(db: &Connection) -> Result<Vec<Queue>> {
    all(db, &format!("SELECT {QUEUE} FROM queues ORDER BY id"), [], read_queue)
}

/// A new queue, or new settings for the one of this name.
pub(crate) fn put(db: &Connection, queue: &Queue) -> Result<QueueId> {
    let id: Option<i64> = match get(db, queue.id)? {
        Some(known) => Some(known.id.0),
        None => first(db, "SELECT id FROM queues WHERE name = ?1", [&queue.name], |row| row.get(0))?
            .or((queue.id.0 != 0).then_some(queue.id.0)),
    };
    db.prepare_cached(&format!(
        "INSERT OR REPLACE INTO queues ({QUEUE}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
             ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23) RETURNING id"
    ))?
    .query_row(
        params![
            id,
            queue.name,
            word(&queue.channel),
            queue.enabled,
            queue.team_id.map(|team| team.0),
            word(&queue.strategy),
            queue.priority,
            queue.processing,
            queue.processing_sec,
            queue.renewal_sec,
            queue.max_wait_time,
            queue.max_idle_agent,
            queue.max_idle_client,
            queue.max_idle_dialog,
            queue.last_message_timeout,
            queue.manual_distribution,
            queue.min_online_agents,
            queue.greeting,
            queue.question,
            queue.invite_chat_timeout,
            queue.max_no_answer,
            queue.no_answer_delay,
            queue.wrap_up_time,
        ],
        |row| row.get(0).map(QueueId),
    )
}

/// The skills by which agents serve the queue.
pub(crate) fn skills(db: &Connection, id: QueueId) -> Result<Vec<QueueSkill>> {
    all(
        db,
        "SELECT skill_id, level, min_capacity, max_capacity FROM queue_skills WHERE queue_id = ?1
         ORDER BY level, skill_id",
        [id.0],
        |row| {
            Ok(QueueSkill {
                skill: SkillId(row.get(0)?),
                level: row.get(1)?,
                min_capacity: row.get(2)?,
                max_capacity: row.get(3)?,
            })
        },
    )
}

/// Replaces the skills by which agents serve the queue.
pub(crate) fn set_skills(db: &Connection, id: QueueId, skills: &[QueueSkill]) -> Result<()> {
    run(db, "DELETE FROM queue_skills WHERE queue_id = ?1", [id.0])?;
    for skill in skills {
        run(
            db,
            "INSERT INTO queue_skills (queue_id, skill_id, level, min_capacity, max_capacity)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id.0, skill.skill.0, skill.level, skill.min_capacity, skill.max_capacity],
        )?;
    }
    Ok(())
}

/// How many of the queue's agents are online, but for one.
pub(crate) fn online_besides(db: &Connection, queue: QueueId, agent: i64) -> Result<i64> {
    db.prepare_cached(
        "SELECT count(DISTINCT a.id) FROM agents a
         JOIN agent_skills s ON s.agent_id = a.id
         JOIN queue_skills q ON q.skill_id = s.skill_id AND s.capacity BETWEEN q.min_capacity AND q.max_capacity
         WHERE q.queue_id = ?1 AND a.id <> ?2 AND a.status = ?3",
    )?
    .query_row(params![queue.0, agent, word(&AgentStatus::Online)], |row| row.get(0))
}

/// Whether an agent has a skill by which the queue is served.
pub(crate) fn served_by(db: &Connection, queue: QueueId, agent: AgentId) -> Result<bool> {
    let found = first(
        db,
        "SELECT 1 FROM agent_skills s
         JOIN queue_skills q ON q.skill_id = s.skill_id AND s.capacity BETWEEN q.min_capacity AND q.max_capacity
         WHERE q.queue_id = ?1 AND s.agent_id = ?2",
        params![queue.0, agent.0],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}
