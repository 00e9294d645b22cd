//! The customer's requests: start a chat, read, write, send a file, end.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use webitel_chats::ids::{ConversationId, FileId, QueueId};
use webitel_chats::wire::agent::Media;
use webitel_chats::wire::chat::{File, Variables};
use webitel_chats::wire::error::id;

use super::event::CustomerMessage;
use super::{After, MAX_FILE, OwnChat};
use crate::app::{Act, App};
use crate::body::Body;
use crate::chat::leave::{self, Closer};
use crate::chat::start::{self, NewChat};
use crate::chat::write;
use crate::error::{Failure, Result};
use crate::storage;
use crate::store::conversations::Thread;
use crate::store::messages::{self, Content};
use crate::store::{files, queues};

/// The gateways through which customers come.
const SOURCES: [&str; 5] = ["telegram", "webchat", "infobip_whatsapp", "viber", "messenger"];
/// The longest name and external id, in characters.
const MAX_NAME: usize = 200;
/// The longest text, in bytes.
const MAX_TEXT: usize = 128 * 1024;

#[derive(Deserialize)]
pub(super) struct Start {
    source: String,
    name: String,
    /// The queue's name, or its number.
    queue: QueueRef,
    /// Who this is with the provider; somebody new if absent.
    external_id: Option<String>,
    /// What the gateway knows of the customer.
    #[serde(default)]
    variables: Variables,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum QueueRef {
    Id(i64),
    Name(String),
}

#[derive(Serialize)]
pub(super) struct Started {
    id: ConversationId,
    token: String,
    external_id: String,
}

/// The queues from which a customer may choose.
pub(super) async fn queues(State(app): State<App>) -> Result<Json<Value>> {
    let queues = app.read(|db| Ok(queues::list(db)?))?;
    let open = queues.iter().filter(|queue| queue.enabled && queue.channel == Media::Chat);
    Ok(Json(
        json!({"items": open.map(|queue| json!({"id": queue.id, "name": queue.name})).collect::<Vec<_>>()}),
    ))
}

pub(super) async fn start(
    State(app): State<App>,
    Body(start): Body<Start>,
) -> Result<(StatusCode, Json<Started>)> {
    let name = start.name.trim();
    let external_id = start.external_id.unwrap_or_else(|| Uuid::new_v4().simple().to_string());
    if !SOURCES.contains(&start.source.as_str()) {
        return Err(Failure::bad_request(format!("source must be one of {}", SOURCES.join(", "))));
    }
    if name.is_empty() || name.chars().count() > MAX_NAME || external_id.chars().count() > MAX_NAME {
        return Err(Failure::bad_request("name must have 1 to 200 characters"));
    }
    let (name, source) = (name.to_owned(), start.source);
    // These belong to the call centre; a customer who set them could make desks answer.
    let mut variables = start.variables;
    variables.retain(|name, _| !name.starts_with("cc_") && !name.starts_with("wbt_"));
    let started = app.act(|act| {
        let queue = chat_queue(act, &start.queue)?;
        let new = NewChat { source, external_id: external_id.clone(), name, queue, variables };
        let thread = start::start(act, new)?;
        Ok(Started { id: thread.id, token: thread.customer_token, external_id })
    })?;
    Ok((StatusCode::CREATED, Json(started)))
}

fn chat_queue(act: &Act, wanted: &QueueRef) -> Result<QueueId> {
    let found = match wanted {
        QueueRef::Id(id) => queues::get(&act.db, QueueId(*id))?,
        QueueRef::Name(name) => queues::find(&act.db, name)?,
    };
    let found = found.filter(|queue| queue.channel == Media::Chat);
    Ok(found.ok_or_else(|| Failure::not_found("queue of chats"))?.id)
}

pub(super) async fn messages(
    State(app): State<App>,
    Query(after): Query<After>,
    OwnChat(thread): OwnChat,
) -> Result<Json<Value>> {
    let messages = app.read(|db| CustomerMessage::since(db, &thread, after.id()))?;
    Ok(Json(json!({"messages": messages, "closed": thread.closed_at.is_some()})))
}

#[derive(Deserialize)]
pub(super) struct Write {
    text: String,
    /// A name for the message: sent again under the same one it is not stored again.
    key: Option<String>,
}

pub(super) async fn write(
    State(app): State<App>,
    OwnChat(thread): OwnChat,
    Body(write): Body<Write>,
) -> Result<(StatusCode, Json<CustomerMessage>)> {
    let text = write.text.trim();
    if text.is_empty() || text.len() > MAX_TEXT {
        return Err(Failure::bad_request("text must not be blank or longer than 128 KB"));
    }
    say(&app, &thread, Content { key: write.key, ..Content::text(text) })
}

/// Stores what the customer sends and tells everybody.
fn say(app: &App, thread: &Thread, content: Content) -> Result<(StatusCode, Json<CustomerMessage>)> {
    if content.key.as_ref().is_some_and(|key| key.is_empty() || key.len() > MAX_NAME) {
        return Err(Failure::bad_request("key must have 1 to 200 bytes"));
    }
    let message = app.act(|act| {
        if let Some(known) = known(act, thread, content.key.as_deref())? {
            return Ok(known);
        }
        // Somebody may have ended the chat a moment ago.
        if crate::chat::thread(act, thread.id)?.closed_at.is_some() {
            return Err(Failure::new(409, "sandbox.chat.closed", "the chat is over"));
        }
        let message = write::customer(act, thread.id, content)?;
        CustomerMessage::read(&act.db, thread, &message)
    })?;
    Ok((StatusCode::CREATED, Json(message)))
}

/// The message that was stored under a key before.
fn known(act: &Act, thread: &Thread, key: Option<&str>) -> Result<Option<CustomerMessage>> {
    let known = key.map(|key| messages::by_key(&act.db, thread.id, key)).transpose()?.flatten();
    known.map(|message| CustomerMessage::read(&act.db, thread, &message)).transpose()
}

#[derive(Deserialize)]
pub(super) struct RawFile {
    #[serde(default)]
    name: String,
    /// A caption.
    #[serde(default)]
    text: String,
    /// A name for the message, as with texts.
    key: Option<String>,
}

/// A file, either as the first part of a form or as the bare bytes with `?name=`.
pub(super) async fn send_file(
    State(app): State<App>,
    Query(raw): Query<RawFile>,
    OwnChat(thread): OwnChat,
    request: Request,
) -> Result<(StatusCode, Json<CustomerMessage>)> {
    if thread.closed_at.is_some() {
        return Err(Failure::new(409, "sandbox.chat.closed", "the chat is over"));
    }
    let (name, mime, bytes) = received(raw.name, request).await?;
    if let Some(known) = app.act(|act| known(act, &thread, raw.key.as_deref()))? {
        return Ok((StatusCode::CREATED, Json(known)));
    }
    if bytes.is_empty() || name.is_empty() {
        return Err(Failure::bad_request("a file needs a name and bytes"));
    }
    if let Err(refusal) = storage::check(&app, &name, &mime, bytes.len() as u64) {
        if refusal.0.is(id::FILE_POLICY) {
            app.act(|act| write::forbidden_file(act, thread.id))?;
        }
        return Err(refusal);
    }
    let stored = storage::save(&app, thread.id, &name, &mime, &bytes)?;
    let file = File {
        id: stored.id,
        url: stored.shared,
        mime: stored.mime,
        size: stored.size,
        name: stored.name,
        malware: false,
    };
    say(&app, &thread, Content { text: raw.text, file: Some(file), variables: None, key: raw.key })
}

async fn received(name: String, request: Request) -> Result<(String, String, Bytes)> {
    let mime = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mime = mime.unwrap_or_else(|| "application/octet-stream".to_owned());
    let unreadable = |_| Failure::new(413, id::UPLOAD_LIMIT, MAX_FILE.to_string());
    if !mime.starts_with("multipart/form-data") {
        let bytes = Bytes::from_request(request, &()).await.map_err(unreadable)?;
        return Ok((name, mime, bytes));
    }
    let broken = |_| Failure::bad_request("the form can't be read");
    let mut form =
        Multipart::from_request(request, &()).await.map_err(|_| Failure::bad_request("not a form"))?;
    let part = form.next_field().await.map_err(broken)?;
    let part = part.ok_or_else(|| Failure::bad_request("the form is empty"))?;
    let name = part.file_name().unwrap_or(&name).to_owned();
    let mime = part.content_type().unwrap_or("application/octet-stream").to_owned();
    let bytes = part.bytes().await.map_err(|_| Failure::new(413, id::UPLOAD_LIMIT, MAX_FILE.to_string()))?;
    Ok((name, mime, bytes))
}

#[derive(Deserialize)]
pub(super) struct FilePath {
    file: i64,
}

/// A file of the chat, always as a download.
pub(super) async fn file(
    State(app): State<App>,
    Path(path): Path<FilePath>,
    OwnChat(thread): OwnChat,
) -> Result<Response> {
    let file = app.read(|db| Ok(files::get(db, FileId(path.file))?))?;
    let file = file.filter(|file| file.conversation == thread.id);
    let file = file.ok_or_else(|| Failure::not_found("file"))?;
    let bytes = tokio::fs::read(app.files_dir().join(file.id.to_string())).await;
    let bytes = bytes.map_err(|_| Failure::not_found("file"))?;
    let headers = [
        (CONTENT_TYPE, "application/octet-stream"),
        (CONTENT_DISPOSITION, "attachment"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, bytes).into_response())
}

pub(super) async fn end(State(app): State<App>, OwnChat(thread): OwnChat) -> Result<Json<Value>> {
    app.act(|act| leave::close(act, thread.id, Closer::Customer))?;
    Ok(Json(json!({})))
}
