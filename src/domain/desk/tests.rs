//! Scenarios of a desk, and the laws that hold for any of them.

mod doubt;
mod laws;
mod scenarios;

use uuid::Uuid;

use super::Desk;
use crate::domain::agent::{Agent, Medium, Presence};
use crate::domain::conversation::Member;
use crate::domain::fact::{ChatFacts, Fact, ListedChat, Offer, Snapshot, Standing};
use crate::domain::message::{Body, Message, Sender};
use crate::ids::{AgentId, AttemptId, ChannelId, ConversationId, MessageId, UserId};
use crate::time::Millis;

pub(super) const ME: UserId = UserId(10);
pub(super) const CHAT: ConversationId = ConversationId(Uuid::from_u128(1));
pub(super) const CLIENT: ChannelId = ChannelId(Uuid::from_u128(2));
pub(super) const MINE: ChannelId = ChannelId(Uuid::from_u128(3));
pub(super) const COLLEAGUE: ChannelId = ChannelId(Uuid::from_u128(4));
pub(super) const ATTEMPT: AttemptId = AttemptId(900);

pub(super) fn text(id: i64, from: Sender, words: &str) -> Message {
    Message {
        id: MessageId(id),
        from,
        at: Millis(id * 10),
        edited: None,
        body: Body::Text(words.into()),
        local: None,
    }
}

pub(super) fn facts(messages: Vec<Message>) -> ChatFacts {
    let client = Member { name: "Olena".into(), user: Some(UserId(55)), agent: false };
    let colleague = Member { name: "Petro".into(), user: Some(UserId(11)), agent: true };
    ChatFacts {
        id: CHAT,
        name: "Olena".to_owned(),
        source: "telegram".to_owned(),
        identity: "42".to_owned(),
        queue: Some("Support".to_owned()),
        attempt: Some(ATTEMPT),
        contact: None,
        members: vec![(CLIENT, client), (COLLEAGUE, colleague)],
        messages,
        complete: true,
    }
}

pub(super) fn snapshot(chats: Vec<ListedChat>) -> Fact {
    let agent = Agent {
        id: AgentId(7),
        presence: Presence::Online,
        since: None,
        chat: Medium::default(),
        call: Medium::default(),
        most_chats: None,
    };
    Fact::Synced(Snapshot { me: ME, name: "Ann".to_owned(), agent: Some(agent), chats })
}

pub(super) fn joined(messages: Vec<Message>) -> ListedChat {
    let standing = Standing::Joined { channel: MINE, since: Some(Millis(5)) };
    ListedChat { chat: facts(messages), standing }
}

pub(super) fn offer(messages: Vec<Message>) -> Fact {
    let chat = facts(messages);
    Fact::Invited(Offer { chat, channel: MINE, since: Some(Millis(1)), until: Some(Millis(30_000)) })
}

pub(super) fn said(message: Message) -> Fact {
    Fact::Said { conversation: CHAT, message }
}

/// A desk at which the agent sits and works on these chats.
pub(super) fn desk(chats: Vec<ListedChat>) -> Desk {
    let mut desk = Desk::default();
    desk.apply(snapshot(chats));
    desk
}
