//! What was said, newest first.

use axum::Json;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde::Serialize;
use webitel_chats::ids::{ContactId, ConversationId, MessageId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::Message;
use webitel_chats::wire::error::id;
use webitel_chats::wire::rest::{History, HistoryMessage, Peer, PeerIndex};

use super::access::{check_reads_chats, check_takes_part};
use super::params::Params;
use super::peers::{Authors, Cast};
use crate::app::App;
use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::store::dialogs::{self, Before};
use crate::store::{contacts, conversations};

/// How many messages come unless the request says otherwise.
const PAGE: i64 = 16;

/// The most messages that come at once.
const LARGEST_PAGE: i64 = 1000;

/// A chat's id as the catalogue takes it, with dashes or without.
pub(super) fn chat_id(text: &str) -> Result<ConversationId> {
    text.parse().map_err(|_| Failure::new(400, id::HISTORY_CHAT_ID, "the chat's id is not one"))
}

pub(super) async fn of_dialog(
    State(app): State<App>,
    session: Session,
    Path(chat): Path<String>,
    params: Params,
) -> Result<Json<History>> {
    check_reads_chats(&session)?;
    let id = chat_id(&chat)?;
    app.read(|db| {
        check_takes_part(db, session.user.id, id)?;
        let mut authors = Authors::default();
        let (messages, next) = read(db, id, &params, &mut authors)?;
        Ok(Json(History { messages, peers: authors.into_peers(), next }))
    })
}

/// A history of several chats: each message says to which one it belongs.
#[derive(Debug, Serialize)]
pub(super) struct ContactHistory {
    messages: Vec<ContactMessage>,
    peers: Vec<Peer>,
    chats: Vec<ContactChat>,
    page: i64,
    next: bool,
}

#[derive(Debug, Serialize)]
struct ContactMessage {
    #[serde(flatten)]
    message: HistoryMessage,
    /// A place in the list of chats, counted from 1.
    chat: PeerIndex,
}

#[derive(Debug, Serialize)]
struct ContactChat {
    id: String,
    title: String,
}

pub(super) async fn of_contact(
    State(app): State<App>,
    session: Session,
    Path(contact): Path<i64>,
    params: Params,
) -> Result<Json<ContactHistory>> {
    of_chats(&app, &session, contact, None, &params)
}

pub(super) async fn of_contact_chat(
    State(app): State<App>,
    session: Session,
    Path((contact, chat)): Path<(i64, String)>,
    params: Params,
) -> Result<Json<ContactHistory>> {
    of_chats(&app, &session, contact, Some(chat_id(&chat)?), &params)
}

/// The messages of a contact's chats in which the caller takes or took part.
fn of_chats(
    app: &App,
    session: &Session,
    contact: i64,
    only: Option<ConversationId>,
    params: &Params,
) -> Result<Json<ContactHistory>> {
    check_reads_chats(session)?;
    let paging = params.paging(PAGE);
    app.read(|db| {
        let mut history =
            ContactHistory { messages: vec![], peers: vec![], chats: vec![], page: paging.page, next: false };
        let mut authors = Authors::default();
        for id in contacts::chats(db, ContactId(contact), session.user.id)? {
            if only.is_some_and(|only| only != id) {
                continue;
            }
            let Some(thread) = conversations::get(db, id)? else { continue };
            history.chats.push(ContactChat { id: id.0.simple().to_string(), title: thread.title.clone() });
            let chat = PeerIndex { id: i64::try_from(history.chats.len()).unwrap_or(i64::MAX) };
            let messages = dialogs::history(db, id, Before::default(), &params.pattern(), LARGEST_PAGE)?;
            let messages = point(messages, &Cast::read(db, &thread)?, &mut authors);
            history.messages.extend(messages.into_iter().map(|message| ContactMessage { message, chat }));
        }
        history.peers = authors.into_peers();
        history.messages.sort_by_key(|entry| std::cmp::Reverse(entry.message.id));
        let skipped = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
        let size = usize::try_from(paging.size).unwrap_or(usize::MAX);
        history.next = history.messages.len() > skipped.saturating_add(size);
        history.messages = history.messages.into_iter().skip(skipped).take(size).collect();
        Ok(Json(history))
    })
}

/// One page, and whether there are older messages.
fn read(
    db: &Connection,
    id: ConversationId,
    params: &Params,
    authors: &mut Authors,
) -> Result<(Vec<HistoryMessage>, bool)> {
    let limit = params.number("limit").filter(|limit| *limit > 0).unwrap_or(PAGE).min(LARGEST_PAGE);
    let before = Before {
        id: params.number("offset.id").filter(|id| *id > 0).map(MessageId),
        date: params.number("offset.date").filter(|date| *date > 0).map(Millis),
    };
    let mut messages = dialogs::history(db, id, before, &params.pattern(), limit + 1)?;
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let next = messages.len() > size;
    messages.truncate(size);
    let thread = conversations::get(db, id)?.ok_or_else(|| Failure::not_found("the chat is gone"))?;
    Ok((point(messages, &Cast::read(db, &thread)?, authors), next))
}

/// Messages as they travel, each pointing to its author.
fn point(messages: Vec<Message>, cast: &Cast, authors: &mut Authors) -> Vec<HistoryMessage> {
    let with_author = |message: Message| HistoryMessage {
        id: message.id,
        date: message.created_at.unwrap_or_default(),
        from: authors.index(cast.author(message.channel_id)),
        edit: message.updated_at,
        text: message.text,
        file: message.file.map(Into::into),
    };
    messages.into_iter().map(with_author).collect()
}
