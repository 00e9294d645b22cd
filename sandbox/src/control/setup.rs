//! Teams, queues, agents and users. Posting again changes what has the same name.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use webitel_chats::ids::{AgentId, PlanId, UserId};
use webitel_chats::wire::agent::{AgentStatus, Media};

use super::{seat, user};
use crate::app::{Act, App};
use crate::auth::{self, CALL_CENTER, CHAT, TOKEN_LIFE_MS};
use crate::error::{Failure, Result};
use crate::store::agents::{self, Agent};
use crate::store::plans::{self, Plan};
use crate::store::queues::{self, Queue, QueueSkill};
use crate::store::teams::{self, Team};
use crate::store::users::{self, User};
use crate::store::{SkillId, TeamId};

/// A skill by its name, with what a queue or an agent says of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Skill {
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

fn full() -> i64 {
    100
}

impl Skill {
    fn id(&self, act: &Act) -> Result<SkillId> {
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

    fn capacity(&self) -> i64 {
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
    Json(sent): Json<Map<String, Value>>,
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
    Json(mut sent): Json<Map<String, Value>>,
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
fn team_named(act: &Act, name: &str) -> Result<TeamId> {
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

pub(super) async fn plan(State(app): State<App>, Json(new): Json<NewPlan>) -> Result<Json<Value>> {
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

pub(super) async fn contact(State(app): State<App>, Json(new): Json<NewContact>) -> Result<Json<Value>> {
    app.act(|act| {
        act.db.execute("INSERT INTO contacts (name) VALUES (?1)", [&new.name])?;
        Ok(Json(json!({"id": act.db.last_insert_rowid()})))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAgent {
    user: String,
    #[serde(default = "password")]
    password: String,
    name: Option<String>,
    #[serde(default)]
    chat_name: String,
    #[serde(default)]
    extension: String,
    team: String,
    #[serde(default)]
    skills: Vec<Skill>,
    /// `chat`, `call`.
    #[serde(default = "both")]
    media: Vec<Media>,
    #[serde(default = "one")]
    chat_count: i64,
}

fn password() -> String {
    "password".to_owned()
}

fn both() -> Vec<Media> {
    vec![Media::Chat, Media::Call]
}

fn one() -> i64 {
    1
}

pub(super) async fn agent(State(app): State<App>, Json(new): Json<NewAgent>) -> Result<Json<Value>> {
    app.act(|act| {
        let person = User {
            id: UserId(0),
            name: new.name.unwrap_or_else(|| new.user.clone()),
            login: new.user,
            chat_name: new.chat_name,
            extension: new.extension,
            licences: vec![CALL_CENTER.to_owned(), CHAT.to_owned()],
        };
        let user = users::put(&act.db, &person, &new.password)?;
        let seat = Agent {
            id: AgentId(0),
            user,
            team: team_named(act, &new.team)?,
            status: AgentStatus::Offline,
            status_payload: String::new(),
            status_comment: String::new(),
            status_since: act.now,
            on_demand: false,
            takes_chats: new.media.contains(&Media::Chat),
            takes_calls: new.media.contains(&Media::Call),
            chat_count: new.chat_count,
        };
        let agent = agents::put(&act.db, &seat)?;
        for (skill, _) in agents::skills(&act.db, agent)? {
            agents::remove_skill(&act.db, agent, skill)?;
        }
        for skill in &new.skills {
            agents::put_skill(&act.db, agent, skill.id(act)?, skill.capacity())?;
        }
        Ok(Json(json!({"user_id": user, "agent_id": agent})))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUser {
    user: String,
    #[serde(default = "password")]
    password: String,
    name: Option<String>,
    /// None: a user of the CRM only.
    #[serde(default)]
    licences: Vec<String>,
}

/// A user without a seat.
pub(super) async fn crm_user(State(app): State<App>, Json(new): Json<NewUser>) -> Result<Json<Value>> {
    app.act(|act| {
        let person = User {
            id: UserId(0),
            name: new.name.unwrap_or_else(|| new.user.clone()),
            login: new.user,
            chat_name: String::new(),
            extension: String::new(),
            licences: new.licences,
        };
        Ok(Json(json!({"user_id": users::put(&act.db, &person, &new.password)?})))
    })
}

pub(super) async fn add_skill(
    State(app): State<App>,
    Path((login, skill)): Path<(String, String)>,
) -> Result<Json<Value>> {
    app.act(|act| {
        let agent = seat(&act.db, &login)?;
        agents::put_skill(&act.db, agent.id, teams::put_skill(&act.db, &skill)?, full())?;
        Ok(Json(json!({})))
    })
}

pub(super) async fn remove_skill(
    State(app): State<App>,
    Path((login, skill)): Path<(String, String)>,
) -> Result<Json<Value>> {
    app.act(|act| {
        let agent = seat(&act.db, &login)?;
        let skill = teams::skill(&act.db, &skill)?.ok_or_else(|| Failure::not_found("skill"))?;
        let removed = agents::remove_skill(&act.db, agent.id, skill)?;
        Ok(Json(json!({"removed": removed})))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewToken {
    user: String,
    life_ms: Option<i64>,
}

/// A token without a password, perhaps a short-lived one.
pub(super) async fn token(State(app): State<App>, Json(new): Json<NewToken>) -> Result<Json<Value>> {
    app.act(|act| {
        let user = user(&act.db, &new.user)?;
        let (token, expires_at) = auth::issue_token(act, user.id, new.life_ms.unwrap_or(TOKEN_LIFE_MS))?;
        Ok(Json(json!({"token": token, "expires_at": expires_at})))
    })
}
