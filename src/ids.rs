//! Identifiers, one type each, shared by every layer and by the sandbox.
//!
//! Webitel sends numeric ids as numbers over the WebSocket and as strings over REST, and
//! conversation ids with and without dashes; all of these forms read as the same id here.
//! Ids are written the WebSocket way: numbers as numbers, UUIDs with dashes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use crate::wire::lenient;

/// Defines a newtype over a numeric id.
macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                lenient::integer(deserializer).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

/// Defines a newtype over a UUID.
macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

pub mod crm;

uuid_id! {
    /// A whole chat thread.
    ConversationId
}

uuid_id! {
    /// One participant's leg in a conversation. The channel of an agent has the id of the
    /// invitation that created it, so an invitation is named by a `ChannelId` too.
    ChannelId
}

number_id! {
    /// A message; unique in one Webitel database and increasing with time.
    MessageId
}

number_id! {
    /// A user of Webitel (an agent is a user with a seat in the contact centre).
    UserId
}

number_id! {
    /// An agent's seat in the contact centre.
    AgentId
}

number_id! {
    /// One customer's passage through a queue; the SDK calls it a task.
    AttemptId
}

number_id! {
    /// A queue of the contact centre.
    QueueId
}

number_id! {
    /// A stored file.
    FileId
}

number_id! {
    /// A contact in Webitel's own directory.
    ContactId
}

number_id! {
    /// A chat plan: a routing scheme to which a chat can be handed over.
    PlanId
}

impl ConversationId {
    /// The flow (bot) speaks in a conversation under the conversation's own id.
    #[must_use]
    pub fn as_flow_channel(self) -> ChannelId {
        ChannelId(self.0)
    }
}
