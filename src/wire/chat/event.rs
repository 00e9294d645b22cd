//! What happens in a conversation.

use serde::{Deserialize, Deserializer, Serialize};

use super::member::id_or_empty;
use super::{Member, Message, Variables};
use crate::ids::{ChannelId, ContactId, ConversationId, MessageId, UserId};
use crate::time::{Millis, maybe};
use crate::wire::lenient::{maybe_id, or_default};

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
