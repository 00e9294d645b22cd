//! Events of the agent's media channels and attempts (`channel` events).

use serde::{Deserialize, Serialize};

use super::agent::Media;
use crate::ids::{AgentId, AttemptId, QueueId};
use crate::time::{Millis, maybe};

/// What happened to the channel or the attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelStatus {
    /// The attempt was given to this agent.
    Distribute,
    /// It rings.
    Offering,
    /// A call was answered.
    Answered,
    /// The agent joined.
    Bridged,
    /// A new form page.
    Form,
    /// The attempt went on under another number.
    Transfer,
    /// The wrap-up form is open.
    Processing,
    /// Not answered, or declined.
    Missed,
    /// The attempt is over; the channel rests.
    WrapTime,
    /// The channel is free again. With an attempt: its wrap-up timed out.
    Waiting,
    /// A status that this client does not know.
    #[serde(other)]
    Unknown,
}

/// Data of the event `channel`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelEvent {
    /// The attempt, where the event is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt_id: Option<AttemptId>,
    /// The medium.
    pub channel: Media,
    /// What happened.
    pub status: ChannelStatus,
    /// When.
    pub timestamp: Millis,
    /// With `distribute`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribute: Option<Distribute>,
    /// With `offering`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offering: Option<Offering>,
    /// With `processing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing: Option<Processing>,
    /// With `missed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Rest>,
    /// With `wrap_time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrap_time: Option<Rest>,
}

impl ChannelEvent {
    /// An event without details.
    #[must_use]
    pub fn new(
        attempt_id: Option<AttemptId>,
        channel: Media,
        status: ChannelStatus,
        timestamp: Millis,
    ) -> Self {
        Self {
            attempt_id,
            channel,
            status,
            timestamp,
            distribute: None,
            offering: None,
            processing: None,
            missed: None,
            wrap_time: None,
        }
    }
}

/// The attempt that is offered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribute {
    /// The node of the call centre that handles it.
    #[serde(default)]
    pub app_id: String,
    /// The medium.
    pub channel: Media,
    /// The queue.
    #[serde(default)]
    pub queue_id: Option<QueueId>,
    /// The queue's name.
    #[serde(default)]
    pub queue_name: Option<String>,
    /// The agent to whom it is offered.
    #[serde(default)]
    pub agent_id: Option<AgentId>,
    /// For chats: the conversation.
    #[serde(default)]
    pub member_channel_id: Option<String>,
    /// For chats: the invitation, and later the agent's channel.
    #[serde(default)]
    pub agent_channel_id: Option<String>,
    /// Where the customer is reached.
    #[serde(default)]
    pub communication: Communication,
    /// Whether a report is due after it.
    #[serde(default)]
    pub has_reporting: bool,
    /// Whether a form goes with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_form: bool,
}

/// Where a customer is reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Communication {
    /// A number or an external id.
    #[serde(default)]
    pub destination: String,
}

/// The two legs of an offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offering {
    /// For chats: the conversation.
    #[serde(default)]
    pub member_channel_id: Option<String>,
    /// For chats: the invitation.
    #[serde(default)]
    pub agent_channel_id: Option<String>,
    /// Acts for tasks only.
    #[serde(default)]
    pub auto_answer: bool,
}

/// The wrap-up form and its clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Processing {
    /// Whether the server saves the form on its own.
    #[serde(default)]
    pub autosave: bool,
    /// When the form closes.
    #[serde(default, with = "maybe")]
    pub timeout: Option<Millis>,
    /// Seconds for the form.
    #[serde(default)]
    pub sec: i64,
    /// Seconds that a prolongation adds.
    #[serde(default)]
    pub renewal_sec: i64,
}

/// How long the channel rests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rest {
    /// When the rest ends; none if it does not end by itself.
    #[serde(default, with = "maybe")]
    pub timeout: Option<Millis>,
}
