//! Everything that is true about one agent's desk.
//!
//! Facts come from the server ([`Desk::apply`]); the rest of the methods are what the agent does.
//! Each says which parts may look different now. The cost of a message does not grow with the
//! number of chats or messages.

mod doubt;
mod facts;
mod invitations;
mod own;
mod sync;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use doubt::LookUp;

use crate::ids::{ChannelId, ConversationId, UserId};

use super::agent::Agent;
use super::closed::{ClosedChat, ClosedChats};
use super::conversation::{Conversation, Ending, Phase};
use super::fact::{Change, Fact};
use super::outgoing::LocalId;
use super::reason::{NoChats, why_no_chats};

/// How many chats that are over stay at hand, to be looked at again without fetching them.
const OVER_KEPT: usize = 12;

/// How many facts about chats that are not known yet are kept until the chats are.
const STRAYS_KEPT: usize = 256;

/// One agent's desk.
#[derive(Debug, Default)]
pub struct Desk {
    me: Option<UserId>,
    name: String,
    agent: Option<Agent>,
    chats: HashMap<ConversationId, Conversation>,
    /// Newest first; never reordered while chats are under way, so that rows keep their place.
    order: Vec<ConversationId>,
    closed: ClosedChats,
    /// The chats that are looked at: one entry for each view that shows one.
    attended: Vec<ConversationId>,
    strays: Vec<Fact>,
    /// Legs and invitations of this agent that are over, whatever is still heard of them.
    over: std::collections::HashSet<ChannelId>,
    next_local: u32,
}

/// The parts that may look different after something happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(Vec<Change>);

impl Changes {
    /// Each part once.
    pub fn iter(&self) -> impl Iterator<Item = Change> + '_ {
        self.0.iter().copied()
    }

    /// Whether this part may look different.
    #[must_use]
    pub fn contains(&self, change: Change) -> bool {
        self.0.contains(&change)
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, change: Change) {
        if !self.contains(change) {
            self.0.push(change);
        }
    }
}

impl<const N: usize> From<[Change; N]> for Changes {
    fn from(list: [Change; N]) -> Self {
        let mut changes = Self::default();
        list.into_iter().for_each(|change| changes.add(change));
        changes
    }
}

impl Desk {
    /// This agent's user, once signed in.
    #[must_use]
    pub fn me(&self) -> Option<UserId> {
        self.me
    }

    /// This agent's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The seat; none for a user who has none.
    #[must_use]
    pub fn agent(&self) -> Option<&Agent> {
        self.agent.as_ref()
    }

    /// A chat that is known to this desk.
    #[must_use]
    pub fn conversation(&self, id: ConversationId) -> Option<&Conversation> {
        self.chats.get(&id)
    }

    /// The invitations, newest first; those that have just vanished among them.
    pub fn invitations(&self) -> impl Iterator<Item = &Conversation> {
        self.listed().filter(|chat| chat.is_invitation())
    }

    /// The chats on which the agent works, newest first.
    pub fn active(&self) -> impl Iterator<Item = &Conversation> {
        self.listed().filter(|chat| chat.is_active())
    }

    fn listed(&self) -> impl Iterator<Item = &Conversation> {
        self.order.iter().filter_map(|id| self.chats.get(id))
    }

    /// The chats that this agent has closed.
    #[must_use]
    pub fn closed(&self) -> &ClosedChats {
        &self.closed
    }

    /// Unread messages over all chats.
    #[must_use]
    pub fn unread(&self) -> u32 {
        self.active().map(|chat| chat.unread).sum()
    }

    /// Why no chats come now, if that is so.
    #[must_use]
    pub fn why_no_chats(&self) -> Option<NoChats> {
        let open = self.chats.values().filter(|chat| matches!(chat.phase, Phase::Joined { .. })).count();
        why_no_chats(self.agent.as_ref()?, open)
    }

    fn chat_mut(&mut self, id: ConversationId) -> Option<&mut Conversation> {
        self.chats.get_mut(&id)
    }

    fn new_local(&mut self) -> LocalId {
        self.next_local += 1;
        LocalId(self.next_local)
    }

    /// A chat enters the lists, on top.
    fn enter(&mut self, chat: Conversation) {
        let id = chat.id;
        self.chats.insert(id, chat);
        self.order.retain(|known| *known != id);
        self.order.insert(0, id);
    }

    /// This agent's part in a chat is over.
    fn end(
        &mut self,
        id: ConversationId,
        how: Ending,
        at: Option<crate::time::Millis>,
        changes: &mut Changes,
    ) {
        let Some(chat) = self.chats.get_mut(&id) else { return };
        if let Phase::Joined { channel, .. } = chat.phase {
            self.over.insert(channel);
        }
        chat.phase = Phase::Ended { at, how };
        changes.add(Change::Conversation(id));
        changes.add(Change::Lists);
        self.file_if_done(id, changes);
    }

    /// Puts a chat among the closed ones once nothing is left to do.
    fn file_if_done(&mut self, id: ConversationId, changes: &mut Changes) {
        let Some(chat) = self.chats.get(&id) else { return };
        let Phase::Ended { at, how } = chat.phase else { return };
        if chat.wrap_up.is_some() {
            return;
        }
        self.closed.add(ClosedChat {
            id,
            name: chat.name.clone(),
            source: chat.source.clone(),
            queue: chat.queue.clone(),
            started: chat.started,
            ended: at,
            how,
            last_words: chat.last_message().and_then(|last| last.body.text()).unwrap_or_default().to_owned(),
        });
        changes.add(Change::Closed);
        changes.add(Change::Lists);
        self.forget_old();
    }

    /// Lets go of chats that are over and that nobody looks at.
    fn forget_old(&mut self) {
        let attended = &self.attended;
        let over = |chat: &Conversation| {
            matches!(chat.phase, Phase::Ended { .. } | Phase::Elsewhere { .. })
                && chat.wrap_up.is_none()
                && !attended.contains(&chat.id)
                && chat.timeline.outgoing().is_empty()
        };
        let old: Vec<_> =
            self.listed().filter(|chat| over(chat)).map(|chat| chat.id).skip(OVER_KEPT).collect();
        for id in old {
            self.chats.remove(&id);
            self.order.retain(|known| *known != id);
        }
    }
}
