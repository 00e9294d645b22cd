//! What can become of a request over the WebSocket.

use crate::wire::error::ApiError;

/// Why a call has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// There is no connection: nothing was sent.
    Offline,
    /// The connection broke before the answer: the server may have acted.
    Interrupted,
    /// No answer in time: the server may have acted.
    TimedOut,
    /// The server refused. A refused send may be stored all the same.
    Refused(ApiError),
    /// The server did it, but its answer could not be read.
    Unreadable,
}

impl CallError {
    /// Whether the server refused for this reason.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        matches!(self, Self::Refused(error) if error.is(id))
    }
}
