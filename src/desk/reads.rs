//! What views read.

use leptos::prelude::*;

use super::Desk;
use crate::domain;
use crate::domain::agent::Agent;
use crate::domain::closed::ClosedChats;
use crate::domain::conversation::Conversation;
use crate::domain::fact::Change;
use crate::domain::reason::NoChats;
use crate::ids::{ConversationId, UserId};
use crate::intents::Connection;
use crate::time::Millis;

/// Reads; tracked.
impl Desk {
    /// The connection's state.
    #[must_use]
    pub fn connection(self) -> Connection {
        self.0.with_value(|inner| inner.connection.get())
    }

    /// This agent's user.
    #[must_use]
    pub fn me(self) -> Option<UserId> {
        self.read(Change::Agent, domain::desk::Desk::me)
    }

    /// This agent's name.
    #[must_use]
    pub fn agent_name(self) -> String {
        self.read(Change::Agent, |desk| desk.name().to_owned())
    }

    /// The seat; none for a user who has none.
    #[must_use]
    pub fn agent(self) -> Option<Agent> {
        self.read(Change::Agent, |desk| desk.agent().cloned())
    }

    /// Why no chats come now, if that is so.
    #[must_use]
    pub fn why_no_chats(self) -> Option<NoChats> {
        self.0.with_value(|inner| inner.triggers.track(Change::Lists));
        self.read(Change::Agent, domain::desk::Desk::why_no_chats)
    }

    /// The invitations, newest first; those that have just vanished among them.
    #[must_use]
    pub fn invitations(self) -> Vec<ConversationId> {
        self.read(Change::Lists, |desk| desk.invitations().map(|chat| chat.id).collect())
    }

    /// The chats on which the agent works, newest first.
    #[must_use]
    pub fn active(self) -> Vec<ConversationId> {
        self.read(Change::Lists, |desk| desk.active().map(|chat| chat.id).collect())
    }

    /// Reads the closed chats.
    pub fn closed<T>(self, read: impl FnOnce(&ClosedChats) -> T) -> T {
        self.read(Change::Closed, |desk| read(desk.closed()))
    }

    /// Reads one chat's own facts: name, phase, unread count, last words. Not told of what only
    /// moves in its time-line.
    pub fn conversation<T>(self, id: ConversationId, read: impl FnOnce(&Conversation) -> T) -> Option<T> {
        self.read(Change::Conversation(id), |desk| desk.conversation(id).map(read))
    }

    /// Reads one chat's time-line, with the model for who is who.
    pub fn timeline<T>(
        self,
        id: ConversationId,
        read: impl FnOnce(&Conversation, &domain::desk::Desk) -> T,
    ) -> Option<T> {
        self.read(Change::Timeline(id), |desk| desk.conversation(id).map(|chat| read(chat, desk)))
    }
}

/// Reads; not tracked.
impl Desk {
    /// Tells of each change from now on; whoever asked before hears no more.
    pub fn watch(self, tell: impl Fn(Change) + 'static) {
        self.0.with_value(|inner| inner.triggers.watch(tell));
    }

    /// The chats on which the agent works.
    #[must_use]
    pub fn active_now(self) -> Vec<ConversationId> {
        self.0.with_value(|inner| inner.intents.read(|desk| desk.active().map(|chat| chat.id).collect()))
    }

    /// Reads one chat, once it is known whose desk this is.
    pub fn peek<T>(self, id: ConversationId, read: impl FnOnce(&Conversation, UserId) -> T) -> Option<T> {
        self.0.with_value(|inner| inner.intents.read(|desk| Some(read(desk.conversation(id)?, desk.me()?))))
    }

    /// The server's clock, to show how long something lasts or when it ends.
    #[must_use]
    pub fn server_now(self) -> Millis {
        self.0.with_value(|inner| inner.intents.client().server_now())
    }

    /// What was typed into this chat and not sent.
    #[must_use]
    pub fn draft(self, id: ConversationId) -> String {
        self.0.with_value(|inner| {
            inner
                .intents
                .read(|desk| desk.conversation(id).map(|chat| chat.draft.clone()).unwrap_or_default())
        })
    }
}
