//! What the server tells at once: after a (re)connection, with an invitation, or as history.

use crate::ids::ConversationId;

use super::facts::is_known_own;
use super::{Changes, Desk};
use crate::domain::closed::{ClosedChat, Loading};
use crate::domain::conversation::{Answer, Conversation, Ending, History, Invitation, Phase, Vanishing};
use crate::domain::fact::{Change, ChatFacts, HistoryPage, ListedChat, Snapshot, Standing};
use crate::domain::message::Author;

impl Desk {
    pub(super) fn sync(&mut self, snapshot: Snapshot, changes: &mut Changes) {
        if self.me.is_some_and(|me| me != snapshot.me) {
            *self = Self::default();
        }
        self.me = Some(snapshot.me);
        self.name = snapshot.name;
        self.agent = snapshot.agent;
        self.strays.clear();
        let listed: Vec<_> = snapshot.chats.iter().map(|listed| listed.chat.id).collect();
        // Oldest first, as each one enters on top.
        for listed in snapshot.chats.into_iter().rev() {
            self.sync_chat(listed, changes);
        }
        self.part_with_unlisted(&listed, changes);
        changes.add(Change::Agent);
        changes.add(Change::Lists);
    }

    fn sync_chat(&mut self, listed: ListedChat, changes: &mut Changes) {
        let id = listed.chat.id;
        if listed.chat.messages.is_empty() && !listed.chat.complete {
            self.fall_behind(id);
        }
        let before = self.chats.get(&id).map(|chat| chat.phase.clone());
        let phase = match listed.standing {
            Standing::Invited { channel, since } => {
                let known = match before.as_ref() {
                    Some(Phase::Invited(known)) if known.channel == channel => Some(known),
                    _ => None,
                };
                let until = known.and_then(|known| known.until);
                let answer = known.map_or(Answer::Open, |known| known.answer);
                Phase::Invited(Invitation { channel, since, until, answer })
            }
            Standing::Joined { channel, .. } => Phase::Joined { channel },
            Standing::WrapUp { at, .. } => match before {
                Some(ended @ Phase::Ended { .. }) => ended,
                _ => Phase::Ended { at, how: Ending::ByServer },
            },
        };
        if !self.chats.contains_key(&id) {
            self.enter(Conversation::new(id, phase.clone()));
        }
        if let Some(chat) = self.chat_mut(id) {
            chat.phase = phase;
            match listed.standing {
                Standing::Joined { channel, .. } | Standing::WrapUp { channel, .. } => chat.own(channel),
                Standing::Invited { .. } => {}
            }
            let (started, wrap_up) = match listed.standing {
                Standing::Invited { .. } => (None, None),
                Standing::Joined { since, .. } => (since, None),
                Standing::WrapUp { since, wrap_up, .. } => (since, Some(wrap_up)),
            };
            chat.started = started.or(chat.started);
            chat.wrap_up = wrap_up;
        }
        self.take_in(listed.chat, changes);
    }

    /// The server lists every chat of this agent: the others went on without him.
    fn part_with_unlisted(&mut self, listed: &[ConversationId], changes: &mut Changes) {
        let gone: Vec<_> =
            self.chats.values().filter(|chat| !listed.contains(&chat.id)).map(|chat| chat.id).collect();
        for id in gone {
            let Some(chat) = self.chat_mut(id) else { continue };
            match chat.phase.clone() {
                Phase::Invited(invitation) => {
                    self.vanish(id, invitation.channel, Vanishing::Withdrawn, changes);
                }
                Phase::Joined { .. } => {
                    chat.wrap_up = None;
                    let how = if chat.leaving { Ending::ByMe } else { Ending::ByServer };
                    self.fall_behind(id);
                    self.end(id, how, None, changes);
                }
                Phase::Ended { .. } if chat.wrap_up.is_some() => {
                    chat.wrap_up = None;
                    self.file_if_done(id, changes);
                }
                Phase::Vanished(_) | Phase::Ended { .. } | Phase::Elsewhere { .. } => {}
            }
        }
    }

    /// Takes in what the server says of a chat that is known already.
    pub(super) fn take_in(&mut self, facts: ChatFacts, changes: &mut Changes) {
        let Some(me) = self.me else { return };
        let Some(chat) = self.chats.get_mut(&facts.id) else { return };
        chat.name = facts.name;
        chat.source = facts.source;
        if !facts.identity.is_empty() {
            chat.identity = facts.identity;
        }
        chat.queue = facts.queue.or(chat.queue.take());
        chat.attempt = facts.attempt.or(chat.attempt);
        chat.contact = facts.contact.or(chat.contact);
        for (channel, member) in facts.members {
            chat.meet(channel, member);
        }
        if !facts.messages.is_empty() || facts.complete {
            chat.behind = None;
        }
        let gap = match (chat.newest_id(), facts.messages.first()) {
            (Some(newest), Some(oldest)) => !facts.complete && newest < oldest.id,
            _ => false,
        };
        if gap {
            chat.timeline.forget_messages();
            chat.history = History::Unknown;
        }
        for message in facts.messages {
            if chat.author(&message, me) == Author::Me {
                chat.timeline.receive_own(message);
            } else {
                chat.timeline.receive(message);
            }
        }
        if facts.complete {
            chat.history = History::Complete;
        }
        changes.add(Change::Timeline(facts.id));
        changes.add(Change::Conversation(facts.id));
    }

    /// Takes in a page of history. What is in flight and turns up in it has arrived.
    pub fn history(&mut self, id: ConversationId, page: HistoryPage, oldest: bool) -> Changes {
        let Some(chat) = self.chat_mut(id) else { return Changes::default() };
        // Newest first: each older one then goes to the front, at no cost.
        let mut messages = page.messages;
        messages.sort_by_key(|message| std::cmp::Reverse(message.id));
        for message in messages {
            if is_known_own(&message) {
                chat.timeline.receive_own(message);
            } else {
                chat.timeline.receive(message);
            }
        }
        if oldest {
            chat.history = if page.more { History::Unknown } else { History::Complete };
        }
        [Change::Timeline(id), Change::Conversation(id)].into()
    }

    /// Notes that older history is being fetched, or could not be.
    pub fn history_state(&mut self, id: ConversationId, state: History) -> Changes {
        let Some(chat) = self.chat_mut(id) else { return Changes::default() };
        chat.history = state;
        [Change::Timeline(id)].into()
    }

    /// Takes in the server's list of closed chats. It knows better how a chat ended.
    pub fn closed_listed(&mut self, chats: Vec<ClosedChat>) -> Changes {
        let mut changes = Changes::default();
        for listed in &chats {
            if let Some(chat) = self.chats.get_mut(&listed.id)
                && let Phase::Ended { how, at } = &mut chat.phase
                && *how == Ending::ByServer
            {
                *how = listed.how;
                *at = listed.ended;
                changes.add(Change::Conversation(listed.id));
            }
        }
        self.closed.replace(chats);
        changes.add(Change::Closed);
        changes
    }

    /// Notes that the closed list is being fetched, or could not be.
    pub fn closed_state(&mut self, state: Loading) -> Changes {
        self.closed.state = state;
        [Change::Closed].into()
    }
}
