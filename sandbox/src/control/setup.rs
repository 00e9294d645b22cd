//! Teams, queues, plans and contacts. Posting again changes what has the same name.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use webitel_chats::ids::PlanId;

use crate::app::{Act, App};
use crate::body::Body;
use crate::error::{Failure, Result};
use crate::store::plans::{self, Plan};
use crate::store::queues::{self, Queue, QueueSkill};
use crate::store::teams::{self, Team};
use crate::store::{SkillId, TeamId};

/// A skill by its name, with what a queue or an agent says of it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Skill {
    Name(String),
    Full {
        skill: String,
        #[serde(default)]
        level: i64,
        #[serde(default)]
        min_capacity: i64,
        #[serde(default = "full")]
        max_capacity: i64,
        /// Of an agent.
        #[serde(default = "full")]
        capacity: i64,
    },
}

pub(super) fn full() -> i64 {
    100
}

impl Skill {
    pub(super) fn id(&self, act: &Act) -> Result<SkillId> {
        let (Self::Name(name) | Self::Full { skill: name, .. }) = self;
        Ok(teams::put_skill(&act.db, name)?)
    }

    fn of_queue(&self, act: &Act) -> Result<QueueSkill> {
        let skill = self.id(act)?;
        Ok(match self {
            Self::Name(_) => QueueSkill { skill, level: 0, min_capacity: 0, max_capacity: full() },
            Self::Full { level, min_capacity, max_capacity, .. } => {
                QueueSkill { skill, level: *level, min_capacity: *min_capacity, max_capacity: *max_capacity }
            }
        })
    }

    pub(super) fn capacity(&self) -> i64 {
        match self {
            Self::Name(_) => full(),
            Self::Full { capacity, .. } => *capacity,
        }
    }
}

/// Overlays what is kept with the fields that were sent.
fn overlay<T: serde::Serialize + serde::de::DeserializeOwned>(
    kept: &T,
    sent: Map<String, Value>,
) -> Result<T> {
    let mut fields = serde_json::to_value(kept)?;
    if let Value::Object(fields) = &mut fields {
        fields.extend(sent.into_iter().filter(|(name, _)| name != "id"));
    }
    serde_json::from_value(fields).map_err(|error| Failure::bad_request(error.to_string()))
}

fn name_in(sent: &Map<String, Value>) -> Result<String> {
    let name = sent.get("name").and_then(Value::as_str).filter(|name| !name.is_empty());
    Ok(name.ok_or_else(|| Failure::bad_request("name is missing"))?.to_owned())
}

pub(super) async fn team(
    State(app): State<App>,
    Body(sent): Body<Map<String, Value>>,
) -> Result<Json<Value>> {
    app.act(|act| {
        let name = name_in(&sent)?;
        let kept = teams::list(&act.db)?.into_iter().find(|team| team.name == name).unwrap_or_default();
        let id = teams::put(&act.db, &overlay::<Team>(&kept, sent)?)?;
        Ok(Json(json!({"id": id})))
    })
}

/// A queue, with `skills` (names, or objects with levels and capacities) and `team` (a name).
pub(super) async fn queue(
    State(app): State<App>,
    Body(mut sent): Body<Map<String, Value>>,
) -> Result<Json<Value>> {
    app.act(|act| {
        let name = name_in(&sent)?;
        let skills = sent.remove("skills");
        if let Some(team) = sent.remove("team") {
            let team = team.as_str().map(|name| team_named(act, name)).transpose()?;
            sent.insert("team_id".to_owned(), serde_json::to_value(team)?);
        }
        let kept = queues::list(&act.db)?.into_iter().find(|queue| queue.name == name).unwrap_or_default();
        let id = queues::put(&act.db, &overlay::<Queue>(&kept, sent)?)?;
        if let Some(skills) = skills {
            let skills: Vec<Skill> = serde_json::from_value(skills)
                .map_err(|_| Failure::bad_request("skills must be a list of names or objects"))?;
            let skills = skills.iter().map(|skill| skill.of_queue(act)).collect::<Result<Vec<_>>>()?;
            queues::set_skills(&act.db, id, &skills)?;
        }
        Ok(Json(json!({"id": id})))
    })
}

/// The team of this name, new if need be.
pub(super) fn team_named(act: &Act, name: &str) -> Result<TeamId> {
    let kept = teams::list(&act.db)?.into_iter().find(|team| team.name == name);
    match kept {
        Some(team) => Ok(team.id),
        None => Ok(teams::put(&act.db, &Team { name: name.to_owned(), ..Team::default() })?),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPlan {
    name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    message: String,
    queue: String,
    #[serde(default = "yes")]
    enabled: bool,
}

fn yes() -> bool {
    true
}

pub(super) async fn plan(State(app): State<App>, Body(new): Body<NewPlan>) -> Result<Json<Value>> {
    app.act(|act| {
        let queue = queues::find(&act.db, &new.queue)?.ok_or_else(|| Failure::not_found("queue"))?;
        let plan = Plan {
            id: PlanId(0),
            name: new.name,
            description: new.description,
            message: new.message,
            queue: queue.id,
            enabled: new.enabled,
        };
        Ok(Json(json!({"id": plans::put(&act.db, &plan)?})))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewContact {
    name: String,
}

pub(super) async fn contact(State(app): State<App>, Body(new): Body<NewContact>) -> Result<Json<Value>> {
    app.act(|act| {
        act.db.execute("INSERT INTO contacts (name) VALUES (?1)", [&new.name])?;
        Ok(Json(json!({"id": act.db.last_insert_rowid()})))
    })
}
