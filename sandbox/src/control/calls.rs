//! Simulated calls.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use webitel_chats::ids::AttemptId;

use super::seat;
use crate::app::{Act, App};
use crate::body::Body;
use crate::calls;
use crate::error::{Failure, Result};
use crate::store::queues;

/// A call, either into a queue or with an agent at once.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum NewCall {
    Queued {
        queue: String,
        #[serde(default)]
        from: String,
    },
    Direct {
        agent: String,
        #[serde(default)]
        from: String,
    },
}

pub(super) async fn start(State(app): State<App>, Body(new): Body<NewCall>) -> Result<Json<Value>> {
    app.act(|act| {
        let attempt = match new {
            NewCall::Queued { queue, from } => {
                let queue = queues::find(&act.db, &queue)?.ok_or_else(|| Failure::not_found("queue"))?;
                calls::enqueue(act, queue.id, &from)?
            }
            NewCall::Direct { agent, from } => {
                let agent = seat(&act.db, &agent)?;
                calls::start(act, agent.id, &from)?
            }
        };
        Ok(Json(json!({"attempt_id": attempt})))
    })
}

pub(super) async fn answer(State(app): State<App>, Path(id): Path<i64>) -> Result<Json<Value>> {
    run(&app, |act| calls::answer(act, AttemptId(id)))
}

pub(super) async fn decline(State(app): State<App>, Path(id): Path<i64>) -> Result<Json<Value>> {
    run(&app, |act| calls::decline(act, AttemptId(id)))
}

pub(super) async fn end(State(app): State<App>, Path(id): Path<i64>) -> Result<Json<Value>> {
    run(&app, |act| calls::end(act, AttemptId(id)))
}

/// Ends whatever call an agent has.
pub(super) async fn end_of_agent(State(app): State<App>, Path(login): Path<String>) -> Result<Json<Value>> {
    run(&app, |act| {
        let agent = seat(&act.db, &login)?;
        let call = calls::of_agent(act, agent.id)?.ok_or_else(|| Failure::not_found("call"))?;
        calls::end(act, call.id)
    })
}

fn run(app: &App, command: impl FnOnce(&mut Act) -> Result<()>) -> Result<Json<Value>> {
    app.act(command)?;
    Ok(Json(json!({})))
}
