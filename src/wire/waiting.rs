//! Chats that wait in queues with manual distribution (notifications `waiting_list` and
//! `hide_attempt`): an agent takes one with `cc_intercept_attempt`.

use serde::{Deserialize, Serialize};

use super::agent::{Lookup, Media};
use super::lenient::or_default;
use crate::ids::{AttemptId, ConversationId};

/// Body of `waiting_list`, sent every second: replaces what was known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WaitingList {
    /// The chats.
    #[serde(default, deserialize_with = "or_default")]
    pub chats: Vec<WaitingChat>,
}

/// One chat that waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitingChat {
    /// The attempt, by which it is taken.
    pub attempt_id: AttemptId,
    /// Seconds that it has waited.
    #[serde(default)]
    pub wait: i64,
    /// Who waits and what was said last.
    #[serde(default)]
    pub communication: WaitingCommunication,
    /// The queue.
    #[serde(default)]
    pub queue: Lookup,
    /// Per cent of the longest time that the queue lets wait.
    #[serde(default)]
    pub deadline: i64,
    /// The conversation.
    #[serde(default)]
    pub session_id: Option<ConversationId>,
}

/// Who waits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WaitingCommunication {
    /// The customer's id with the provider.
    #[serde(default, deserialize_with = "or_default")]
    pub destination: String,
    /// The customer's name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The last message.
    #[serde(default, deserialize_with = "or_default")]
    pub msg: String,
    /// The provider.
    #[serde(default, deserialize_with = "or_default")]
    pub chat: String,
    /// Who wrote it.
    #[serde(default)]
    pub member: WaitingMember,
}

/// Who wrote the last message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WaitingMember {
    /// `bot`, `agent` or `contacts`.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
}

/// Body of `hide_attempt`: somebody took it, or it is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HideAttempt {
    /// The attempt.
    pub attempt_id: AttemptId,
    /// Its medium.
    pub channel: Media,
}
