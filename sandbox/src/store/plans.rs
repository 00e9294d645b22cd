//! Chat plans and pause causes.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{PlanId, QueueId};

use super::{all, first, run};

/// A chat plan: says something, then puts the chat into its queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) id: PlanId,
    pub(crate) name: String,
    pub(crate) description: String,
    /// What the bot says; empty = nothing.
    pub(crate) message: String,
    pub(crate) queue: QueueId,
    pub(crate) enabled: bool,
}

/// A reason to pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    pub(crate) id: i64,
    pub(crate) name: String,
    /// Minutes allowed a day; 0 = no limit.
    pub(crate) limit_min: i64,
}

fn read_plan(row: &Row) -> Result<Plan> {
    Ok(Plan {
        id: PlanId(row.get(0)?),
        name: row.get(1)?,
        description: row.get(2)?,
        message: row.get(3)?,
        queue: QueueId(row.get(4)?),
        enabled: row.get(5)?,
    })
}

const PLAN: &str = "id, name, description, message, queue_id, enabled";

pub(crate) fn get(db: &Connection, id: PlanId) -> Result<Option<Plan>> {
    first(db, &format!("SELECT {PLAN} FROM plans WHERE id = ?1"), [id.0], read_plan)
}

pub(crate) fn list(db: &Connection) -> Result<Vec<Plan>> {
    all(db, &format!("SELECT {PLAN} FROM plans ORDER BY name"), [], read_plan)
}

/// A new plan, or new settings for the one of this name.
pub(crate) fn put(db: &Connection, plan: &Plan) -> Result<PlanId> {
    db.prepare_cached(&format!(
        "INSERT INTO plans ({PLAN}) VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (name) DO UPDATE SET description = ?3, message = ?4, queue_id = ?5, enabled = ?6
         RETURNING id"
    ))?
    .query_row(
        params![plan.id.0, plan.name, plan.description, plan.message, plan.queue.0, plan.enabled],
        |row| row.get(0).map(PlanId),
    )
}

pub(crate) fn causes(db: &Connection) -> Result<Vec<Cause>> {
    all(db, "SELECT id, name, limit_min FROM pause_causes ORDER BY id", [], |row| {
        Ok(Cause { id: row.get(0)?, name: row.get(1)?, limit_min: row.get(2)? })
    })
}

/// A new pause cause, or another limit for the one of this name.
pub(crate) fn put_cause(db: &Connection, name: &str, limit_min: i64) -> Result<()> {
    run(
        db,
        "INSERT INTO pause_causes (name, limit_min) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET limit_min = ?2",
        params![name, limit_min],
    )
    .map(drop)
}
