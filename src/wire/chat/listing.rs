//! A conversation as lists tell it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Member, Message};
use crate::ids::{ChannelId, ConversationId};
use crate::time::{Millis, maybe};
use crate::wire::agent::Task;
use crate::wire::lenient::{maybe_id, or_default};

/// Variables of a conversation: those of the flow and, with the prefix `cc_`, the queue's.
pub type Variables = BTreeMap<String, String>;

/// An entry of `subscribe_chat`: an invitation (`invite_id`) or a chat of this agent (`channel_id`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// The conversation.
    pub id: ConversationId,
    /// Set while it is an invitation.
    #[serde(default, deserialize_with = "maybe_id")]
    pub invite_id: Option<ChannelId>,
    /// Set once joined.
    #[serde(default, deserialize_with = "maybe_id")]
    pub channel_id: Option<ChannelId>,
    /// What it is called.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// When the invitation or the channel was made, not the conversation.
    #[serde(default, with = "maybe")]
    pub created_at: Option<Millis>,
    /// When it last changed.
    #[serde(default, with = "maybe")]
    pub updated_at: Option<Millis>,
    /// When this agent joined.
    #[serde(default, with = "maybe")]
    pub joined_at: Option<Millis>,
    /// When it ended.
    #[serde(default, with = "maybe")]
    pub closed_at: Option<Millis>,
    /// The flow's and the queue's variables.
    #[serde(default, deserialize_with = "or_default")]
    pub variables: Variables,
    /// All legs but one's own, oldest first, former agents included.
    #[serde(default, deserialize_with = "or_default")]
    pub members: Vec<Member>,
    /// **Newest first**, at most 250.
    #[serde(default, deserialize_with = "or_default")]
    pub messages: Vec<Message>,
    /// When the attempt ended.
    #[serde(default, with = "maybe")]
    pub leaving_at: Option<Millis>,
    /// The attempt.
    #[serde(default)]
    pub task: Option<Task>,
    /// Oneself, without a usable id.
    #[serde(default)]
    pub member: Option<Member>,
}
