//! What the agent does himself.

use crate::ids::{ChannelId, ConversationId, FileId};
use crate::time::Millis;

use super::{Changes, Desk};
use crate::domain::closed::Visited;
use crate::domain::conversation::{Answer, Conversation, Ending, History, Phase, Vanishing};
use crate::domain::fact::Change;
use crate::domain::outgoing::{Content, Delivery, LocalId, Outgoing};

impl Desk {
    /// A view shows this chat to the agent now: what comes in there is read. Several views may
    /// show the same chat; each looks away for itself.
    pub fn attend(&mut self, id: ConversationId) -> Changes {
        self.attended.push(id);
        match self.chat_mut(id) {
            Some(chat) if chat.unread > 0 => {
                chat.unread = 0;
                [Change::Conversation(id)].into()
            }
            _ => Changes::default(),
        }
    }

    /// A view shows this chat no more.
    pub fn look_away(&mut self, id: ConversationId) {
        if let Some(at) = self.attended.iter().position(|attended| *attended == id) {
            self.attended.swap_remove(at);
        }
    }

    /// The agent answers an invitation. `None` if there is nothing to answer any more, or an
    /// answer is on its way already.
    pub fn answer(&mut self, id: ConversationId, answer: Answer) -> Option<(ChannelId, Changes)> {
        match &mut self.chat_mut(id)?.phase {
            Phase::Invited(invitation) if invitation.answer == Answer::Open => {
                invitation.answer = answer;
                Some((invitation.channel, [Change::Conversation(id)].into()))
            }
            _ => None,
        }
    }

    /// The answer did not reach the server: the invitation stands as before.
    pub fn answer_failed(&mut self, id: ConversationId) -> Changes {
        match self.chat_mut(id).map(|chat| &mut chat.phase) {
            Some(Phase::Invited(invitation)) => {
                invitation.answer = Answer::Open;
                [Change::Conversation(id)].into()
            }
            _ => Changes::default(),
        }
    }

    /// The server has accepted the agent's Accept.
    pub fn accepted(&mut self, id: ConversationId, channel: ChannelId, at: Millis) -> Changes {
        match self.chat_mut(id) {
            Some(chat) if chat.invitation().is_some_and(|invitation| invitation.channel == channel) => {
                chat.phase = Phase::Joined { channel };
                chat.own(channel);
                chat.started = Some(at);
                [Change::Conversation(id), Change::Lists].into()
            }
            _ => Changes::default(),
        }
    }

    /// The server says that the invitation is over.
    pub fn invitation_over(&mut self, id: ConversationId, why: Vanishing) -> Changes {
        let mut changes = Changes::default();
        if let Some(channel) = self.chats.get(&id).and_then(|chat| chat.invitation()).map(|it| it.channel) {
            self.vanish(id, channel, why, &mut changes);
        }
        changes
    }

    /// The agent has seen why an invitation vanished.
    pub fn dismiss(&mut self, id: ConversationId) -> Changes {
        match self.chats.get(&id).map(|chat| &chat.phase) {
            Some(Phase::Vanished(_)) => {
                self.chats.remove(&id);
                self.order.retain(|known| *known != id);
                [Change::Lists, Change::Conversation(id)].into()
            }
            _ => Changes::default(),
        }
    }

    /// The agent asks to end a chat; `None` if he takes no part in it.
    pub fn leave(&mut self, id: ConversationId) -> Option<ChannelId> {
        let chat = self.chat_mut(id)?;
        let channel = chat.my_channel()?;
        chat.leaving = true;
        Some(channel)
    }

    /// The server did not end it.
    pub fn leave_failed(&mut self, id: ConversationId) {
        if let Some(chat) = self.chat_mut(id) {
            chat.leaving = false;
        }
    }

    /// The server has ended it. Says what its event says, should that one come later.
    pub fn left_it(&mut self, id: ConversationId, channel: ChannelId, at: Millis) -> Changes {
        let mut changes = Changes::default();
        if self.conversation(id).and_then(Conversation::my_channel) == Some(channel) {
            self.end(id, Ending::ByMe, Some(at), &mut changes);
        }
        changes
    }

    /// Keeps what the agent has typed and not sent.
    pub fn keep_draft(&mut self, id: ConversationId, text: &str) -> Changes {
        let Some(chat) = self.chat_mut(id) else { return Changes::default() };
        let marked = chat.draft.trim().is_empty() != text.trim().is_empty();
        text.clone_into(&mut chat.draft);
        if marked { [Change::Conversation(id)].into() } else { Changes::default() }
    }

    /// Puts a message on its way; `None` if the agent takes no part in the chat.
    pub fn send_off(
        &mut self,
        id: ConversationId,
        content: Content,
        at: Millis,
    ) -> Option<(LocalId, Changes)> {
        let local = self.new_local();
        let chat = self.chat_mut(id)?;
        let channel = chat.my_channel()?;
        let after = chat.newest_id();
        let delivery = Delivery::Waiting;
        chat.timeline.send_off(Outgoing { id: local, at, content, delivery, after, channel, asked: None });
        Some((local, [Change::Timeline(id), Change::Conversation(id)].into()))
    }

    /// An outgoing message has come this far.
    pub fn delivery(&mut self, id: ConversationId, local: LocalId, delivery: Delivery) -> Changes {
        match self.chat_mut(id).and_then(|chat| chat.timeline.outgoing_mut(local)) {
            Some(outgoing) if outgoing.delivery != delivery => {
                outgoing.delivery = delivery;
                [Change::Timeline(id), Change::Conversation(id)].into()
            }
            _ => Changes::default(),
        }
    }

    /// A file on its way lies in the storage now.
    pub fn stored(&mut self, id: ConversationId, local: LocalId, file: FileId) {
        if let Some(outgoing) = self.chat_mut(id).and_then(|chat| chat.timeline.outgoing_mut(local))
            && let Content::File(content) = &mut outgoing.content
        {
            content.stored = Some(file);
        }
    }

    /// Takes a message off its way; what it said comes back to the caller.
    pub fn discard(&mut self, id: ConversationId, local: LocalId) -> (Option<Outgoing>, Changes) {
        let taken = self.chat_mut(id).and_then(|chat| chat.timeline.discard(local));
        (taken, [Change::Timeline(id), Change::Conversation(id)].into())
    }

    /// Brings a closed chat to the desk to be read again; its history is fetched by the caller.
    pub fn reopen(&mut self, id: ConversationId) -> Changes {
        if self.chats.contains_key(&id) {
            return Changes::default();
        }
        let Some(closed) = self.closed.get(id).cloned() else { return Changes::default() };
        let mut chat = Conversation::new(id, Phase::Ended { at: closed.ended, how: closed.how });
        chat.name = closed.name;
        chat.source = closed.source;
        chat.queue = closed.queue;
        chat.started = closed.started;
        chat.history = History::Unknown;
        self.enter(chat);
        [Change::Conversation(id), Change::Timeline(id)].into()
    }

    /// Brings a chat to the desk that is not this agent's, to be read; its history is fetched by
    /// the caller. A chat that is here already stays as it is.
    pub fn visit(&mut self, id: ConversationId, visited: Visited) -> Changes {
        if self.chats.contains_key(&id) {
            return Changes::default();
        }
        let mut chat = Conversation::new(id, Phase::Elsewhere { over: visited.over });
        chat.name = visited.name;
        chat.source = visited.source;
        chat.queue = visited.queue;
        chat.started = visited.started;
        self.enter(chat);
        self.forget_old();
        [Change::Conversation(id), Change::Timeline(id)].into()
    }
}
