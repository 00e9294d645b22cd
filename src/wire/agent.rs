//! The agent's seat: session, status and attempts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::channel::Communication;
use super::lenient::or_default;
use crate::ids::{AgentId, AttemptId, QueueId, UserId};
use crate::time::{Millis, maybe};

/// Whether the agent takes part in distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentStatus {
    /// Taking part.
    Online,
    /// Signed in, resting.
    Pause,
    /// Not taking part.
    Offline,
    /// Taken out by the server after too many unanswered offers.
    BreakOut,
    /// A status that this client does not know.
    #[serde(other)]
    Unknown,
}

/// What kind of work a media channel of the agent carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// Chats.
    Chat,
    /// Inbound calls.
    Call,
    /// Outbound calls.
    OutCall,
    /// Tasks.
    Task,
    /// Messages of the newer chat back end.
    Im,
    /// A medium that this client does not know.
    #[serde(other)]
    Unknown,
}

/// State of one media channel of the agent. There is one row per medium and agent, so with
/// several chats it does not describe each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelState {
    /// Free.
    Waiting,
    /// An invitation is ringing.
    Offering,
    /// In conversation.
    Bridged,
    /// Filling in the wrap-up form.
    Processing,
    /// Resting after work.
    WrapTime,
    /// Resting after an unanswered offer.
    Missed,
    /// A state that this client does not know.
    #[serde(other)]
    Unknown,
}

/// One media channel in an [`AgentSession`] or an online event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaChannel {
    /// The medium.
    pub channel: Media,
    /// Its state.
    pub state: ChannelState,
    /// Since when the state lasts.
    #[serde(default, with = "maybe")]
    pub joined_at: Option<Millis>,
    /// When a resting state ends.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Millis>,
    /// Always 0 on known servers.
    #[serde(default)]
    pub open: i64,
    /// The most chats at once; 0 where the server does not say.
    #[serde(default)]
    pub max_open: i64,
    /// Unanswered offers in a row.
    #[serde(default)]
    pub no_answer: i64,
}

/// A named thing elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookup {
    /// Its number.
    #[serde(default, deserialize_with = "super::lenient::integer")]
    pub id: i64,
    /// Its name.
    #[serde(default)]
    pub name: String,
}

/// Reply to `cc_agent_session`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentSession {
    /// The agent's seat.
    pub agent_id: AgentId,
    /// The status.
    pub status: AgentStatus,
    /// The pause cause, or why the system changed the status.
    #[serde(default, deserialize_with = "or_default")]
    pub status_payload: String,
    /// The agent's own comment.
    #[serde(default, deserialize_with = "or_default")]
    pub status_comment: String,
    /// When the status last changed.
    #[serde(default, with = "maybe")]
    pub last_status_change: Option<Millis>,
    /// **Seconds** in this status.
    #[serde(default)]
    pub status_duration: i64,
    /// Whether the agent takes chats on demand only.
    #[serde(default)]
    pub on_demand: bool,
    /// The team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Lookup>,
    /// Whether the agent supervises.
    #[serde(default)]
    pub is_supervisor: bool,
    /// Whether the agent administers.
    #[serde(default)]
    pub is_admin: bool,
    /// One entry per medium.
    #[serde(default, deserialize_with = "or_default")]
    pub channels: Vec<MediaChannel>,
}

/// Data of the event `agent_status`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentStatusEvent {
    /// The agent's seat.
    pub agent_id: AgentId,
    /// The agent's user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The agent's domain.
    #[serde(default)]
    pub domain_id: i64,
    /// When it changed.
    pub timestamp: Millis,
    /// The new status.
    pub status: AgentStatus,
    /// The pause cause, or why the system changed the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_payload: Option<String>,
    /// The agent's own comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_comment: Option<String>,
    /// Only when going online: one entry per medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Vec<MediaChannel>>,
    /// Only when going online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_demand: Option<bool>,
}

/// How far an attempt has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// Waiting for an agent.
    WaitAgent,
    /// Offered to an agent.
    Offering,
    /// An agent is in the chat.
    Bridged,
    /// The agent fills in the wrap-up form.
    Processing,
    /// Over.
    Leaving,
    /// A state that this client does not know.
    #[serde(other)]
    Unknown,
}

/// One attempt, in `cc_agent_tasks` and in a listed conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The attempt.
    pub attempt_id: AttemptId,
    /// The node of the call centre that handles it.
    #[serde(default)]
    pub app_id: String,
    /// Its medium.
    pub channel: Media,
    /// Whether a report is due after it.
    #[serde(default)]
    pub has_reporting: bool,
    /// The queue.
    #[serde(default)]
    pub queue_id: Option<QueueId>,
    /// The queue's name.
    #[serde(default)]
    pub queue_name: Option<String>,
    /// For chats: the conversation.
    #[serde(default)]
    pub member_channel_id: Option<String>,
    /// For chats: the agent's channel.
    #[serde(default)]
    pub agent_channel_id: Option<String>,
    /// Where the customer is reached.
    #[serde(default)]
    pub communication: Option<Communication>,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AttemptState>,
    /// When the agent joined.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub bridged_at: Option<Millis>,
    /// When the attempt ended.
    #[serde(default, with = "maybe")]
    pub leaving_at: Option<Millis>,
    /// The attempt's time-out; means the wrap-up only while `state` is `processing`.
    #[serde(default, with = "maybe")]
    pub processing_timeout_at: Option<Millis>,
    /// Seconds for the wrap-up.
    #[serde(default)]
    pub processing_sec: Option<i64>,
    /// Seconds that a prolongation adds.
    #[serde(default)]
    pub processing_renewal_sec: Option<i64>,
    /// The flow's variables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variables: Option<BTreeMap<String, String>>,
}
