//! Conversations: who takes part, what was said, and the events about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::agent::Task;
use super::lenient::{maybe_id, or_default};
use crate::ids::{ChannelId, ContactId, ConversationId, FileId, MessageId, UserId};
use crate::time::{Millis, maybe};

/// Variables of a conversation: those of the flow and, with the prefix `cc_`, the queue's.
pub type Variables = BTreeMap<String, String>;

/// The gateway through which a customer writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// The gateway's number.
    #[serde(default, deserialize_with = "super::lenient::integer")]
    pub id: i64,
    /// The provider, such as `telegram`. Treat it as open-ended.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The gateway's name.
    #[serde(default)]
    pub name: String,
}

/// A participant's leg in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The channel. Servers leave one's own empty in lists.
    #[serde(default, deserialize_with = "maybe_id", serialize_with = "id_or_empty")]
    pub id: Option<ChannelId>,
    /// The customer's provider, or `webitel` for an agent.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The participant's name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The participant's user; customers have one too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// Whether this is an agent.
    #[serde(default)]
    pub internal: bool,
    /// The customer's id with the provider.
    #[serde(default, deserialize_with = "or_default")]
    pub external_id: String,
    /// When the leg last changed.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Millis>,
    /// The customer's gateway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Via>,
}

/// The `type` of a member who is an agent.
pub const AGENT_MEMBER: &str = "webitel";

fn id_or_empty<S: serde::Serializer>(id: &Option<ChannelId>, serializer: S) -> Result<S::Ok, S::Error> {
    match id {
        Some(id) => id.serialize(serializer),
        None => serializer.serialize_str(""),
    }
}

/// A file in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its number in the storage.
    pub id: FileId,
    /// Where it lies; absolute. Not to be used when the storage has the file: that one asks for a token.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// Its media type, sometimes followed by `; source=…`. REST calls it `type`.
    #[serde(default, alias = "type", deserialize_with = "or_default")]
    pub mime: String,
    /// Bytes.
    #[serde(default, deserialize_with = "super::lenient::integer")]
    pub size: i64,
    /// Its name, chosen by whoever sent it: hostile text.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Whether the storage found malware in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub malware: bool,
}

/// A click on a bot's button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postback {
    /// What the button said.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
}

/// A contact card that a customer sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactCard {
    /// The first name.
    #[serde(default, deserialize_with = "or_default")]
    pub first_name: String,
    /// The last name.
    #[serde(default, deserialize_with = "or_default")]
    pub last_name: String,
    /// The phone number.
    #[serde(default, deserialize_with = "or_default")]
    pub phone: String,
}

impl ContactCard {
    /// The card in one line.
    #[must_use]
    pub fn in_words(&self) -> String {
        [&self.first_name, &self.last_name, &self.phone].map(|part| part.trim()).join(" ").trim().to_owned()
    }
}

/// A message, in lists and in events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Increases with time; the only sure order, as many times have whole seconds only.
    pub id: MessageId,
    /// The sender's channel. None for stored messages of the flow; while an agent is in the
    /// chat the flow speaks as the conversation itself.
    #[serde(default, deserialize_with = "maybe_id", skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<ChannelId>,
    /// When it was written.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Millis>,
    /// When it was last edited.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Millis>,
    /// `text`, `file`, `contact` or something newer.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The text, or the caption of the file.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// The contact card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactCard>,
    /// The button that was clicked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postback: Option<Postback>,
    /// Only in messages that the server makes itself: `from` and `template`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variables: Option<Variables>,
}

/// The value of `variables.template` where a customer's file was refused by a policy.
pub const FILE_POLICY_FAIL: &str = "file_policy_fail";

/// The text of a message that was taken back.
pub const DELETED_TEXT: &str = "[deleted]";

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

/// The conversation's own facts in an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationHead {
    /// The conversation.
    pub id: ConversationId,
    /// What it is called.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// When it began.
    #[serde(default, with = "maybe")]
    pub created_at: Option<Millis>,
    /// When it last changed.
    #[serde(default, with = "maybe")]
    pub updated_at: Option<Millis>,
}

/// `user_invite`: a chat is offered to this user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserInvite {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When the server sent it.
    pub timestamp: Millis,
    /// The queue's name, or empty when a colleague hands the chat over.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// The invitation.
    pub invite_id: ChannelId,
    /// Seconds until it expires; 0 = never.
    #[serde(default)]
    pub timeout_sec: i64,
    /// The flow's and the queue's variables.
    #[serde(default, deserialize_with = "or_default")]
    pub variables: Variables,
    /// The conversation's own facts.
    #[serde(default)]
    pub conversation: Option<ConversationHead>,
    /// All legs, oldest first: the customer is the first.
    #[serde(default, deserialize_with = "or_default")]
    pub members: Vec<Member>,
    /// The whole history, **oldest first**.
    #[serde(default, deserialize_with = "or_default")]
    pub messages: Vec<Message>,
}

/// `join_conversation`: an agent joined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JoinConversation {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When.
    pub timestamp: Millis,
    /// Who.
    pub member: Member,
}

/// `message`: someone wrote, oneself included; or, with `updated_at`, edited.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MessageEvent {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When the server sent it.
    pub timestamp: Millis,
    /// The message.
    #[serde(flatten)]
    pub message: Message,
}

/// The part of a [`MessageEvent`] that is not the message.
#[derive(Deserialize)]
struct MessageCarrier {
    conversation_id: ConversationId,
    timestamp: Millis,
}

impl MessageEvent {
    /// Reads the data twice instead of flattening: that would buffer every field of each message.
    fn read<'de, D: Deserializer<'de> + Clone>(data: D) -> Result<Self, D::Error> {
        let MessageCarrier { conversation_id, timestamp } = MessageCarrier::deserialize(data.clone())?;
        Ok(Self { conversation_id, timestamp, message: Message::deserialize(data)? })
    }
}

/// `message_deleted`: a message was taken back; its text is already a placeholder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageDeleted {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When.
    pub timestamp: Millis,
    /// The message.
    pub id: MessageId,
    /// Who had written it.
    #[serde(default, deserialize_with = "maybe_id", skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<ChannelId>,
    /// `text`: what is left of the message.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The placeholder.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
}

/// `leave_conversation`: an agent left, or was taken out by an idle rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeaveConversation {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When.
    pub timestamp: Millis,
    /// Whose leg ended.
    pub leaved_channel_id: ChannelId,
    /// `TRANSFER`, or absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// `close_conversation`: the whole conversation ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloseConversation {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When.
    pub timestamp: Millis,
    /// The customer's channel, or the conversation's own id when the flow ended it.
    #[serde(default, deserialize_with = "maybe_id", skip_serializing_if = "Option::is_none")]
    pub from_channel_id: Option<ChannelId>,
    /// `client_leave`, `flow_end`, …
    #[serde(default, deserialize_with = "or_default")]
    pub cause: String,
}

/// `decline_invite`: an invitation is over without having been accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeclineInvite {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When.
    pub timestamp: Millis,
    /// Whose invitation.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The invitation; empty in the copies for the other members.
    #[serde(default, deserialize_with = "maybe_id", serialize_with = "id_or_empty")]
    pub invite_id: Option<ChannelId>,
    /// The decliner's own word, `TIMEOUT`, or absent when the server withdrew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// `update_channel`: this user has read up to `updated_at`, perhaps on another device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UpdateChannel {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When.
    pub timestamp: Millis,
    /// The reader's channel.
    pub channel_id: ChannelId,
    /// Read up to here.
    pub updated_at: Millis,
}

/// `invite_conversation`: someone else was invited too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InviteConversation {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// When.
    pub timestamp: Millis,
    /// Who was invited.
    #[serde(default)]
    pub user_id: Option<UserId>,
}

/// The data of a `chat` event before its kind is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChatEnvelope<D> {
    /// The kind; see [`ChatEvent`].
    pub action: String,
    /// The event's own data.
    pub data: D,
}

/// Everything that can happen in a conversation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "action", content = "data", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant's own type is documented")]
pub enum ChatEvent {
    UserInvite(UserInvite),
    JoinConversation(JoinConversation),
    Message(MessageEvent),
    MessageDeleted(MessageDeleted),
    LeaveConversation(LeaveConversation),
    CloseConversation(CloseConversation),
    DeclineInvite(DeclineInvite),
    UpdateChannel(UpdateChannel),
    InviteConversation(InviteConversation),
}

impl ChatEvent {
    /// Reads the event of this kind; `None` for a kind that this client does not know.
    ///
    /// # Errors
    /// If the data does not fit the kind.
    pub fn read<'de, D: Deserializer<'de> + Clone>(action: &str, data: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(match action {
            "user_invite" => Self::UserInvite(UserInvite::deserialize(data)?),
            "join_conversation" => Self::JoinConversation(JoinConversation::deserialize(data)?),
            "message" => Self::Message(MessageEvent::read(data)?),
            "message_deleted" => Self::MessageDeleted(MessageDeleted::deserialize(data)?),
            "leave_conversation" => Self::LeaveConversation(LeaveConversation::deserialize(data)?),
            "close_conversation" => Self::CloseConversation(CloseConversation::deserialize(data)?),
            "decline_invite" => Self::DeclineInvite(DeclineInvite::deserialize(data)?),
            "update_channel" => Self::UpdateChannel(UpdateChannel::deserialize(data)?),
            "invite_conversation" => Self::InviteConversation(InviteConversation::deserialize(data)?),
            _ => return Ok(None),
        }))
    }
}

/// Body of the notification `set_contact`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetContact {
    /// The agent's channel.
    pub id: ChannelId,
    /// The contact that the chat now belongs to.
    pub contact_id: ContactId,
}
