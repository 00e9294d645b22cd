//! Webitel's REST interface, as far as the desk uses it. 64-bit integers travel as strings.

use serde::{Deserialize, Serialize};

use super::chat::{File, Variables, Via};
use super::lenient::{as_string, maybe_id, or_default};
use crate::ids::{ChannelId, ConversationId, FileId, MessageId};
use crate::time::{Millis, maybe};

/// The header that carries the access token.
pub const TOKEN_HEADER: &str = "X-Webitel-Access";

/// `POST /api/login`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Login {
    /// The domain, where a server has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The user's login name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// Reply to [`Login`]: two forms are known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LoginReply {
    /// The token, in the flat form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    /// The token, in the nested form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization: Option<Authorization>,
}

/// The nested form of a [`LoginReply`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Authorization {
    /// The token.
    pub access_token: String,
}

impl LoginReply {
    /// The token, whichever form was sent.
    #[must_use]
    pub fn into_token(self) -> Option<String> {
        self.access_token
            .or(self.authorization.map(|nested| nested.access_token))
            .filter(|token| !token.is_empty())
    }
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Page<T> {
    /// The entries. Chat dialogs call them `data`.
    #[serde(alias = "data", default = "Vec::new", deserialize_with = "or_default")]
    pub items: Vec<T>,
    /// Whether there is a further page.
    #[serde(default)]
    pub next: bool,
    /// This page, from 1; not always given.
    #[serde(default)]
    pub page: i64,
}

/// A pause cause: `GET /api/call_center/agents/{id}/pause_causes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseCause {
    /// Its number.
    #[serde(default, deserialize_with = "super::lenient::integer")]
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

/// A named thing elsewhere, its id a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// Its kind.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
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

/// A file in a REST message: the media type is called `type`, numbers are strings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestFile {
    /// Its number in the storage.
    #[serde(serialize_with = "as_string")]
    pub id: FileId,
    /// Bytes.
    #[serde(default, deserialize_with = "super::lenient::integer", serialize_with = "as_string")]
    pub size: i64,
    /// Its media type.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub mime: String,
    /// Its name: hostile text.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Where it lies; often empty.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// Whether the storage found malware in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub malware: bool,
}

impl From<File> for RestFile {
    /// Clients make the address themselves, so it stays empty.
    fn from(file: File) -> Self {
        Self {
            id: file.id,
            size: file.size,
            mime: file.mime,
            name: file.name,
            url: String::new(),
            malware: file.malware,
        }
    }
}

impl From<RestFile> for File {
    fn from(file: RestFile) -> Self {
        Self {
            id: file.id,
            url: file.url,
            mime: file.mime,
            size: file.size,
            name: file.name,
            malware: file.malware,
        }
    }
}

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
    #[serde(deserialize_with = "super::lenient::integer", serialize_with = "as_string")]
    pub id: i64,
}

/// Somebody who wrote: a customer (by provider), a `user` (agent) or a `bot`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Peer {
    /// The user's number, or the customer's id with the provider.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// `user`, `bot`, or the customer's provider.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// The name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
}

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

/// One stored file, in the reply to an upload. Numbers are numbers here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Uploaded {
    /// Its number in the storage.
    pub id: FileId,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Bytes.
    #[serde(default)]
    pub size: i64,
    /// Its media type.
    #[serde(default)]
    pub mime: String,
    /// A signed link without host that works without a token until it expires.
    #[serde(default)]
    pub shared: String,
}

/// A time as a string; 0, `null` and empty mean that there is none.
mod maybe_string {
    use super::{Millis, maybe};

    pub(super) use maybe::deserialize;

    pub(super) fn serialize<S: serde::Serializer>(
        time: &Option<Millis>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.unwrap_or_default())
    }
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
