//! What only tests and demos may do with the CRM.

mod many;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{post, put};
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::Refusal;
use super::trouble::Fault;
use super::{rights, session};
use crate::app::{App, now};
use crate::body::Body;
use crate::error::{Failure, Result};
use crate::store::users;

/// The endpoints, all under `/sandbox/creatio`.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/sandbox/creatio/sessions", put(set_rules))
        .route("/sandbox/creatio/sessions/expire", post(expire))
        .route("/sandbox/creatio/faults", put(set_faults))
        .route("/sandbox/creatio/tokens", post(token))
        .route("/sandbox/creatio/chats", post(many::chats))
        .route("/sandbox/creatio/rights/{login}", put(set_right))
}

async fn set_rules(State(app): State<App>, Body(rules): Body<session::Rules>) -> Result<Json<Value>> {
    app.act(|act| Ok(session::set_rules(&act.db, rules)?))?;
    Ok(Json(json!({})))
}

async fn set_faults(State(app): State<App>, Body(faults): Body<Vec<Fault>>) -> Json<Value> {
    app.crm_trouble.set(faults);
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whose {
    user: String,
    /// When they end; now unless given.
    #[serde(default)]
    in_ms: i64,
}

async fn expire(State(app): State<App>, Body(whose): Body<Whose>) -> Result<Json<Value>> {
    app.act(|act| {
        let user = user(&act.db, &whose.user)?;
        let expired = session::expire_all(&act.db, user, now().plus(whose.in_ms))?;
        Ok(Json(json!({"sessions": expired})))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewToken {
    user: String,
    #[serde(default = "hour")]
    life_ms: i64,
}

fn hour() -> i64 {
    60 * 60 * 1000
}

async fn token(State(app): State<App>, Body(new): Body<NewToken>) -> Result<Json<Value>> {
    app.act(|act| {
        let user = user(&act.db, &new.user)?;
        let token = session::bearer(&act.db, user, new.life_ms, now())?;
        Ok(Json(json!({"access_token": token, "token_type": "Bearer", "expires_in": new.life_ms / 1000})))
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Right {
    Read(String),
    Write(String),
    Run(String),
}

#[derive(Deserialize)]
struct SetRight {
    #[serde(flatten)]
    right: Right,
    allowed: bool,
}

async fn set_right(
    State(app): State<App>,
    Path(login): Path<String>,
    Body(set): Body<SetRight>,
) -> Result<Json<Value>> {
    let what = match &set.right {
        Right::Read(object) => format!("read {object}"),
        Right::Write(object) => format!("write {object}"),
        Right::Run(operation) => format!("run {operation}"),
    };
    app.act(|act| Ok(rights::set(&act.db, user(&act.db, &login)?, &what, set.allowed)?))?;
    Ok(Json(json!({})))
}

fn user(db: &rusqlite::Connection, login: &str) -> Result<webitel_chats::ids::UserId> {
    Ok(users::by_login(db, login)?.ok_or_else(|| Failure::not_found("user"))?.id)
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.status(), "sandbox.creatio", refusal.words())
    }
}
