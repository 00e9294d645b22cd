//! An answer before it is one of HTTP or a part of a batch.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) content: Content,
}

/// What an answer holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Nothing,
    Json(Value),
    /// Text of a media type.
    Text(&'static str, String),
    /// Bytes of a media type.
    Bytes(String, Vec<u8>),
}

impl Reply {
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), content: Content::Nothing }
    }

    pub(crate) fn json(status: u16, body: Value) -> Self {
        Self { status, headers: Vec::new(), content: Content::Json(body) }
    }

    pub(crate) fn text(kind: &'static str, text: String) -> Self {
        Self { status: 200, headers: Vec::new(), content: Content::Text(kind, text) }
    }

    pub(crate) fn bytes(kind: String, bytes: Vec<u8>) -> Self {
        Self { status: 200, headers: Vec::new(), content: Content::Bytes(kind, bytes) }
    }

    pub(crate) fn with(mut self, header: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((header, value.into()));
        self
    }

    pub(crate) fn is_error(&self) -> bool {
        self.status >= 400
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let (kind, body) = match self.content {
            Content::Nothing => (None, Body::empty()),
            Content::Json(json) => {
                (Some("application/json; charset=utf-8".to_owned()), Body::from(json.to_string()))
            }
            Content::Text(kind, text) => (Some(kind.to_owned()), Body::from(text)),
            Content::Bytes(kind, bytes) => (Some(kind), Body::from(bytes)),
        };
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.append(name, value);
            }
        }
        if let Some(kind) = kind.and_then(|kind| HeaderValue::try_from(kind).ok()) {
            headers.entry(CONTENT_TYPE).or_insert(kind);
        }
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, headers, body).into_response()
    }
}
