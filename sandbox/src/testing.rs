//! What the tests of the HTTP interface share: a sandbox with the demo data in a folder of its
//! own, and requests to it without a network.

use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt;
use webitel_chats::ids::{ConversationId, UserId};
use webitel_chats::wire::rest::TOKEN_HEADER;

use crate::app::App;
use crate::args::Args;
use crate::auth::issue_token;
use crate::store::users;

/// A sandbox; its folder goes with it.
pub(crate) struct Sandbox {
    pub(crate) app: App,
    router: Router,
    folder: PathBuf,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON; `null` if it is something else.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// The code and the id of a refusal.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let id = self.json()["id"].as_str().unwrap_or_default().to_owned();
        assert_eq!(self.json()["code"], self.status.as_u16(), "the body names the status, too");
        (self.status.as_u16(), id)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Sandbox {
    /// A new sandbox with the demo data.
    pub(crate) fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("sandbox-{}", uuid::Uuid::new_v4()));
        let app = App::open(&Args { data: folder.clone(), ..Args::for_tests() }).unwrap();
        let router = crate::rest::router(app.clone())
            .merge(crate::storage::router(app.clone()))
            .merge(crate::creatio::router(app.clone()))
            .merge(crate::control::router(app.clone()));
        Self { app, router, folder }
    }

    pub(crate) fn user(&self, login: &str) -> UserId {
        self.app.read(|db| Ok(users::by_login(db, login)?)).unwrap().unwrap().id
    }

    /// A token for a user.
    pub(crate) fn token(&self, login: &str) -> String {
        let user = self.user(login);
        self.app.act(|act| issue_token(act, user, 60_000)).unwrap().0
    }

    /// One of the user's closed chats of the demo data.
    pub(crate) fn chat_of(&self, login: &str) -> ConversationId {
        let sql = "SELECT conversation_id FROM channels WHERE user_id = ?1 ORDER BY joined_at DESC";
        let user = self.user(login).0;
        self.app.read(|db| Ok(db.query_row(sql, [user], |row| row.get(0).map(ConversationId))?)).unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    pub(crate) async fn get(&self, token: &str, path: &str) -> Answer {
        self.send(request("GET", token, path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send_json(&self, method: &str, token: &str, path: &str, body: &Value) -> Answer {
        let request = request(method, token, path).header("Content-Type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }
}

/// A request with a token, if it is not empty.
pub(crate) fn request(method: &str, token: &str, path: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path);
    if token.is_empty() { request } else { request.header(TOKEN_HEADER, token) }
}
