//! `POST /api/storage/file/{conversation}/upload`: multipart, or the raw bytes with `?name=`.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::header::CONTENT_TYPE;
use futures_util::StreamExt;
use webitel_chats::ids::ConversationId;
use webitel_chats::wire::rest::Uploaded;

use super::keep::save;
use super::name::media_type;
use super::policy::Rules;
use crate::app::App;
use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::rest::{Params, check_takes_part};

/// How much of a refused upload is still read: a browser that is cut off while it sends shows
/// a network error instead of the reason.
const DRAINED: u64 = 256 * 1024 * 1024;

/// A file that has arrived and is not stored yet.
struct Arrived {
    name: String,
    mime: String,
    bytes: Vec<u8>,
}

pub(super) async fn upload(
    State(app): State<App>,
    session: Session,
    Path(conversation): Path<String>,
    params: Params,
    request: Request,
) -> Result<Json<Vec<Uploaded>>> {
    let conversation: ConversationId =
        conversation.parse().map_err(|_| Failure::bad_request("the chat's id is not one"))?;
    let rules = app.read(|db| {
        check_takes_part(db, session.user.id, conversation)?;
        Rules::read(db)
    })?;
    let channel = params.get("channel").unwrap_or_default().to_owned();
    let multipart = header(&request).is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let arrived = if multipart {
        read_parts(Multipart::from_request(request, &app).await.map_err(unreadable)?, &rules).await?
    } else {
        vec![read_raw(request, params.get("name").unwrap_or_default(), &rules).await?]
    };
    if arrived.is_empty() {
        return Err(Failure::bad_request("no files"));
    }
    for file in &arrived {
        rules.check(&channel, &file.mime, file.bytes.len() as u64)?;
    }
    // The disk may take its time; other requests must not wait for it.
    let stored = tokio::task::spawn_blocking(move || {
        let save = |file: &Arrived| save(&app, conversation, &file.name, &file.mime, &file.bytes);
        arrived.iter().map(save).collect::<Result<Vec<_>>>()
    });
    stored.await.map_err(unreadable)?.map(Json)
}

async fn read_raw(request: Request, name: &str, rules: &Rules) -> Result<Arrived> {
    let mime = media_type(header(&request), name);
    let mut body = Counted::new(rules);
    let mut chunks = request.into_body().into_data_stream();
    while let Some(chunk) = chunks.next().await {
        body.take(&chunk.map_err(unreadable)?)?;
    }
    Ok(Arrived { name: name.to_owned(), mime, bytes: body.finish()? })
}

async fn read_parts(mut parts: Multipart, rules: &Rules) -> Result<Vec<Arrived>> {
    let mut arrived = Vec::new();
    // All parts together may not be larger than a file: they are in memory until they are stored.
    let mut body = Counted::new(rules);
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.file_name().or(part.name()).unwrap_or_default().to_owned();
        let mime = media_type(part.content_type(), &name);
        while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
            body.take(&chunk)?;
        }
        arrived.push(Arrived { name, mime, bytes: std::mem::take(&mut body.bytes) });
    }
    body.finish()?;
    Ok(arrived)
}

/// Keeps what arrives up to the limit, and drops the rest up to [`DRAINED`].
struct Counted<'a> {
    rules: &'a Rules,
    bytes: Vec<u8>,
    seen: u64,
}

impl<'a> Counted<'a> {
    fn new(rules: &'a Rules) -> Self {
        Self { rules, bytes: Vec::new(), seen: 0 }
    }

    fn take(&mut self, chunk: &Bytes) -> Result<()> {
        self.seen += chunk.len() as u64;
        if self.seen <= self.rules.limit {
            self.bytes.extend_from_slice(chunk);
        } else if self.seen > DRAINED {
            return Err(self.rules.too_large());
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>> {
        if self.seen > self.rules.limit { Err(self.rules.too_large()) } else { Ok(self.bytes) }
    }
}

fn header(request: &Request<Body>) -> Option<&str> {
    request.headers().get(CONTENT_TYPE)?.to_str().ok()
}

fn unreadable(error: impl std::fmt::Display) -> Failure {
    Failure::bad_request(error.to_string())
}
