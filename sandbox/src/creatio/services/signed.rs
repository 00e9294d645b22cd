//! Who is asking, and what, as the services take it.

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::session::{self, Caller};

/// A caller of a service under `rest`.
pub(super) struct Rest(pub(super) Caller);

/// A caller of a `.svc` service.
pub(super) struct Svc(pub(super) Caller);

/// Who follows a link, such as a picture's.
pub(super) struct Link(pub(super) Caller);

impl FromRequestParts<App> for Rest {
    type Rejection = Reply;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Reply> {
        session::caller(app, &parts.headers).map(Self).map_err(|refusal| refusal.rest())
    }
}

impl FromRequestParts<App> for Svc {
    type Rejection = Reply;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Reply> {
        session::caller(app, &parts.headers).map(Self).map_err(|refusal| refusal.svc())
    }
}

impl FromRequestParts<App> for Link {
    type Rejection = Reply;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Reply> {
        session::caller_of_link(app, &parts.headers).map(Self).map_err(|refusal| refusal.rest())
    }
}

/// Reads a body; one without anything is an empty object.
pub(super) fn body<T: DeserializeOwned>(bytes: &Bytes) -> Outcome<T> {
    let bytes: &[u8] = if bytes.is_empty() { b"{}" } else { bytes };
    serde_json::from_slice(bytes).map_err(|error| Refusal::Body(format!("The body can't be read: {error}.")))
}
