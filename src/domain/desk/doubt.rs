//! Messages of which it is not known what became of them, and chats of which messages are missing:
//! the history tells.

use crate::ids::{ConversationId, MessageId};
use crate::time::Millis;

use super::{Changes, Desk};
use crate::domain::conversation::{Conversation, History};
use crate::domain::fact::{Change, HistoryPage};
use crate::domain::outgoing::{Asked, Delivery, Failure, HANDLED_WITHIN, IfAbsent, LocalId, Outgoing};

/// Before every message: the server counts from 1.
const START: MessageId = MessageId(0);

/// What has to be read of a chat's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookUp {
    /// All messages after this one.
    pub since: MessageId,
    /// When, by the machine's clock: earlier it would not tell enough.
    pub from: Millis,
}

impl Desk {
    /// A message is being sent: the server is asked now, by the machine's clock.
    pub fn asking(&mut self, id: ConversationId, local: LocalId, now: Millis) -> Changes {
        let asked = Asked { sure_from: now.plus(HANDLED_WITHIN), if_absent: IfAbsent::GoesAgain };
        self.outgoing(id, local, |outgoing| {
            outgoing.asked = Some(asked);
            outgoing.delivery = Delivery::Sending;
        })
    }

    /// The server has dealt with the request for a message: a history read from now on tells.
    pub fn answered(&mut self, id: ConversationId, local: LocalId, now: Millis, failure: Failure) -> Changes {
        let asked = Asked { sure_from: now, if_absent: IfAbsent::Fails(failure) };
        self.outgoing(id, local, |outgoing| outgoing.asked = Some(asked))
    }

    /// It is not known what became of a message.
    pub fn doubt(&mut self, id: ConversationId, local: LocalId) -> Changes {
        self.outgoing(id, local, |outgoing| {
            if outgoing.is_in_flight() {
                outgoing.delivery = Delivery::Unconfirmed;
            }
        })
    }

    /// The agent wants a message to go out that failed or is not confirmed; through the leg that
    /// he has now. Returns whether the history has to be asked before.
    pub fn again(&mut self, id: ConversationId, local: LocalId) -> (bool, Changes) {
        let channel = self.conversation(id).and_then(Conversation::my_channel);
        let mut first_ask = false;
        let changes = self.outgoing(id, local, |outgoing| {
            outgoing.channel = channel.unwrap_or(outgoing.channel);
            outgoing.delivery = match &mut outgoing.asked {
                Some(asked) => {
                    // In a chat that is over it can only be found out.
                    if channel.is_some() {
                        asked.if_absent = IfAbsent::GoesAgain;
                    }
                    first_ask = true;
                    Delivery::Unconfirmed
                }
                None => Delivery::Waiting,
            };
        });
        (first_ask, changes)
    }

    /// The connection is gone: of what was in flight nothing is known.
    pub fn unconfirm(&mut self) -> Changes {
        let mut changes = Changes::default();
        for chat in self.chats.values_mut() {
            for outgoing in chat.timeline.outgoing_all_mut().filter(|one| one.delivery == Delivery::Sending) {
                outgoing.delivery = Delivery::Unconfirmed;
                changes.add(Change::Timeline(chat.id));
                changes.add(Change::Conversation(chat.id));
            }
        }
        changes
    }

    /// The chats in which something is on its way or has to be looked up.
    #[must_use]
    pub fn unsettled(&self) -> Vec<ConversationId> {
        let open = |chat: &&Conversation| chat.behind.is_some() || !chat.timeline.outgoing().is_empty();
        let mut ids: Vec<_> = self.chats.values().filter(open).map(|chat| chat.id).collect();
        ids.sort_unstable_by_key(|id| id.0);
        ids
    }

    /// Whether a message is under way by itself: it would be lost with the page.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        let by_itself = |one: &Outgoing| one.holds_up() || !one.needs_attention();
        self.chats.values().any(|chat| chat.timeline.outgoing().iter().any(by_itself))
    }

    /// What has to be read of a chat's history, if anything.
    #[must_use]
    pub fn look_up(&self, id: ConversationId) -> Option<LookUp> {
        let chat = self.conversation(id)?;
        let in_doubt = chat.timeline.outgoing().iter().filter(|one| one.delivery == Delivery::Unconfirmed);
        let doubts =
            in_doubt.filter_map(|one| Some((one.after.unwrap_or(START), one.asked.as_ref()?.sure_from)));
        let behind = chat.behind.map(|since| (since, Millis::default()));
        doubts.chain(behind).fold(None, |all: Option<LookUp>, (since, from)| {
            Some(match all {
                Some(all) => LookUp { since: all.since.min(since), from: all.from.min(from) },
                None => LookUp { since, from },
            })
        })
    }

    /// The history after [`LookUp::since`] was read; the reading began at this time, by the
    /// machine's clock. What is not there, and would be, was not stored.
    pub fn looked_up(&mut self, id: ConversationId, page: HistoryPage, began: Millis) -> Changes {
        let changes = self.history(id, page, false);
        let Some(chat) = self.chat_mut(id) else { return changes };
        chat.behind = None;
        for outgoing in chat.timeline.outgoing_all_mut().filter(|one| one.delivery == Delivery::Unconfirmed) {
            outgoing.delivery = match &outgoing.asked {
                Some(asked) if began < asked.sure_from => continue,
                Some(Asked { if_absent: IfAbsent::Fails(failure), .. }) => Delivery::Failed(failure.clone()),
                Some(Asked { if_absent: IfAbsent::GoesAgain, .. }) | None => Delivery::Waiting,
            };
        }
        changes
    }

    /// The history can't be read: what becomes of messages in doubt is left to the agent.
    pub fn leave_in_doubt(&mut self, id: ConversationId) {
        let Some(chat) = self.chat_mut(id) else { return };
        for outgoing in chat.timeline.outgoing_all_mut().filter(|one| one.holds_up()) {
            if let Some(asked) = &mut outgoing.asked {
                asked.if_absent = IfAbsent::Fails(Failure::NoAnswer);
            }
        }
    }

    /// Notes that messages of a chat may be missing from now on.
    pub(super) fn fall_behind(&mut self, id: ConversationId) {
        let Some(chat) = self.chat_mut(id) else { return };
        // Where nothing is known, reading backwards finds all.
        if chat.newest_id().is_some() || chat.history == History::Complete {
            chat.behind = chat.behind.or(Some(chat.newest_id().unwrap_or(START)));
        }
    }

    fn outgoing(
        &mut self,
        id: ConversationId,
        local: LocalId,
        change: impl FnOnce(&mut Outgoing),
    ) -> Changes {
        match self.chat_mut(id).and_then(|chat| chat.timeline.outgoing_mut(local)) {
            Some(outgoing) => {
                change(outgoing);
                [Change::Timeline(id), Change::Conversation(id)].into()
            }
            None => Changes::default(),
        }
    }
}
