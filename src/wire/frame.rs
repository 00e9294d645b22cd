//! The envelopes of the WebSocket: requests, replies and events.

use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::ids::UserId;

/// Client → server. `D` is the action's own data, or an unread JSON value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request<D> {
    /// Above 0, chosen by the client, increasing on one socket.
    #[serde(default)]
    pub seq: i64,
    /// The name of the action.
    #[serde(default)]
    pub action: String,
    /// The action's parameters.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub data: Option<D>,
}

/// Server → client: the answer to the request with `seq == seq_reply`. Answers come in any order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reply<D> {
    /// Whether the server did it.
    pub status: Status,
    /// The request's `seq`; absent where the request had no valid one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq_reply: Option<i64>,
    /// Left out where the action answers with nothing.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub data: Option<D>,
    /// Why the server did not do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ApiError>,
}

/// The outcome named in a [`Reply`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Done.
    #[serde(rename = "OK")]
    Ok,
    /// Refused.
    #[serde(rename = "FAIL")]
    Fail,
}

/// Server → client: something happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EventFrame<D> {
    /// The kind of event; see [`Event`](super::event::Event).
    pub event: String,
    /// Counts the events of this socket from 0. It is no cursor: nothing can be asked for again.
    #[serde(default)]
    pub seq: i64,
    /// Whom it concerns; not given with chat events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The event's own data.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub data: Option<D>,
}

// `#[serde(default)]` alone would ask for `D: Default`.
fn none<D>() -> Option<D> {
    None
}
