//! What an agent picks from: colleagues, chat plans, ready-made texts.

use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::answer::Items;
use super::params::Params;
use super::session::presence;
use crate::app::App;
use crate::auth::{CALL_CENTER, Session};
use crate::error::Result;
use crate::store::quick_replies::{self, QuickReply};
use crate::store::{agents, plans, queues, teams, users, word};

/// How many entries a page holds unless the request says otherwise.
const PAGE: i64 = 40;

/// `GET /api/call_center/users`: who can take a chat over.
pub(super) async fn users(
    State(app): State<App>,
    session: Session,
    params: Params,
) -> Result<Json<Items<Value>>> {
    let wanted = wanted(&params);
    page(&app, &session, &params, |db| {
        let mut found = Vec::new();
        for user in users::list(db)? {
            if user.has_licence(CALL_CENTER) && contains(&[&user.name, &user.extension], &wanted) {
                let status = agents::of_user(db, user.id)?.map(|agent| word(&agent.status));
                found.push(json!({
                    "id": user.id.to_string(),
                    "name": user.name,
                    "extension": user.extension,
                    "presence": { "status": presence(&app, db, user.id)? },
                    "status": status.unwrap_or_default(),
                }));
            }
        }
        Ok(found)
    })
}

/// `GET /api/routing/outbound/chat`: the plans to which a chat can be handed over.
pub(super) async fn plans(
    State(app): State<App>,
    session: Session,
    params: Params,
) -> Result<Json<Items<Value>>> {
    let (wanted, enabled) = (wanted(&params), params.flag("enabled"));
    page(&app, &session, &params, |db| {
        let mut found = plans::list(db)?;
        found.retain(|plan| {
            enabled.is_none_or(|enabled| plan.enabled == enabled)
                && contains(&[&plan.name, &plan.description], &wanted)
        });
        let line = |plan: plans::Plan| {
            json!({
                "id": plan.id.0,
                "name": plan.name,
                "description": plan.description,
                // Each plan of the sandbox is its own scheme.
                "schema": { "id": plan.id.0, "name": plan.name },
                "enabled": plan.enabled,
            })
        };
        Ok(found.into_iter().map(line).collect())
    })
}

/// `GET /api/call_center/quick_replies`: with `restrict_to_agent` only those for the agent's
/// team or one of the agent's queues.
pub(super) async fn quick_replies(
    State(app): State<App>,
    session: Session,
    params: Params,
) -> Result<Json<Items<Value>>> {
    let restrict = params.flag("restrict_to_agent").unwrap_or(false);
    page(&app, &session, &params, |db| {
        let agent = agents::of_user(db, session.user.id)?;
        let mut found = Vec::new();
        for reply in quick_replies::find(db, &params.pattern())? {
            let fits = match &agent {
                Some(agent) => is_for(db, &reply, agent)?,
                None => reply.teams.is_empty() && reply.queues.is_empty(),
            };
            if !restrict || fits {
                found.push(reply_line(db, &reply)?);
            }
        }
        Ok(found)
    })
}

/// The page that is asked for of all that is found, for those who have a licence.
fn page(
    app: &App,
    session: &Session,
    params: &Params,
    find: impl FnOnce(&Connection) -> Result<Vec<Value>>,
) -> Result<Json<Items<Value>>> {
    session.need_licence()?;
    Ok(Json(Items::of_all(app.read(find)?, params.paging(PAGE))))
}

fn is_for(db: &Connection, reply: &QuickReply, agent: &agents::Agent) -> Result<bool> {
    if reply.teams.is_empty() && reply.queues.is_empty() || reply.teams.contains(&agent.team) {
        return Ok(true);
    }
    for queue in &reply.queues {
        if queues::served_by(db, *queue, agent.id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn reply_line(db: &Connection, reply: &QuickReply) -> Result<Value> {
    let mut teams = Vec::new();
    for id in &reply.teams {
        let name = teams::get(db, *id)?.map(|team| team.name);
        teams.push(json!({ "id": id.0.to_string(), "name": name }));
    }
    let mut queues = Vec::new();
    for id in &reply.queues {
        let name = queues::get(db, *id)?.map(|queue| queue.name);
        queues.push(json!({ "id": id.to_string(), "name": name }));
    }
    Ok(json!({
        "id": reply.id,
        "name": reply.name,
        "text": reply.text,
        "teams": teams,
        "queues": queues,
        "article": null,
    }))
}

/// The search text; `*` at its ends says nothing more.
fn wanted(params: &Params) -> String {
    params.get("q").unwrap_or_default().trim_matches('*').to_lowercase()
}

fn contains(texts: &[&str], wanted: &str) -> bool {
    texts.iter().any(|text| text.to_lowercase().contains(wanted))
}
