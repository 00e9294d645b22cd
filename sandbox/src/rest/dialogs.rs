//! The catalogue of conversations.

use axum::Json;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde_json::Value;
use webitel_chats::ids::ConversationId;
use webitel_chats::wire::rest::{Dialog, DialogMember, DialogMessage, Named, Peer, Sender};

use super::access::{check_reads_chats, check_takes_part};
use super::answer::{Data, with_fields};
use super::history::chat_id;
use super::params::Params;
use super::peers::Cast;
use crate::app::App;
use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::store::conversations::{self, Thread};
use crate::store::dialogs::{self, Filter};
use crate::store::queues;

/// How many conversations a page holds unless the request says otherwise.
const PAGE: i64 = 16;

/// What a conversation says of itself unless the request asks for other fields.
const DEFAULT_FIELDS: [&str; 8] = ["id", "via", "from", "date", "title", "closed", "started", "message"];

pub(super) async fn list(
    State(app): State<App>,
    session: Session,
    params: Params,
) -> Result<Json<Data<Value>>> {
    check_reads_chats(&session)?;
    let paging = params.paging(PAGE);
    let mut fields = params.fields();
    if fields.is_empty() {
        fields.extend(DEFAULT_FIELDS);
    }
    let pattern = params.pattern();
    let filter = Filter {
        participant: session.user.id,
        name: &pattern,
        ids: params.all("id").map(str::to_owned).collect(),
        online: params.flag("online"),
        peer: params.get("peer.id"),
        peer_type: params.get("peer.type"),
        via: params.number("via.id"),
        via_type: params.get("via.type"),
        since: params.number("date.since"),
        until: params.number("date.until"),
    };
    app.read(|db| {
        let found = dialogs::find(db, &filter, paging.limit(), paging.offset())?;
        let dialogs: Result<Vec<Value>> =
            found.into_iter().map(|id| with_fields(&dialog(db, id)?, &fields)).collect();
        Ok(Json(Data::new(dialogs?, paging)))
    })
}

pub(super) async fn members(
    State(app): State<App>,
    session: Session,
    Path(chat): Path<String>,
    params: Params,
) -> Result<Json<Data<DialogMember>>> {
    check_reads_chats(&session)?;
    let id = chat_id(&chat)?;
    let paging = params.paging(PAGE);
    app.read(|db| {
        check_takes_part(db, session.user.id, id)?;
        Ok(Json(Data::new(dialog(db, id)?.members, paging)))
    })
}

/// Everything that the catalogue knows of a conversation.
fn dialog(db: &Connection, id: ConversationId) -> Result<Dialog> {
    let thread = conversations::get(db, id)?.ok_or_else(|| Failure::not_found("the chat is gone"))?;
    let cast = Cast::read(db, &thread)?;
    let message = last_message(db, &thread)?;
    Ok(Dialog {
        id,
        from: cast.leg(Some(thread.customer_channel)).map(|(_, peer)| peer.clone()),
        title: thread.title.clone(),
        started: Some(thread.created_at),
        closed: thread.closed_at,
        closed_cause: thread.close_cause.clone(),
        date: message.as_ref().map(|message| message.date).or(Some(thread.updated_at)),
        message,
        members: cast_members(&cast, &thread),
        queue: queues::get(db, thread.queue)?.map(|queue| Named {
            id: queue.id.to_string(),
            kind: String::new(),
            name: queue.name,
        }),
        context: thread.variables,
        via: Some(thread.via),
    })
}

fn cast_members(cast: &Cast, thread: &Thread) -> Vec<DialogMember> {
    let bot = DialogMember {
        id: Some(thread.id.as_flow_channel()),
        peer: cast.bot().clone(),
        join: Some(thread.created_at),
        left: thread.closed_at,
    };
    let legs = cast.legs().iter().map(|(leg, peer)| DialogMember {
        id: Some(leg.id),
        peer: Peer::clone(peer),
        join: Some(leg.joined_at),
        left: leg.closed_at,
    });
    legs.chain([bot]).collect()
}

fn last_message(db: &Connection, thread: &Thread) -> Result<Option<DialogMessage>> {
    let message = dialogs::last_message(db, thread.id, None)?;
    Ok(message.map(|message| DialogMessage {
        id: message.id,
        date: message.created_at.unwrap_or_default(),
        sender: Some(Sender { id: Some(message.channel_id.unwrap_or(thread.id.as_flow_channel())) }),
        text: message.text,
        file: message.file.map(Into::into),
    }))
}
