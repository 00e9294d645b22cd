//! What goes wrong in the world: expired tokens, failing gateways, lost replies, cut sockets,
//! edited and deleted messages.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use webitel_chats::ids::MessageId;

use super::user;
use crate::app::{App, now};
use crate::body::Body;
use crate::chat::write;
use crate::error::{Failure, Result};
use crate::faults::FailSend;
use crate::store::users;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expire {
    user: String,
    /// From now; 0 = at once.
    #[serde(default)]
    in_ms: i64,
}

/// All tokens of a user expire.
pub(super) async fn expire_tokens(State(app): State<App>, Body(expire): Body<Expire>) -> Result<Json<Value>> {
    app.act(|act| {
        let user = user(&act.db, &expire.user)?;
        let expired = users::expire_tokens(&act.db, user.id, act.now.plus(expire.in_ms))?;
        Ok(Json(json!({"expired": expired})))
    })
}

/// What shall go wrong for a user; fields that are absent stay as they are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trouble {
    user: String,
    fail_next_send: Option<FailSend>,
    /// The id of that failure, instead of the usual one.
    error_id: Option<String>,
    /// Every reply is late by this; 0 = not any more.
    reply_delay_ms: Option<u64>,
    swallow_next_reply: Option<bool>,
    /// Cuts the sockets that are open now.
    #[serde(default)]
    cut: bool,
    /// Refuses new ones for this long.
    refuse_sockets_ms: Option<i64>,
}

pub(super) async fn faults(State(app): State<App>, Body(trouble): Body<Trouble>) -> Result<Json<Value>> {
    let user = app.read(|db| user(db, &trouble.user))?;
    app.faults.change(user.id, |fault| {
        if let Some(when) = trouble.fail_next_send {
            fault.fail_next_send = Some((when, trouble.error_id));
        }
        if let Some(delay) = trouble.reply_delay_ms {
            fault.reply_delay = Duration::from_millis(delay);
        }
        if let Some(swallow) = trouble.swallow_next_reply {
            fault.swallow_next_reply = swallow;
        }
        if let Some(span) = trouble.refuse_sockets_ms {
            fault.refuse_sockets_until = now().plus(span);
        }
    });
    if trouble.cut {
        app.hub.cut(user.id);
    }
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
pub(super) struct Edit {
    text: String,
}

/// The customer edits a message.
pub(super) async fn edit(
    State(app): State<App>,
    Path(id): Path<i64>,
    Body(edit): Body<Edit>,
) -> Result<Json<Value>> {
    if edit.text.trim().is_empty() {
        return Err(Failure::bad_request("text must not be blank"));
    }
    app.act(|act| write::edit(act, MessageId(id), &edit.text))?;
    Ok(Json(json!({})))
}

/// The customer takes a message back.
pub(super) async fn delete(State(app): State<App>, Path(id): Path<i64>) -> Result<Json<Value>> {
    app.act(|act| write::delete(act, MessageId(id)))?;
    Ok(Json(json!({})))
}
