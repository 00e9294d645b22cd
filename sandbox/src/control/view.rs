//! A look inside: what an agent is busy with, how a conversation stands, which frames went.

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};
use webitel_chats::ids::ConversationId;
use webitel_chats::wire::lenient::Items;

use super::{seat, user};
use crate::agents::{self, APP_ID};
use crate::app::App;
use crate::chat::members;
use crate::error::{Failure, Result};
use crate::frames::Log;
use crate::routing::workload;
use crate::store::{agents as seats, attempts, contacts, conversations, invites, messages};

/// An agent's status, media channels and work.
pub(super) async fn agent(State(app): State<App>, Path(login): Path<String>) -> Result<Json<Value>> {
    app.read(|db| {
        let agent = seat(db, &login)?;
        let work = workload::of_user(db, agent.user)?;
        Ok(Json(json!({
            "agent_id": agent.id,
            "user_id": agent.user,
            "status": agent.status,
            "status_payload": agent.status_payload,
            "present": app.hub.is_present(agent.user),
            "calls": work.calls,
            "chats": work.chats,
            "wrap_ups": work.wrap_ups,
            "channels": seats::channels(db, agent.id)?,
            "tasks": Items::new(agents::tasks(db, agent.id)?).items,
            "app_id": APP_ID,
        })))
    })
}

/// How a conversation stands.
pub(super) async fn conversation(
    State(app): State<App>,
    Path(id): Path<ConversationId>,
) -> Result<Json<Value>> {
    app.read(|db| {
        let thread = conversations::get(db, id)?.ok_or_else(|| Failure::not_found("conversation"))?;
        let attempt = attempts::running(db, id)?;
        let attempt =
            attempt.map(|one| json!({"attempt_id": one.id, "state": one.state, "agent_id": one.agent}));
        let invited: Vec<_> = invites::of_conversation(db, id)?.iter().map(|invite| invite.user).collect();
        Ok(Json(json!({
            "closed": thread.closed_at.is_some(),
            "close_cause": thread.close_cause,
            "queue_id": thread.queue,
            "contact": contacts::of_customer(db, thread.customer)?.map(|contact| contact.name),
            "agents": members::agent_names(db, id)?,
            "invited": invited,
            "attempt": attempt,
            "messages": messages::count(db, id)?,
        })))
    })
}

#[derive(Deserialize)]
pub(super) struct Whose {
    user: String,
}

/// The frames of an agent's sockets, and how many of each.
pub(super) async fn frames(State(app): State<App>, Query(whose): Query<Whose>) -> Result<Json<Log>> {
    let user = app.read(|db| user(db, &whose.user))?;
    Ok(Json(app.hub.frames.as_ref().map(|frames| frames.of(user.id)).unwrap_or_default()))
}

/// Forgets them.
pub(super) async fn clear_frames(State(app): State<App>, Query(whose): Query<Whose>) -> Result<Json<Value>> {
    let user = app.read(|db| user(db, &whose.user))?;
    if let Some(frames) = &app.hub.frames {
        frames.clear(user.id);
    }
    Ok(Json(json!({})))
}
