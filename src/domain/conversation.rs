//! One chat: whose it is, how far it has come, and everything that was said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ids::{AttemptId, ChannelId, ContactId, ConversationId, MessageId, UserId};
use crate::time::Millis;

use super::message::{Author, Message, Sender};
use super::timeline::{Closer, Timeline};

/// One chat on this desk.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The conversation.
    pub id: ConversationId,
    /// How far it has come.
    pub phase: Phase,
    /// What it is called: the customer's name, or the title where that one is empty.
    pub name: String,
    /// The provider through which the customer writes, such as `telegram`; open-ended.
    pub source: String,
    /// The customer's id with the provider; empty where the server did not say.
    pub identity: String,
    /// The queue's name; none when a colleague handed the chat over.
    pub queue: Option<String>,
    /// When this agent accepted it.
    pub started: Option<Millis>,
    /// The passage through the queue that brought it here.
    pub attempt: Option<AttemptId>,
    /// The wrap-up that is due after the chat.
    pub wrap_up: Option<WrapUp>,
    /// The contact in Webitel's directory.
    pub contact: Option<ContactId>,
    /// Everything that happened.
    pub timeline: Timeline,
    /// How much of the older history is here.
    pub history: History,
    /// Messages of others since the agent last looked.
    pub unread: u32,
    /// What the agent has typed and not sent.
    pub draft: String,
    /// Whether this agent has asked to end it.
    pub(super) leaving: bool,
    /// Where messages are missing that were written while the connection was away: after this one.
    pub(super) behind: Option<MessageId>,
    members: BTreeMap<ChannelId, Member>,
    /// This agent's legs, those that are over included: what came through them is his own.
    mine: BTreeSet<ChannelId>,
}

/// How far a chat has come on this desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Offered to this agent.
    Invited(Invitation),
    /// An invitation that is over; shown until the agent has seen why.
    Vanished(Vanishing),
    /// This agent takes part.
    Joined {
        /// This agent's leg.
        channel: ChannelId,
    },
    /// This agent's part is over.
    Ended {
        /// When.
        at: Option<Millis>,
        /// How.
        how: Ending,
    },
    /// Not on this agent's desk: brought here to be read.
    Elsewhere {
        /// Whether it is over.
        over: bool,
    },
}

/// An offer of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The invitation; once accepted, the agent's leg.
    pub channel: ChannelId,
    /// When it was made.
    pub since: Option<Millis>,
    /// When it expires; none if it does not, or the server did not say.
    pub until: Option<Millis>,
    /// What the agent has answered.
    pub answer: Answer,
}

/// The agent's answer to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// None yet.
    Open,
    /// Accept, on its way.
    Accepting,
    /// Cancel, on its way.
    Declining,
}

/// Why an invitation is gone without this agent having joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vanishing {
    /// This agent cancelled it.
    Cancelled,
    /// Nobody answered in time.
    Expired,
    /// The customer left.
    CustomerLeft,
    /// Someone else has it, or the server took it back.
    Withdrawn,
}

/// How this agent's part in a chat ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// This agent ended it.
    ByMe,
    /// The customer ended it.
    ByClient,
    /// The routing scheme ended it.
    ByFlow,
    /// It was handed over.
    Transferred,
    /// Nobody wrote for too long, or the server ended it for another reason of its own.
    ByServer,
    /// An idle rule: this agent did not answer.
    AgentIdle,
    /// An idle rule: the customer did not answer.
    ClientIdle,
    /// An idle rule: nobody wrote.
    Silence,
}

/// The time after a chat in which its result is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrapUp {
    /// When it ends by itself.
    pub until: Option<Millis>,
    /// Seconds that a prolongation adds; 0 = it can't be prolonged.
    pub renewal_sec: u32,
}

/// How much of the history before the first message shown is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum History {
    /// There may be older messages.
    #[default]
    Unknown,
    /// Being fetched.
    Loading,
    /// All is here.
    Complete,
    /// The last fetch failed.
    Failed,
    /// This agent may not read it.
    Hidden,
}

/// Somebody who takes or took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name.
    pub name: Arc<str>,
    /// The user, where the server said so.
    pub user: Option<UserId>,
    /// Whether this is an agent.
    pub agent: bool,
}

impl Conversation {
    /// A chat of which nothing is known yet but these.
    #[must_use]
    pub fn new(id: ConversationId, phase: Phase) -> Self {
        Self {
            id,
            phase,
            name: String::new(),
            source: String::new(),
            identity: String::new(),
            queue: None,
            started: None,
            attempt: None,
            wrap_up: None,
            contact: None,
            timeline: Timeline::default(),
            history: History::default(),
            unread: 0,
            draft: String::new(),
            leaving: false,
            behind: None,
            members: BTreeMap::new(),
            mine: BTreeSet::new(),
        }
    }

    /// This agent's leg, while he takes part.
    #[must_use]
    pub fn my_channel(&self) -> Option<ChannelId> {
        match self.phase {
            Phase::Joined { channel, .. } => Some(channel),
            _ => None,
        }
    }

    /// The invitation, while it is open.
    #[must_use]
    pub fn invitation(&self) -> Option<&Invitation> {
        match &self.phase {
            Phase::Invited(invitation) => Some(invitation),
            _ => None,
        }
    }

    /// Whether the agent has something to do here: he takes part, or a wrap-up is due.
    #[must_use]
    pub fn is_active(&self) -> bool {
        matches!(self.phase, Phase::Joined { .. }) || self.wrap_up.is_some()
    }

    /// Whether it belongs among the invitations: offered, or just vanished.
    #[must_use]
    pub fn is_invitation(&self) -> bool {
        matches!(self.phase, Phase::Invited(_) | Phase::Vanished(_))
    }

    /// Takes in somebody who takes part.
    pub fn meet(&mut self, channel: ChannelId, member: Member) {
        self.members.insert(channel, member);
    }

    /// This agent has or had this leg.
    pub(super) fn own(&mut self, channel: ChannelId) {
        self.mine.insert(channel);
    }

    /// Somebody who takes or took part.
    #[must_use]
    pub fn member(&self, channel: ChannelId) -> Option<&Member> {
        self.members.get(&channel)
    }

    /// Who wrote this message. `me` is this agent's user.
    #[must_use]
    pub fn author(&self, message: &Message, me: UserId) -> Author {
        match &message.from {
            Sender::Flow => Author::Bot,
            Sender::Known(author) => author.clone(),
            Sender::Channel(channel) if channel.0 == self.id.0 => Author::Bot,
            Sender::Channel(channel)
                if self.my_channel() == Some(*channel) || self.mine.contains(channel) =>
            {
                Author::Me
            }
            Sender::Channel(channel) => match self.members.get(channel) {
                Some(member) if member.agent && member.user == Some(me) => Author::Me,
                Some(member) if member.agent => Author::Colleague(Arc::clone(&member.name)),
                _ => Author::Client,
            },
        }
    }

    /// The last message that is worth showing in a list.
    #[must_use]
    pub fn last_message(&self) -> Option<&Message> {
        self.timeline.newest()
    }

    /// Since when the customer waits for an answer: the first of his messages that no agent has
    /// answered yet. Looks at the unanswered messages only.
    #[must_use]
    pub fn waiting_since(&self, me: UserId) -> Option<Millis> {
        if self.my_channel().is_none() || !self.timeline.outgoing().is_empty() {
            return None;
        }
        let mut since = None;
        for message in self.timeline.messages().rev().take(UNANSWERED_LOOK_BACK) {
            match self.author(message, me) {
                Author::Client => since = Some(message.at),
                Author::Bot => {}
                Author::Me | Author::Colleague(_) => break,
            }
        }
        since
    }

    /// The newest message that is known.
    #[must_use]
    pub fn newest_id(&self) -> Option<MessageId> {
        self.timeline.newest().map(|message| message.id)
    }
}

/// A customer who wrote more than this without an answer waits "since" the oldest of these.
const UNANSWERED_LOOK_BACK: usize = 50;

impl From<Closer> for Ending {
    fn from(closer: Closer) -> Self {
        match closer {
            Closer::Client => Self::ByClient,
            Closer::Flow => Self::ByFlow,
        }
    }
}
