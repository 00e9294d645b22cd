//! A refusal on its way to the client.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use webitel_chats::wire::error::{ApiError, id};

/// A command that was not carried out, as the client will read it.
#[derive(Clone, Debug)]
pub(crate) struct Failure(pub(crate) ApiError);

/// The outcome of a command.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with a code, a documented id and words for people.
    pub(crate) fn new(code: u16, id: &str, detail: impl Into<String>) -> Self {
        Self(ApiError::new(code, id, detail))
    }

    /// A failure of an inner service: its own JSON error travels in `detail`.
    pub(crate) fn inner(id: &str, inner_code: u16, inner_id: &str, words: &str) -> Self {
        let inner = ApiError::new(inner_code, inner_id, words);
        let detail = serde_json::to_string(&inner).unwrap_or_else(|_| inner_id.to_owned());
        Self::new(500, id, detail)
    }

    /// A parameter is missing or has the wrong type.
    pub(crate) fn invalid_param() -> Self {
        Self::new(400, id::INVALID_PARAM, "")
    }

    /// There is no such thing.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(404, "sandbox.not_found", what)
    }

    /// The request makes no sense.
    pub(crate) fn bad_request(why: impl Into<String>) -> Self {
        Self::new(400, "sandbox.bad_request", why)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(500, "sandbox.store.app_err", error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::new(500, "sandbox.json.app_err", error.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.0)).into_response()
    }
}
