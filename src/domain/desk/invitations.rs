//! What the server tells of invitations.

use crate::ids::{ChannelId, ConversationId};

use super::{Changes, Desk};
use crate::domain::conversation::{Answer, Conversation, Invitation, Phase, Vanishing};
use crate::domain::fact::{Change, DeclineCause, Offer};

impl Desk {
    /// A chat is offered; the same invitation again only brings what is new.
    pub(super) fn invited(&mut self, offer: Offer, changes: &mut Changes) {
        let id = offer.chat.id;
        let (channel, since, until) = (offer.channel, offer.since, offer.until);
        let known = self.chats.get(&id).map(|chat| chat.phase.clone());
        let is_new = match known {
            None => true,
            Some(Phase::Joined { .. }) => false,
            Some(Phase::Invited(invitation)) => invitation.channel != channel,
            Some(Phase::Vanished(_) | Phase::Ended { .. } | Phase::Elsewhere { .. }) => {
                !self.over.contains(&channel)
            }
        };
        if is_new {
            let phase = Phase::Invited(Invitation { channel, since, until, answer: Answer::Open });
            let mut chat = self.chats.remove(&id).unwrap_or_else(|| Conversation::new(id, phase.clone()));
            chat.phase = phase;
            chat.started = None;
            self.enter(chat);
            changes.add(Change::Lists);
        }
        self.take_in(offer.chat, changes);
        if self.over.contains(&channel) && is_new {
            self.vanish(id, channel, Vanishing::Withdrawn, changes);
        }
        self.apply_strays(id, changes);
    }

    /// The server ends an invitation.
    pub(super) fn declined(
        &mut self,
        id: ConversationId,
        channel: ChannelId,
        cause: DeclineCause,
        changes: &mut Changes,
    ) {
        self.over.insert(channel);
        let Some(invitation) = self.chats.get(&id).and_then(Conversation::invitation) else { return };
        if invitation.channel != channel {
            return;
        }
        let why = match cause {
            _ if invitation.answer == Answer::Declining => Vanishing::Cancelled,
            DeclineCause::Declined => Vanishing::Cancelled,
            DeclineCause::TimedOut => Vanishing::Expired,
            DeclineCause::Withdrawn => Vanishing::Withdrawn,
        };
        self.vanish(id, channel, why, changes);
    }

    /// An invitation is over without this agent having joined.
    pub(super) fn vanish(
        &mut self,
        id: ConversationId,
        channel: ChannelId,
        why: Vanishing,
        changes: &mut Changes,
    ) {
        self.over.insert(channel);
        if let Some(chat) = self.chat_mut(id) {
            chat.phase = Phase::Vanished(why);
            changes.add(Change::Conversation(id));
            changes.add(Change::Lists);
        }
    }
}
