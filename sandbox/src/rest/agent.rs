//! The agent's seat over REST: status, pause causes, report and queues.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AgentStatus, Media};
use webitel_chats::wire::rest::PauseCause;

use super::access::check_own_seat;
use super::answer::Items;
use super::params::Params;
use crate::agents;
use crate::app::{App, now};
use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::store::{agents as seats, plans, queues, reports, teams};

/// How many entries a page holds unless the request says otherwise.
const PAGE: i64 = 40;

/// Body of `PATCH /api/call_center/agents/{id}/status`.
#[derive(Deserialize)]
struct NewStatus {
    status: AgentStatus,
    /// The name of the pause cause.
    #[serde(default)]
    payload: Option<String>,
    #[serde(default)]
    status_comment: Option<String>,
    #[serde(default)]
    on_demand: Option<bool>,
}

pub(super) async fn set_status(
    State(app): State<App>,
    session: Session,
    Path(id): Path<i64>,
    body: Bytes,
) -> Result<Json<Value>> {
    let agent = check_own_seat(&session, id)?;
    let wanted: NewStatus =
        serde_json::from_slice(&body).map_err(|error| Failure::bad_request(error.to_string()))?;
    let payload = wanted.payload.unwrap_or_default();
    let comment = wanted.status_comment.unwrap_or_default();
    app.act(|act| match wanted.status {
        AgentStatus::Online => agents::go_online(act, agent, wanted.on_demand.unwrap_or(false)),
        AgentStatus::Pause => agents::pause(act, agent, &payload, &comment),
        AgentStatus::Offline => agents::go_offline(act, agent),
        AgentStatus::BreakOut | AgentStatus::Unknown => {
            Err(Failure::bad_request("status must be online, pause or offline"))
        }
    })?;
    Ok(Json(json!({ "status": "success" })))
}

pub(super) async fn pause_causes(
    State(app): State<App>,
    session: Session,
    Path(id): Path<i64>,
) -> Result<Json<Value>> {
    let agent = check_own_seat(&session, id)?;
    let causes = app.read(|db| {
        let used = |name: &str| reports::pause_minutes_today(db, agent, name, now());
        let causes = plans::causes(db)?.into_iter().map(|cause| {
            let duration_min = used(&cause.name)?;
            Ok(PauseCause { id: cause.id, name: cause.name, limit_min: cause.limit_min, duration_min })
        });
        causes.collect::<Result<Vec<_>>>()
    })?;
    Ok(Json(json!({ "items": causes })))
}

/// The agent's day, in seconds.
#[derive(Serialize)]
pub(super) struct Report {
    agent_id: String,
    name: String,
    status: AgentStatus,
    status_duration: String,
    user: Value,
    extension: String,
    team: Value,
    supervisor: [Value; 0],
    online: String,
    pause: String,
    offline: String,
    chat_count: i64,
}

pub(super) async fn status_report(
    State(app): State<App>,
    session: Session,
    Path(id): Path<i64>,
    params: Params,
) -> Result<Json<Report>> {
    let id = check_own_seat(&session, id)?;
    let now = now();
    app.read(|db| {
        let agent = seats::get(db, id)?.ok_or_else(|| Failure::not_found("no such agent"))?;
        let from = Millis(params.number("time.from").unwrap_or_default());
        let until = Millis(params.number("time.to").unwrap_or(now.0)).min(now);
        let times = reports::status_times(db, &agent, from, until)?;
        let team = teams::get(db, agent.team)?;
        Ok(Json(Report {
            agent_id: agent.id.to_string(),
            name: session.user.name.clone(),
            status: agent.status,
            status_duration: (now.since(agent.status_since) / 1000).to_string(),
            user: json!({ "id": session.user.id.to_string(), "name": session.user.name }),
            extension: session.user.extension.clone(),
            team: team.map_or(Value::Null, |team| json!({ "id": team.id.0.to_string(), "name": team.name })),
            supervisor: [],
            online: times.online.to_string(),
            pause: times.pause.to_string(),
            offline: times.offline.to_string(),
            chat_count: reports::chats_since(db, session.user.id, from)?,
        }))
    })
}

pub(super) async fn queues(
    State(app): State<App>,
    session: Session,
    Path(id): Path<i64>,
    params: Params,
) -> Result<Json<Items<Value>>> {
    let agent = check_own_seat(&session, id)?;
    let wanted = params.get("q").unwrap_or_default().trim_matches('*').to_lowercase();
    let all = app.read(|db| {
        let mut own = Vec::new();
        for queue in queues::list(db)? {
            if queues::served_by(db, queue.id, agent)? && queue.name.to_lowercase().contains(&wanted) {
                let load = reports::load(db, queue.id)?;
                own.push(queue_line(&queue, &load));
            }
        }
        Ok(own)
    })?;
    Ok(Json(Items::of_all(all, params.paging(PAGE))))
}

fn queue_line(queue: &queues::Queue, load: &reports::Load) -> Value {
    json!({
        "queue": { "id": queue.id.to_string(), "name": queue.name },
        "priority": queue.priority,
        "type": if queue.channel == Media::Chat { 6 } else { 1 },
        "strategy": queue.strategy,
        "enabled": queue.enabled,
        "count_members": load.waiting + load.active,
        "waiting_members": load.waiting,
        "active_members": load.active,
        "max_member_limit": 0,
        "agents": {
            "online": load.online,
            "pause": load.pause,
            "offline": load.offline,
            "free": load.free,
            "total": load.online + load.pause + load.offline,
            "allow_pause": (load.online - queue.min_online_agents).max(0),
            "busy": load.online - load.free,
        },
    })
}

/// No queue of the sandbox restricts an agent to one skill, so there is nothing to choose from.
pub(super) async fn online_skills(session: Session) -> Result<Json<Value>> {
    session.need_licence()?;
    Ok(Json(json!({ "items": [], "next": false })))
}
