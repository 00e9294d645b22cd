//! What a client may ask over the WebSocket: each action is a type that names its reply.

use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::agent::{AgentSession, Task};
use super::chat::{Conversation, Variables};
use super::lenient::{Items, Nothing};
use crate::ids::{AgentId, AttemptId, ChannelId, ContactId, ConversationId, FileId, PlanId, UserId};
use crate::time::Millis;

/// A request of the WebSocket.
pub trait Call: Serialize {
    /// The action's name on the wire.
    const ACTION: &'static str;
    /// The data of a successful reply.
    type Reply: DeserializeOwned + 'static;
}

/// Defines a request: its action, its reply and its parameters.
macro_rules! call {
    ($(#[$doc:meta])* $name:ident = $action:literal -> $reply:ty
     { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl Call for $name {
            const ACTION: &'static str = $action;
            type Reply = $reply;
        }
    };
}

call! {
    /// Says who one is; the token never travels in the URL.
    Authenticate = "authentication_challenge" -> Nothing {
        /// The access token.
        token: String,
    }
}

call! {
    /// Asks whether the server is there.
    Ping = "ping" -> Nothing {
        /// Always 1.
        ping: i64,
    }
}

call! {
    /// Reads one's own seat. Fails with `User.valid.agent_id` for a user without one.
    GetAgentSession = "cc_agent_session" -> AgentSession {}
}

call! {
    /// Reads the attempts that the agent works on.
    GetTasks = "cc_agent_tasks" -> Items<Task> {
        /// Whose.
        agent_id: AgentId,
    }
}

call! {
    /// From now on `agent_status` and `channel` events come.
    SubscribeAgent = "cc_agent_subscribe_status" -> Nothing {
        /// Whose.
        agent_id: AgentId,
    }
}

call! {
    /// Starts taking part in distribution.
    GoOnline = "cc_agent_online" -> Nothing {
        /// Whose.
        agent_id: AgentId,
        /// Take chats on demand only.
        #[serde(default)]
        on_demand: bool,
    }
}

call! {
    /// Rests; chats under way go on.
    Pause = "cc_agent_pause" -> Nothing {
        /// Whose.
        agent_id: AgentId,
        /// The **name** of the pause cause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload: Option<String>,
    }
}

call! {
    /// Stops taking part in distribution.
    GoOffline = "cc_agent_offline" -> Nothing {
        /// Whose.
        agent_id: AgentId,
    }
}

call! {
    /// Leaves `wrap_time` or `missed` early.
    StopResting = "cc_agent_waiting" -> Nothing {
        /// Whose.
        agent_id: AgentId,
        /// The medium.
        channel: super::agent::Media,
    }
}

call! {
    /// Takes a chat that waits in a queue with manual distribution.
    Intercept = "cc_intercept_attempt" -> Nothing {
        /// The waiting attempt.
        attempt_id: AttemptId,
        /// Who takes it.
        agent_id: AgentId,
    }
}

call! {
    /// Ends an attempt with its result.
    Report = "cc_reporting" -> Nothing {
        /// The attempt.
        attempt_id: AttemptId,
        /// Whether the customer was served.
        #[serde(default)]
        success: bool,
        /// A comment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    }
}

call! {
    /// Asks for more time for the wrap-up.
    Renew = "cc_renewal" -> Nothing {
        /// The attempt.
        attempt_id: AttemptId,
        /// Seconds to add.
        #[serde(deserialize_with = "super::lenient::integer")]
        renewal_sec: i64,
    }
}

call! {
    /// Lists the invitations and chats of this user; from now on `chat` events come, some
    /// of them perhaps before the reply.
    SubscribeChats = "subscribe_chat" -> Items<Conversation> {}
}

call! {
    /// Accepts an invitation.
    Join = "join_chat" -> Joined {
        /// The invitation.
        invite_id: ChannelId,
    }
}

/// Reply to [`Join`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Joined {
    /// The agent's channel: the invitation's id.
    pub channel_id: ChannelId,
}

call! {
    /// Declines an invitation; the chat goes to the next agent. May be repeated.
    Decline = "decline_chat" -> Nothing {
        /// The invitation.
        invite_id: ChannelId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<String>,
    }
}

call! {
    /// Sends a text. A refusal does not mean that it was not stored.
    SendText = "send_text_chat" -> Nothing {
        /// One's own channel.
        channel_id: ChannelId,
        /// The conversation.
        conversation_id: ConversationId,
        /// Not blank.
        text: String,
    }
}

call! {
    /// Sends a file that lies in the storage. A refusal does not mean that it was not stored.
    SendFile = "send_file_chat" -> Nothing {
        /// One's own channel.
        channel_id: ChannelId,
        /// The conversation.
        conversation_id: ConversationId,
        /// The stored file.
        id: FileId,
        /// Bytes.
        #[serde(deserialize_with = "super::lenient::integer")]
        size: i64,
        /// Where it lies: absolute, signed.
        url: String,
        /// Its name.
        #[serde(default)]
        name: String,
        /// Its media type.
        #[serde(default)]
        mime: String,
    }
}

call! {
    /// Leaves a chat: for an agent the way to end it. May be repeated.
    Leave = "leave_chat" -> Nothing {
        /// One's own channel.
        channel_id: ChannelId,
        /// The conversation.
        conversation_id: ConversationId,
        /// Ignored by the server.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<String>,
    }
}

call! {
    /// Ends the whole conversation.
    Close = "close_chat" -> Nothing {
        /// One's own channel.
        channel_id: ChannelId,
        /// The conversation.
        conversation_id: ConversationId,
        /// Why; not empty.
        cause: String,
    }
}

call! {
    /// Hands a chat over to a colleague.
    TransferToUser = "transfer_user_chat" -> Nothing {
        /// The conversation.
        conversation_id: ConversationId,
        /// One's own channel or invitation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel_id: Option<ChannelId>,
        /// The colleague's **user**, not the seat.
        user_id: UserId,
        /// Variables for the colleague.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        variables: Option<Variables>,
    }
}

call! {
    /// Hands a chat over to a chat plan, which may queue it again.
    TransferToPlan = "blind_transfer_chat" -> Nothing {
        /// The conversation.
        conversation_id: ConversationId,
        /// One's own channel or invitation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel_id: Option<ChannelId>,
        /// The plan.
        plan_id: PlanId,
        /// Variables for the plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        variables: Option<Variables>,
    }
}

call! {
    /// Says which contact the customer is.
    SetContact = "chat_set_contact" -> Nothing {
        /// The conversation.
        id: ConversationId,
        /// One's own channel.
        channel_id: ChannelId,
        /// The contact.
        contact_id: ContactId,
    }
}

call! {
    /// Marks a chat as read up to a time, for all devices of this user.
    MarkRead = "update_channel_chat" -> Nothing {
        /// One's own channel.
        channel_id: ChannelId,
        /// Read up to here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        read_until: Option<Millis>,
    }
}
