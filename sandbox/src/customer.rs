//! The customer's side: a small HTTP and WebSocket interface, and a page that uses it.

mod chats;
mod event;
mod page;
mod socket;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Query};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::routing::{any, get, post};
use serde::Deserialize;
use webitel_chats::ids::{ConversationId, MessageId};

use crate::app::App;
use crate::auth::unauthorized;
use crate::error::{Failure, Result};
use crate::store::conversations::{self, Thread};

pub(crate) use event::CustomerEvent;

/// The largest file that a customer may send.
const MAX_FILE: usize = 20 * 1024 * 1024;

/// The endpoints, all under `/customer`.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .route("/customer/queues", get(chats::queues))
        .route("/customer/chats", post(chats::start))
        .route("/customer/chats/{id}/messages", get(chats::messages).post(chats::write))
        .route(
            "/customer/chats/{id}/files",
            // A little more than the file, for what multipart puts around it.
            post(chats::send_file).layer(DefaultBodyLimit::max(MAX_FILE + 64 * 1024)),
        )
        .route("/customer/chats/{id}/files/{file}", get(chats::file))
        .route("/customer/chats/{id}/end", post(chats::end))
        .route("/customer/chats/{id}/socket", any(socket::upgrade))
        .with_state(app)
        .merge(page::router())
}

/// Where a customer's page takes up the thread.
#[derive(Deserialize)]
pub(crate) struct After {
    /// Only messages after this one.
    #[serde(default)]
    after: Option<i64>,
}

impl After {
    fn id(&self) -> MessageId {
        MessageId(self.after.unwrap_or(0))
    }
}

/// A customer's own conversation: named in the path, proved by the token that came with it, as
/// a bearer or as `?token=`.
pub(crate) struct OwnChat(pub(crate) Thread);

#[derive(Deserialize)]
struct ChatPath {
    id: ConversationId,
}

#[derive(Deserialize)]
struct TokenQuery {
    token: Option<String>,
}

impl FromRequestParts<App> for OwnChat {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let unknown = || Failure::not_found("conversation");
        let Path(ChatPath { id }) =
            Path::<ChatPath>::from_request_parts(parts, app).await.map_err(|_| unknown())?;
        let Query(query) =
            Query::<TokenQuery>::from_request_parts(parts, app).await.map_err(|_| unknown())?;
        let bearer = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = bearer.and_then(|value| value.strip_prefix("Bearer "));
        let token = query.token.as_deref().or(bearer).ok_or_else(|| unauthorized("no token"))?;
        let thread = app.read(|db| Ok(conversations::get(db, id)?))?.ok_or_else(unknown)?;
        if thread.customer_token != token {
            return Err(unauthorized("token is not this chat's"));
        }
        Ok(Self(thread))
    }
}
