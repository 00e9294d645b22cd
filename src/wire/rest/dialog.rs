//! Conversations as the chat catalogue lists them.

use serde::{Deserialize, Serialize};

use super::{Named, Peer, RestFile, maybe_string};
use crate::ids::{ChannelId, ConversationId, MessageId};
use crate::time::Millis;
use crate::wire::chat::{Variables, Via};
use crate::wire::lenient::{as_string, maybe_id, or_default};

/// A conversation: `GET /api/chat/dialogs`. Ids come without dashes here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dialog {
    /// The conversation.
    #[serde(serialize_with = "undashed::conversation")]
    pub id: ConversationId,
    /// The customer's gateway.
    #[serde(default, serialize_with = "via_as_strings")]
    pub via: Option<Via>,
    /// The customer.
    #[serde(default)]
    pub from: Option<Peer>,
    /// The customer's name.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// When it began.
    #[serde(default, with = "maybe_string")]
    pub started: Option<Millis>,
    /// When it ended.
    #[serde(default, with = "maybe_string")]
    pub closed: Option<Millis>,
    /// Why it ended.
    #[serde(default, deserialize_with = "or_default")]
    pub closed_cause: String,
    /// When something last happened in it.
    #[serde(default, with = "maybe_string")]
    pub date: Option<Millis>,
    /// The last message.
    #[serde(default)]
    pub message: Option<DialogMessage>,
    /// Who takes part; asked for by `fields`.
    #[serde(default, deserialize_with = "or_default")]
    pub members: Vec<DialogMember>,
    /// The flow's and the queue's variables; asked for by `fields`.
    #[serde(default, deserialize_with = "or_default")]
    pub context: Variables,
    /// The queue; asked for by `fields`.
    #[serde(default)]
    pub queue: Option<Named>,
}

/// The last message of a [`Dialog`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DialogMessage {
    /// The message.
    #[serde(serialize_with = "as_string")]
    pub id: MessageId,
    /// When it was written.
    #[serde(default, serialize_with = "as_string")]
    pub date: Millis,
    /// Who wrote it.
    #[serde(default)]
    pub sender: Option<Sender>,
    /// The text, or the caption of the file.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<RestFile>,
}

/// The leg of who wrote a [`DialogMessage`]: the conversation's own id for the flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The channel.
    #[serde(default, deserialize_with = "maybe_id", serialize_with = "undashed::channel")]
    pub id: Option<ChannelId>,
}

/// Somebody's leg in a [`Dialog`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DialogMember {
    /// The channel.
    #[serde(default, deserialize_with = "maybe_id", serialize_with = "undashed::channel")]
    pub id: Option<ChannelId>,
    /// Who.
    #[serde(default)]
    pub peer: Peer,
    /// When the leg began.
    #[serde(default, with = "maybe_string")]
    pub join: Option<Millis>,
    /// When it ended.
    #[serde(default, with = "maybe_string")]
    pub left: Option<Millis>,
}

/// Ids as the chat catalogue writes them: 32 digits, no dashes.
mod undashed {
    use serde::Serializer;

    use super::{ChannelId, ConversationId};

    pub(super) fn conversation<S: Serializer>(id: &ConversationId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&id.0.simple())
    }

    pub(super) fn channel<S: Serializer>(id: &Option<ChannelId>, serializer: S) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => serializer.collect_str(&id.0.simple()),
            None => serializer.serialize_str(""),
        }
    }
}

/// A gateway as REST writes it: its number is a string.
fn via_as_strings<S: serde::Serializer>(via: &Option<Via>, serializer: S) -> Result<S::Ok, S::Error> {
    via.as_ref()
        .map(|via| Named { id: via.id.to_string(), kind: via.kind.clone(), name: via.name.clone() })
        .serialize(serializer)
}
