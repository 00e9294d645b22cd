//! Everything that a server says unasked.

use serde::{Deserialize, Deserializer, Serialize};

use super::agent::AgentStatusEvent;
use super::channel::ChannelEvent;
use super::error::ApiError;
use super::lenient::or_default;
use crate::ids::UserId;
use crate::time::Millis;

/// First event on a socket, after authentication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// The server's clock.
    #[serde(default)]
    pub server_time: Millis,
    /// The server's version.
    #[serde(default)]
    pub server_version: String,
    /// This socket.
    #[serde(default)]
    pub sock_id: String,
    /// Whose session it is.
    pub session: Session,
    /// Milliseconds between the pings that the server expects; absent = none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ping_interval: Option<i64>,
    /// Whether the contact centre is licensed.
    #[serde(default)]
    pub use_cc: bool,
    /// Whether chats are licensed.
    #[serde(default)]
    pub use_chat: bool,
}

/// The session behind a token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The user's name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The user.
    pub user_id: UserId,
    /// The user's domain.
    #[serde(default)]
    pub domain_id: i64,
    /// When the token expires: **seconds** since the Unix epoch; 0 = unknown.
    #[serde(default)]
    pub expire: i64,
}

/// Data of the event `error`: the session is not valid any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionError {
    /// Why.
    #[serde(default)]
    pub error: ApiError,
}

/// Data of the event `notification`, its body unread.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NotificationFrame<D> {
    /// The notification with its body.
    pub notification: Notification<D>,
}

/// A notification; see `webitel`'s list of actions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notification<D> {
    /// Its number.
    #[serde(default)]
    pub id: i64,
    /// When it was made.
    #[serde(default)]
    pub created_at: Millis,
    /// For whom.
    #[serde(default, deserialize_with = "or_default")]
    pub for_users: Vec<UserId>,
    /// What it is about.
    #[serde(default)]
    pub action: String,
    /// The action's own data.
    pub body: D,
}

/// The kinds of events that this client reads; `chat` events have kinds of their own, see
/// [`ChatEvent`](super::chat::ChatEvent).
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant's own type is documented")]
pub enum Event {
    Hello(Hello),
    AgentStatus(AgentStatusEvent),
    Channel(ChannelEvent),
    Error(SessionError),
}

impl Event {
    /// Reads the event of this kind; `None` for a kind that this client does not know.
    ///
    /// # Errors
    /// If the data does not fit the kind.
    pub fn read<'de, D: Deserializer<'de>>(kind: &str, data: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(match kind {
            "hello" => Self::Hello(Hello::deserialize(data)?),
            "agent_status" => Self::AgentStatus(AgentStatusEvent::deserialize(data)?),
            "channel" => Self::Channel(ChannelEvent::deserialize(data)?),
            "error" => Self::Error(SessionError::deserialize(data)?),
            _ => return Ok(None),
        }))
    }
}
