//! Agents, other users, their skills and tokens. Posting again changes what has the same login.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use webitel_chats::ids::{AgentId, UserId};
use webitel_chats::wire::agent::{AgentStatus, Media};

use super::setup::{Skill, full, team_named};
use super::{seat, user};
use crate::app::App;
use crate::auth::{self, CALL_CENTER, CHAT, TOKEN_LIFE_MS};
use crate::body::Body;
use crate::error::{Failure, Result};
use crate::store::agents::{self, Agent};
use crate::store::teams;
use crate::store::users::{self, User};

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

pub(super) async fn agent(State(app): State<App>, Body(new): Body<NewAgent>) -> Result<Json<Value>> {
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
pub(super) async fn crm_user(State(app): State<App>, Body(new): Body<NewUser>) -> Result<Json<Value>> {
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
pub(super) async fn token(State(app): State<App>, Body(new): Body<NewToken>) -> Result<Json<Value>> {
    app.act(|act| {
        let user = user(&act.db, &new.user)?;
        let (token, expires_at) = auth::issue_token(act, user.id, new.life_ms.unwrap_or(TOKEN_LIFE_MS))?;
        Ok(Json(json!({"token": token, "expires_at": expires_at})))
    })
}
