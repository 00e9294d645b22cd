//! Everything that can happen to a desk from outside, and what it changes.

use crate::ids::{AttemptId, ChannelId, ContactId, ConversationId, MessageId, UserId};
use crate::time::Millis;

use super::agent::{Agent, MediumState, Presence};
use super::conversation::{Member, WrapUp};
use super::message::Message;
use super::timeline::Closer;

/// Something that happened. Facts come in any order, repeatedly, and some never.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// The whole truth after a (re)connection.
    Synced(Snapshot),
    /// The agent's status changed.
    Presence {
        /// The new one.
        presence: Presence,
        /// Since when.
        at: Millis,
    },
    /// A media channel of the agent changed.
    Medium {
        /// Which.
        kind: MediumKind,
        /// What it does now.
        state: MediumState,
        /// When a rest ends.
        until: Option<Millis>,
    },
    /// A chat is offered to this agent.
    Invited(Offer),
    /// An invitation is over.
    Declined {
        /// The conversation.
        conversation: ConversationId,
        /// The invitation.
        channel: ChannelId,
        /// Why.
        cause: DeclineCause,
    },
    /// An agent joined.
    Joined {
        /// The conversation.
        conversation: ConversationId,
        /// The leg.
        channel: ChannelId,
        /// Who.
        member: Member,
        /// When.
        at: Millis,
    },
    /// Someone wrote, or edited what he wrote.
    Said {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: Message,
    },
    /// A message was taken back.
    TakenBack {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// An agent left.
    Left {
        /// The conversation.
        conversation: ConversationId,
        /// The leg.
        channel: ChannelId,
        /// When.
        at: Millis,
        /// Whether by handing the chat over.
        transfer: bool,
    },
    /// The conversation ended.
    Closed {
        /// The conversation.
        conversation: ConversationId,
        /// Who ended it.
        by: Closer,
        /// When.
        at: Millis,
    },
    /// The wrap-up of an attempt is open.
    WrapUp {
        /// The attempt.
        attempt: AttemptId,
        /// Its clock.
        wrap_up: WrapUp,
    },
    /// An attempt is over, wrap-up included.
    AttemptOver {
        /// The attempt.
        attempt: AttemptId,
    },
    /// This agent has read a chat, on some device.
    Read {
        /// The conversation.
        conversation: ConversationId,
        /// Up to here.
        until: Millis,
    },
    /// The chat belongs to a contact.
    Contact {
        /// The agent's leg.
        channel: ChannelId,
        /// The contact.
        contact: ContactId,
    },
}

/// Which media channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediumKind {
    /// Chats.
    Chat,
    /// Calls.
    Call,
}

/// Why an invitation was over, in the server's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclineCause {
    /// An agent declined.
    Declined,
    /// Nobody answered in time.
    TimedOut,
    /// The server withdrew it.
    Withdrawn,
}

/// A chat that is offered, with all that was said before.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The chat.
    pub chat: ChatFacts,
    /// The invitation.
    pub channel: ChannelId,
    /// When it was made.
    pub since: Option<Millis>,
    /// When it expires.
    pub until: Option<Millis>,
}

/// What the server says of a chat at once.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatFacts {
    /// The conversation.
    pub id: ConversationId,
    /// What it is called.
    pub name: String,
    /// The provider through which the customer writes.
    pub source: String,
    /// The customer's id with the provider; empty where the server did not say.
    pub identity: String,
    /// The queue's name.
    pub queue: Option<String>,
    /// The passage through the queue.
    pub attempt: Option<AttemptId>,
    /// The contact.
    pub contact: Option<ContactId>,
    /// Who takes or took part.
    pub members: Vec<(ChannelId, Member)>,
    /// What was said, oldest first.
    pub messages: Vec<Message>,
    /// Whether these are all messages; if not, older ones can be fetched.
    pub complete: bool,
}

/// A chat in a [`Snapshot`].
#[derive(Clone, Debug, PartialEq)]
pub struct ListedChat {
    /// The chat.
    pub chat: ChatFacts,
    /// How far it has come.
    pub standing: Standing,
}

/// How far a listed chat has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Offered.
    Invited {
        /// The invitation.
        channel: ChannelId,
        /// When it was made.
        since: Option<Millis>,
    },
    /// This agent takes part.
    Joined {
        /// This agent's leg.
        channel: ChannelId,
        /// Since when.
        since: Option<Millis>,
    },
    /// Over, and its wrap-up is due.
    WrapUp {
        /// The leg that this agent had.
        channel: ChannelId,
        /// Since when this agent took part.
        since: Option<Millis>,
        /// When it ended.
        at: Option<Millis>,
        /// The wrap-up's clock.
        wrap_up: WrapUp,
    },
}

/// The whole truth about a desk, as the server tells it after a (re)connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// This agent's user.
    pub me: UserId,
    /// This agent's name.
    pub name: String,
    /// The seat; none for a user who has none.
    pub agent: Option<Agent>,
    /// The invitations and chats.
    pub chats: Vec<ListedChat>,
}

/// A page of older messages.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPage {
    /// The messages, in any order.
    pub messages: Vec<Message>,
    /// Whether there are older ones.
    pub more: bool,
}

/// A part of the desk that may look different now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Who is signed in, and with which seat.
    Agent,
    /// Which chats there are, and in which order.
    Lists,
    /// The list of closed chats.
    Closed,
    /// One chat's own facts: name, phase, unread count, last words.
    Conversation(ConversationId),
    /// What happened in one chat.
    Timeline(ConversationId),
}
