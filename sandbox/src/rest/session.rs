//! Signing in and out, and what the desk's shell wants to know of its user.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use webitel_chats::ids::UserId;
use webitel_chats::wire::rest::{Login, LoginReply};

use crate::app::App;
use crate::auth::{CALL_CENTER, Session, TOKEN_LIFE_MS, check_password, issue_token};
use crate::error::{Failure, Result};
use crate::store::users;

/// The name of the one domain.
const DOMAIN: &str = "demo";

/// `POST /api/login`.
pub(super) async fn login(State(app): State<App>, body: Bytes) -> Result<Json<LoginReply>> {
    let login: Login = serde_json::from_slice(&body)
        .map_err(|_| Failure::new(400, "auth.login.input", "username and password are required"))?;
    if login.username.trim().is_empty() || login.password.is_empty() {
        return Err(Failure::new(400, "auth.login.input", "username and password are required"));
    }
    if login.domain.as_deref().is_some_and(|domain| !domain.is_empty() && domain != DOMAIN) {
        return Err(Failure::new(401, "auth.login.domain.invalid", "domain is unknown"));
    }
    let username = login.username.trim().to_owned();
    let stored = app.read(|db| Ok(users::password(db, &username)?))?;
    // Checking takes its time on purpose, so it happens neither under the lock nor on a thread
    // that serves others.
    let user = tokio::task::spawn_blocking(move || check_password(stored, &login.password)).await;
    let user: UserId = user.map_err(|error| Failure::bad_request(error.to_string()))??;
    let (token, _) = app.act(|act| issue_token(act, user, TOKEN_LIFE_MS))?;
    Ok(Json(LoginReply { access_token: Some(token), authorization: None }))
}

/// `POST /api/logout`: the token is of no use any more.
pub(super) async fn logout(State(app): State<App>, session: Session) -> Result<Json<Value>> {
    app.act(|act| Ok(users::remove_token(&act.db, &session.token)?))?;
    Ok(Json(json!({})))
}

/// `GET /api/userinfo`.
pub(super) async fn userinfo(session: Session) -> Json<Value> {
    let user = &session.user;
    let expires = session.expires_at.to_string();
    let classes: &[&str] = if user.has_licence(CALL_CENTER) {
        &["cc_agent", "chats", "contacts", "cc_queue", "users"]
    } else {
        &[]
    };
    let scope: Vec<Value> = classes
        .iter()
        .enumerate()
        .map(|(index, class)| {
            json!({ "id": (index + 1).to_string(), "name": class, "class": class, "access": "rwxd",
                    "obac": true, "rbac": false, "abac": false })
        })
        .collect();
    let license: Vec<Value> = user
        .licences
        .iter()
        .enumerate()
        .map(|(index, product)| {
            json!({ "id": (index + 1).to_string(), "prod": product, "scope": [], "expires_at": expires })
        })
        .collect();
    Json(json!({
        "dc": "1",
        "domain": DOMAIN,
        "user_id": user.id.to_string(),
        "name": user.name,
        "username": user.login,
        "preferred_username": user.login,
        "chat_name": user.chat_name,
        "extension": user.extension,
        "expires_at": expires,
        "roles": [],
        "scope": scope,
        "permissions": [],
        "license": license,
    }))
}

/// `GET /api/role/metadata/access`: the agents' application is for those with a licence.
pub(super) async fn access(session: Session) -> Json<Value> {
    let enabled = session.user.has_licence(CALL_CENTER);
    Json(json!({ "agent": { "_enabled": enabled, "chats": { "_enabled": enabled } } }))
}

/// `GET /api/user/settings/{name}`.
pub(super) async fn settings(session: Session, Path(name): Path<String>) -> Result<Json<Value>> {
    match name.as_str() {
        // The sandbox has no telephony.
        "phone" => Ok(Json(json!({ "webrtc": false, "stun": "" }))),
        "notification" => Ok(Json(json!({}))),
        "timezone" => Ok(Json(json!({ "timezone": "Europe/Kyiv" }))),
        _ => Err(Failure::not_found(&format!("{} has no such settings", session.user.login))),
    }
}

/// `GET /api/user`.
pub(super) async fn user(State(app): State<App>, session: Session) -> Result<Json<Value>> {
    let status = app.read(|db| presence(&app, db, session.user.id))?;
    Ok(Json(json!({
        "id": session.user.id.to_string(),
        "name": session.user.name,
        "username": session.user.login,
        "extension": session.user.extension,
        "presence": { "status": status },
    })))
}

/// Body of `PATCH /api/presence`.
#[derive(Deserialize)]
pub(super) struct Presence {
    status: String,
}

/// `PATCH /api/presence`: `dnd` or nothing.
pub(super) async fn set_presence(
    State(app): State<App>,
    session: Session,
    body: Bytes,
) -> Result<Json<Value>> {
    let wanted: Presence = serde_json::from_slice(&body)?;
    let dnd = match wanted.status.as_str() {
        "" => false,
        "dnd" => true,
        other => return Err(Failure::bad_request(format!("{other:?} is neither empty nor \"dnd\""))),
    };
    let status = app.act(|act| {
        users::set_dnd(&act.db, session.user.id, dnd)?;
        presence(&app, &act.db, session.user.id)
    })?;
    Ok(Json(json!({ "status": status })))
}

/// How a user can be reached: words separated by commas.
pub(super) fn presence(app: &App, db: &rusqlite::Connection, user: UserId) -> Result<String> {
    let mut words = Vec::new();
    if app.hub.is_present(user) {
        words.push("web");
    }
    if users::is_dnd(db, user)? {
        words.push("dnd");
    }
    Ok(words.join(","))
}
