//! The chats that the agent had today: the lists of closed ones and their number.

use axum::Json;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde_json::{Value, json};
use webitel_chats::ids::{ChannelId, ConversationId};
use webitel_chats::wire::error::id;
use webitel_chats::wire::rest::{AgentChat, LastMessage, Named};

use super::access::check_reads_chats;
use super::answer::{Items, with_fields};
use super::params::Params;
use crate::app::App;
use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::store::agent_chats::{self, Filter, Order};
use crate::store::channels::{self, Channel, Party};
use crate::store::conversations::{self, Thread};
use crate::store::{attempts, contacts, dialogs, queues};

/// How many chats a page holds unless the request says otherwise.
const PAGE: i64 = 16;

pub(super) async fn list(
    State(app): State<App>,
    session: Session,
    params: Params,
) -> Result<Json<Items<Value>>> {
    check_reads_chats(&session)?;
    let paging = params.paging(PAGE);
    let fields = params.fields();
    app.read(|db| {
        let pattern = params.pattern();
        let legs = agent_chats::find(
            db,
            filter(&session, &params, &pattern),
            order(&params),
            paging.limit(),
            paging.offset(),
        )?;
        let chats: Result<Vec<Value>> =
            legs.into_iter().map(|leg| with_fields(&agent_chat(db, leg)?, &fields)).collect();
        Ok(Json(Items::new(chats?, paging)))
    })
}

pub(super) async fn counter(State(app): State<App>, session: Session, params: Params) -> Result<Json<Value>> {
    check_reads_chats(&session)?;
    let pattern = params.pattern();
    let count = app.read(|db| Ok(agent_chats::count(db, filter(&session, &params, &pattern))?))?;
    Ok(Json(json!({ "count": count })))
}

pub(super) async fn mark_processed(
    State(app): State<App>,
    session: Session,
    Path(conversation): Path<String>,
) -> Result<Json<Value>> {
    check_reads_chats(&session)?;
    let nothing = || Failure::new(500, id::NOT_MARKED, "no rows were affected");
    let conversation: ConversationId = conversation.parse().map_err(|_| nothing())?;
    let marked = app.act(|act| Ok(agent_chats::mark_processed(&act.db, session.user.id, conversation)?))?;
    if marked { Ok(Json(json!({}))) } else { Err(nothing()) }
}

fn filter<'a>(session: &Session, params: &Params, pattern: &'a str) -> Filter<'a> {
    Filter {
        user: session.user.id,
        closed: params.flag("only_closed").unwrap_or(false),
        unprocessed: params.flag("only_unprocessed").unwrap_or(false),
        name: pattern,
    }
}

/// The order that is asked for, and whether it descends; by default the last closed comes first.
fn order(params: &Params) -> (Order, bool) {
    let sort = params.get("sort").unwrap_or("-closed_at");
    let order = match sort.trim_start_matches(['+', '-', ' ']) {
        "started_at" => Order::StartedAt,
        "title" => Order::Title,
        _ => Order::ClosedAt,
    };
    (order, sort.starts_with('-'))
}

fn agent_chat(db: &Connection, leg: ChannelId) -> Result<AgentChat> {
    let gone = || Failure::not_found("the chat is gone");
    let leg = channels::get(db, leg)?.ok_or_else(gone)?;
    let thread = conversations::get(db, leg.conversation)?.ok_or_else(gone)?;
    Ok(AgentChat {
        id: thread.id,
        title: thread.title.clone(),
        gateway: Some(Named {
            id: thread.via.id.to_string(),
            kind: thread.via.kind.clone(),
            name: thread.via.name.clone(),
        }),
        started_at: Some(leg.joined_at),
        closed_at: leg.closed_at,
        last_message: last_message(db, &thread, &leg)?,
        queue: queue(db, &leg)?,
        close_reason: leg.close_reason.clone(),
        unprocessed_close: leg.needs_processing,
        contact: contacts::of_customer(db, thread.customer)?.map(|contact| Named {
            id: contact.id.to_string(),
            kind: String::new(),
            name: contact.name,
        }),
    })
}

/// The last message that the agent could see: what came after the leaving is not shown.
fn last_message(db: &Connection, thread: &Thread, leg: &Channel) -> Result<Option<LastMessage>> {
    let Some(message) = dialogs::last_message(db, thread.id, leg.closed_at)? else {
        return Ok(None);
    };
    let author = message.channel_id.map(|id| channels::get(db, id)).transpose()?.flatten();
    let from = match author {
        None => Named { id: thread.queue.to_string(), kind: "bot".to_owned(), name: String::new() },
        Some(leg) => match leg.party {
            Party::Agent(user) => Named { id: user.to_string(), kind: "agent".to_owned(), name: leg.name },
            Party::Customer(user) => {
                Named { id: user.to_string(), kind: "client".to_owned(), name: leg.name }
            }
        },
    };
    Ok(Some(LastMessage {
        id: message.id,
        date: message.created_at.unwrap_or_default(),
        from,
        text: message.text,
        file: message.file.map(Into::into),
    }))
}

/// The queue by which the chat came to the agent; a colleague's hand-over has none.
fn queue(db: &Connection, leg: &Channel) -> Result<Option<Named>> {
    let attempt = leg.attempt.map(|id| attempts::get(db, id)).transpose()?.flatten();
    let queue = attempt.and_then(|attempt| attempt.queue).map(|id| queues::get(db, id)).transpose()?;
    Ok(queue.flatten().map(|queue| Named { id: queue.id.to_string(), kind: String::new(), name: queue.name }))
}
