//! The agent's day: pause causes and chats.

use serde::{Deserialize, Serialize};

use super::{Named, RestFile, maybe_string};
use crate::ids::{ConversationId, MessageId};
use crate::time::Millis;
use crate::wire::lenient::{as_string, or_default};

/// A pause cause: `GET /api/call_center/agents/{id}/pause_causes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseCause {
    /// Its number.
    #[serde(default, deserialize_with = "crate::wire::lenient::integer")]
    pub id: i64,
    /// Its name, which is what a pause is asked for by.
    pub name: String,
    /// Minutes allowed a day; 0 = no limit.
    #[serde(default)]
    pub limit_min: i64,
    /// Minutes used today.
    #[serde(default)]
    pub duration_min: i64,
}

/// The last message in a list of chats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastMessage {
    /// The message.
    #[serde(serialize_with = "as_string")]
    pub id: MessageId,
    /// When it was written.
    #[serde(default, serialize_with = "as_string")]
    pub date: Millis,
    /// Who wrote it: `bot`, `agent`, `client` or `contact`.
    #[serde(default)]
    pub from: Named,
    /// The text, or the caption of the file.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
    /// The file.
    #[serde(default)]
    pub file: Option<RestFile>,
}

/// A chat in the agent's list: `GET /api/agent/chats`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentChat {
    /// The conversation.
    pub id: ConversationId,
    /// The customer's name.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// The gateway: its `type` is the source.
    #[serde(default)]
    pub gateway: Option<Named>,
    /// When this agent's part began.
    #[serde(default, with = "maybe_string")]
    pub started_at: Option<Millis>,
    /// When it ended.
    #[serde(default, with = "maybe_string")]
    pub closed_at: Option<Millis>,
    /// The last message that this agent could see.
    #[serde(default)]
    pub last_message: Option<LastMessage>,
    /// The queue.
    #[serde(default)]
    pub queue: Option<Named>,
    /// `agent_leave`, `client_leave`, `agent_timeout`, `client_timeout`, `silence_timeout`, `transfer`, …
    #[serde(default, deserialize_with = "or_default")]
    pub close_reason: String,
    /// Whether someone should still look at it.
    #[serde(default)]
    pub unprocessed_close: bool,
    /// The contact.
    #[serde(default)]
    pub contact: Option<Named>,
}
