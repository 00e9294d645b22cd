//! Ready-made texts for agents.

use rusqlite::{Connection, Result, params};
use webitel_chats::ids::QueueId;

use super::{TeamId, all, from_json, run, to_json};

/// A ready-made text. Without teams and queues it is for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct QuickReply {
    /// 0 before it is stored.
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) teams: Vec<TeamId>,
    pub(crate) queues: Vec<QueueId>,
}

pub(crate) fn add(db: &Connection, reply: &QuickReply) -> Result<i64> {
    run(
        db,
        "INSERT INTO quick_replies (name, text, teams, queues) VALUES (?1, ?2, ?3, ?4)",
        params![reply.name, reply.text, to_json(&reply.teams)?, to_json(&reply.queues)?],
    )?;
    Ok(db.last_insert_rowid())
}

/// The texts whose name or words fit a pattern of `LIKE`, by name.
pub(crate) fn find(db: &Connection, pattern: &str) -> Result<Vec<QuickReply>> {
    all(
        db,
        r"SELECT id, name, text, teams, queues FROM quick_replies
          WHERE name LIKE ?1 ESCAPE '\' OR text LIKE ?1 ESCAPE '\' ORDER BY name, id",
        [pattern],
        |row| {
            Ok(QuickReply {
                id: row.get(0)?,
                name: row.get(1)?,
                text: row.get(2)?,
                teams: from_json(&row.get::<_, String>(3)?)?,
                queues: from_json(&row.get::<_, String>(4)?)?,
            })
        },
    )
}
