//! Teams and skills.

use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};

use super::{SkillId, TeamId, all, first, run};

/// A team and its times, in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Team {
    pub(crate) id: TeamId,
    pub(crate) name: String,
    /// How long a chat rings; 0 = for ever.
    pub(crate) invite_chat_timeout: i64,
    /// How long a call rings.
    pub(crate) call_timeout: i64,
    /// Unanswered offers in a row that end the agent's taking part.
    pub(crate) max_no_answer: i64,
    /// How long the agent rests after an unanswered offer.
    pub(crate) no_answer_delay: i64,
    /// How long the agent rests after work.
    pub(crate) wrap_up_time: i64,
}

impl Default for Team {
    fn default() -> Self {
        Self {
            id: TeamId(0),
            name: String::new(),
            invite_chat_timeout: 30,
            call_timeout: 30,
            max_no_answer: 3,
            no_answer_delay: 10,
            wrap_up_time: 0,
        }
    }
}

fn read_team(row: &Row) -> Result<Team> {
    Ok(Team {
        id: TeamId(row.get(0)?),
        name: row.get(1)?,
        invite_chat_timeout: row.get(2)?,
        call_timeout: row.get(3)?,
        max_no_answer: row.get(4)?,
        no_answer_delay: row.get(5)?,
        wrap_up_time: row.get(6)?,
    })
}

const TEAM: &str =
    "id, name, invite_chat_timeout, call_timeout, max_no_answer, no_answer_delay, wrap_up_time";

pub(crate) fn get(db: &Connection, id: TeamId) -> Result<Option<Team>> {
    first(db, &format!("SELECT {TEAM} FROM teams WHERE id = ?1"), [id.0], read_team)
}

pub(crate) fn list(db: &Connection) -> Result<Vec<Team>> {
    all(db, &format!("SELECT {TEAM} FROM teams ORDER BY id"), [], read_team)
}

/// A new team, or new times for the one of this name.
pub(crate) fn put(db: &Connection, team: &Team) -> Result<TeamId> {
    db.prepare_cached(&format!(
        "INSERT INTO teams ({TEAM}) VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (name) DO UPDATE SET invite_chat_timeout = ?3, call_timeout = ?4, max_no_answer = ?5,
             no_answer_delay = ?6, wrap_up_time = ?7
         RETURNING id"
    ))?
    .query_row(
        params![
            team.id.0,
            team.name,
            team.invite_chat_timeout,
            team.call_timeout,
            team.max_no_answer,
            team.no_answer_delay,
            team.wrap_up_time
        ],
        |row| row.get(0).map(TeamId),
    )
}

/// The skill of this name, new if need be.
pub(crate) fn put_skill(db: &Connection, name: &str) -> Result<SkillId> {
    run(db, "INSERT OR IGNORE INTO skills (name) VALUES (?1)", [name])?;
    db.query_row("SELECT id FROM skills WHERE name = ?1", [name], |row| row.get(0).map(SkillId))
}

/// The skill of this name.
pub(crate) fn skill(db: &Connection, name: &str) -> Result<Option<SkillId>> {
    first(db, "SELECT id FROM skills WHERE name = ?1", [name], |row| row.get(0).map(SkillId))
}
