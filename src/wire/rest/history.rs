//! A conversation's messages.

use serde::{Deserialize, Serialize};

use super::{Peer, RestFile, maybe_string};
use crate::ids::MessageId;
use crate::time::Millis;
use crate::wire::lenient::{as_string, or_default};

/// A page of history, newest first: `GET /api/chat/dialogs/{id}/messages`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// The messages.
    #[serde(default, deserialize_with = "or_default")]
    pub messages: Vec<HistoryMessage>,
    /// Who wrote them; see [`HistoryMessage::from`].
    #[serde(default, deserialize_with = "or_default")]
    pub peers: Vec<Peer>,
    /// Whether there are older ones.
    #[serde(default)]
    pub next: bool,
}

/// A stored message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryMessage {
    /// The message.
    #[serde(serialize_with = "as_string")]
    pub id: MessageId,
    /// When it was written.
    #[serde(default, serialize_with = "as_string")]
    pub date: Millis,
    /// Who wrote it: an index into [`History::peers`].
    pub from: PeerIndex,
    /// When it was last edited.
    #[serde(default, with = "maybe_string", skip_serializing_if = "Option::is_none")]
    pub edit: Option<Millis>,
    /// The text, or the caption of the file.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<RestFile>,
}

/// A place in [`History::peers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerIndex {
    /// Counts **from 1**.
    #[serde(deserialize_with = "crate::wire::lenient::integer", serialize_with = "as_string")]
    pub id: i64,
}
