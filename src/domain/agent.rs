//! The agent's seat in the contact centre.

use crate::ids::AgentId;
use crate::time::Millis;

/// The agent as the server sees him.
#[derive(Clone, Debug, PartialEq)]
pub struct Agent {
    /// The seat.
    pub id: AgentId,
    /// Whether he takes part in distribution.
    pub presence: Presence,
    /// Since when.
    pub since: Option<Millis>,
    /// His chats' channel.
    pub chat: Medium,
    /// His calls' channel.
    pub call: Medium,
    /// The most chats at once, where the server says so.
    pub most_chats: Option<usize>,
}

/// Whether an agent takes part in distribution. "CallCenter" is on in every state but `Offline`;
/// "Ready" is `Online`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// CallCenter is off; the system names a reason when it was the one to switch it off.
    Offline {
        /// Such as `system/ws`.
        system: Option<String>,
    },
    /// Ready.
    Online,
    /// Resting.
    Paused {
        /// The cause's name; empty where none was given.
        cause: String,
    },
    /// Taken out after too many unanswered offers.
    BrokenOut,
}

impl Presence {
    /// Whether "CallCenter" is on.
    #[must_use]
    pub fn in_call_center(&self) -> bool {
        !matches!(self, Self::Offline { .. })
    }

    /// Whether the agent is "Ready".
    #[must_use]
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Online)
    }
}

/// One media channel of the agent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Medium {
    /// What it does now.
    pub state: MediumState,
    /// When a rest or a wrap-up ends by itself.
    pub until: Option<Millis>,
}

/// What a media channel does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MediumState {
    /// Free.
    #[default]
    Free,
    /// An offer rings.
    Offered,
    /// In conversation.
    Busy,
    /// Filling in the wrap-up.
    WrapUp,
    /// Resting after work.
    Resting,
    /// Resting after an unanswered offer.
    Missed,
}

impl MediumState {
    /// Whether the agent has work of this medium before him.
    #[must_use]
    pub fn is_active(self) -> bool {
        matches!(self, Self::Offered | Self::Busy)
    }
}
