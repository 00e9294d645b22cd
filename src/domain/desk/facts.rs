//! What the server tells, one fact at a time.

use crate::ids::{AttemptId, ChannelId, ConversationId};
use crate::time::Millis;

use super::{Changes, Desk, STRAYS_KEPT};
use crate::domain::conversation::{Ending, Member, Phase, Vanishing, WrapUp};
use crate::domain::fact::{Change, Fact, MediumKind};
use crate::domain::message::{Author, Message, Sender};
use crate::domain::timeline::{Closer, Happening, Note};

impl Desk {
    /// Takes in a fact. The same fact again changes nothing.
    pub fn apply(&mut self, fact: Fact) -> Changes {
        let mut changes = Changes::default();
        self.apply_to(fact, &mut changes);
        changes
    }

    pub(super) fn apply_to(&mut self, fact: Fact, changes: &mut Changes) {
        if let Some(id) = about(&fact)
            && !self.chats.contains_key(&id)
        {
            self.keep_stray(fact);
            return;
        }
        match fact {
            Fact::Synced(snapshot) => self.sync(snapshot, changes),
            Fact::Presence { presence, at } => {
                if let Some(agent) = &mut self.agent {
                    agent.presence = presence;
                    agent.since = Some(at);
                    changes.add(Change::Agent);
                }
            }
            Fact::Medium { kind, state, until } => {
                if let Some(agent) = &mut self.agent {
                    let medium = match kind {
                        MediumKind::Chat => &mut agent.chat,
                        MediumKind::Call => &mut agent.call,
                    };
                    medium.state = state;
                    medium.until = until;
                    changes.add(Change::Agent);
                }
            }
            Fact::Invited(offer) => self.invited(offer, changes),
            Fact::Declined { conversation, channel, cause } => {
                self.declined(conversation, channel, cause, changes);
            }
            Fact::Joined { conversation, channel, member, at } => {
                self.joined(conversation, channel, member, at, changes);
            }
            Fact::Said { conversation, message } => self.said(conversation, message, changes),
            Fact::TakenBack { conversation, message } => {
                if let Some(chat) = self.chat_mut(conversation) {
                    chat.timeline.delete(message);
                    changes.add(Change::Timeline(conversation));
                    changes.add(Change::Conversation(conversation));
                }
            }
            Fact::Left { conversation, channel, at, transfer } => {
                self.left(conversation, channel, at, transfer, changes);
            }
            Fact::Closed { conversation, by, at } => self.closed_by(conversation, by, at, changes),
            Fact::WrapUp { attempt, wrap_up } => self.wrap_up(attempt, Some(wrap_up), changes),
            Fact::AttemptOver { attempt } => self.wrap_up(attempt, None, changes),
            Fact::Read { conversation, until } => self.read(conversation, until, changes),
            Fact::Contact { channel, contact } => {
                let found = self.chats.values_mut().find(|chat| chat.my_channel() == Some(channel));
                if let Some(chat) = found {
                    chat.contact = Some(contact);
                    changes.add(Change::Conversation(chat.id));
                }
            }
        }
    }

    /// Facts can overtake the invitation they belong to: they wait for it.
    fn keep_stray(&mut self, fact: Fact) {
        if self.strays.len() == STRAYS_KEPT {
            self.strays.remove(0);
        }
        self.strays.push(fact);
    }

    pub(super) fn apply_strays(&mut self, id: ConversationId, changes: &mut Changes) {
        if self.strays.is_empty() {
            return;
        }
        let (mine, others) =
            std::mem::take(&mut self.strays).into_iter().partition(|fact| about(fact) == Some(id));
        self.strays = others;
        for fact in mine {
            self.apply_to(fact, changes);
        }
    }

    fn joined(
        &mut self,
        id: ConversationId,
        channel: ChannelId,
        member: Member,
        at: Millis,
        changes: &mut Changes,
    ) {
        let is_me = member.user.is_some() && member.user == self.me;
        let over = self.over.contains(&channel);
        let Some(chat) = self.chat_mut(id) else { return };
        let what = if is_me { Happening::IJoined } else { Happening::Joined(member.name.to_string()) };
        chat.meet(channel, member);
        chat.timeline.note(Note { at, what });
        changes.add(Change::Timeline(id));
        if is_me {
            chat.own(channel);
        }
        if is_me && !over {
            chat.phase = Phase::Joined { channel };
            chat.started = Some(at);
            changes.add(Change::Lists);
        }
        changes.add(Change::Conversation(id));
    }

    fn said(&mut self, id: ConversationId, message: Message, changes: &mut Changes) {
        let attended = self.attended.contains(&id);
        let Some(me) = self.me else { return };
        let Some(chat) = self.chat_mut(id) else { return };
        let mine = chat.author(&message, me) == Author::Me;
        let is_new = if mine { chat.timeline.receive_own(message) } else { chat.timeline.receive(message) };
        if is_new && !mine && !attended {
            chat.unread += 1;
        }
        changes.add(Change::Timeline(id));
        changes.add(Change::Conversation(id));
    }

    fn left(
        &mut self,
        id: ConversationId,
        channel: ChannelId,
        at: Millis,
        transfer: bool,
        changes: &mut Changes,
    ) {
        let me = self.me;
        let Some(chat) = self.chat_mut(id) else { return };
        let mine = chat.my_channel() == Some(channel)
            || chat.invitation().is_some_and(|invitation| invitation.channel == channel)
            || chat.member(channel).is_some_and(|member| member.user.is_some() && member.user == me);
        let name = chat.member(channel).map(|member| member.name.to_string()).unwrap_or_default();
        let what = match (mine, transfer) {
            (true, true) => Happening::IHandedOver,
            (true, false) => Happening::ILeft,
            (false, true) => Happening::HandedOver(name),
            (false, false) => Happening::Left(name),
        };
        chat.timeline.note(Note { at, what });
        changes.add(Change::Timeline(id));
        if mine {
            let current = chat.my_channel() == Some(channel);
            let how = match (transfer, chat.leaving) {
                (true, _) => Ending::Transferred,
                (false, true) => Ending::ByMe,
                (false, false) => Ending::ByServer,
            };
            self.over.insert(channel);
            if current {
                self.end(id, how, Some(at), changes);
            }
        }
    }

    fn closed_by(&mut self, id: ConversationId, by: Closer, at: Millis, changes: &mut Changes) {
        let Some(chat) = self.chat_mut(id) else { return };
        match chat.phase.clone() {
            Phase::Joined { .. } => {
                chat.timeline.note(Note { at, what: Happening::Closed(by) });
                changes.add(Change::Timeline(id));
                self.end(id, by.into(), Some(at), changes);
            }
            Phase::Invited(invitation) => {
                self.vanish(id, invitation.channel, Vanishing::CustomerLeft, changes);
            }
            Phase::Vanished(Vanishing::Withdrawn) => {
                chat.phase = Phase::Vanished(Vanishing::CustomerLeft);
                changes.add(Change::Conversation(id));
            }
            Phase::Vanished(_) | Phase::Ended { .. } | Phase::Elsewhere { .. } => {}
        }
    }

    fn wrap_up(&mut self, attempt: AttemptId, wrap_up: Option<WrapUp>, changes: &mut Changes) {
        let Some(chat) = self.chats.values_mut().find(|chat| chat.attempt == Some(attempt)) else { return };
        if chat.wrap_up == wrap_up {
            return;
        }
        chat.wrap_up = wrap_up;
        let id = chat.id;
        changes.add(Change::Conversation(id));
        changes.add(Change::Lists);
        if wrap_up.is_some() {
            self.closed.remove(id);
            changes.add(Change::Closed);
        } else {
            self.file_if_done(id, changes);
        }
    }

    fn read(&mut self, id: ConversationId, until: Millis, changes: &mut Changes) {
        let me = self.me;
        let Some(chat) = self.chat_mut(id) else { return };
        let unread = chat
            .timeline
            .messages()
            .rev()
            .take(chat.unread as usize)
            .filter(|message| message.at > until)
            .filter(|message| me.is_some_and(|me| chat.author(message, me) != Author::Me))
            .count();
        chat.unread = u32::try_from(unread).unwrap_or(chat.unread);
        changes.add(Change::Conversation(id));
    }
}

/// The chat without which a fact means nothing.
fn about(fact: &Fact) -> Option<ConversationId> {
    match fact {
        Fact::Declined { conversation, .. }
        | Fact::Joined { conversation, .. }
        | Fact::Said { conversation, .. }
        | Fact::TakenBack { conversation, .. }
        | Fact::Left { conversation, .. }
        | Fact::Closed { conversation, .. }
        | Fact::Read { conversation, .. } => Some(*conversation),
        Fact::Synced(_)
        | Fact::Presence { .. }
        | Fact::Medium { .. }
        | Fact::Invited(_)
        | Fact::WrapUp { .. }
        | Fact::AttemptOver { .. }
        | Fact::Contact { .. } => None,
    }
}

/// Whether the history knows this message to be one's own; a live one needs the chat's legs.
pub(super) fn is_known_own(message: &Message) -> bool {
    message.from == Sender::Known(Author::Me)
}
