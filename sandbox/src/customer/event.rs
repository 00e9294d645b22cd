//! What a customer hears of the chat.

use rusqlite::Connection;
use serde::Serialize;
use webitel_chats::ids::{FileId, MessageId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::Message;

use crate::error::Result;
use crate::store::conversations::Thread;
use crate::store::{channels, messages};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Author {
    Bot,
    Agent,
    Customer,
}

/// A message as the customer sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CustomerMessage {
    pub(crate) id: MessageId,
    /// The name that the customer's page gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
    pub(crate) from: Author,
    /// The agent's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
    pub(crate) at: Option<Millis>,
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<CustomerFile>,
}

/// A file as the customer sees it; the page adds the token to `url`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CustomerFile {
    pub(crate) id: FileId,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) size: i64,
}

/// What happened, for the customer's page. An edited message comes again under its id.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum CustomerEvent {
    /// First on every socket: how things stand, and what was said since.
    State {
        closed: bool,
        agents: Vec<String>,
        messages: Vec<CustomerMessage>,
    },
    Message {
        message: CustomerMessage,
    },
    AgentJoined {
        name: String,
        at: Millis,
    },
    AgentLeft {
        name: String,
        at: Millis,
    },
    Closed {
        cause: String,
        at: Millis,
    },
}

impl CustomerEvent {
    pub(crate) fn message(db: &Connection, thread: &Thread, message: &Message) -> Result<Self> {
        Ok(Self::Message { message: CustomerMessage::read(db, thread, message)? })
    }

    pub(crate) fn agent_joined(name: &str, at: Millis) -> Self {
        Self::AgentJoined { name: name.to_owned(), at }
    }

    pub(crate) fn agent_left(name: &str, at: Millis) -> Self {
        Self::AgentLeft { name: name.to_owned(), at }
    }

    pub(crate) fn closed(cause: &str, at: Millis) -> Self {
        Self::Closed { cause: cause.to_owned(), at }
    }
}

impl CustomerMessage {
    /// What was said after a message, oldest first; after id 0 comes all of it. What the server
    /// notes for the agents is not among it.
    pub(crate) fn since(db: &Connection, thread: &Thread, after: MessageId) -> Result<Vec<Self>> {
        let said = messages::after(db, thread.id, after)?.into_iter().filter(|one| one.variables.is_none());
        said.map(|message| Self::read(db, thread, &message)).collect()
    }

    /// A stored message as the customer sees it.
    pub(crate) fn read(db: &Connection, thread: &Thread, message: &Message) -> Result<Self> {
        let (from, name) = match message.channel_id {
            None => (Author::Bot, String::new()),
            Some(channel) if channel == thread.customer_channel => (Author::Customer, String::new()),
            Some(channel) => {
                let name = channels::get(db, channel)?.map_or(String::new(), |channel| channel.name);
                (Author::Agent, name)
            }
        };
        let file = message.file.as_ref().map(|file| CustomerFile {
            id: file.id,
            name: file.name.clone(),
            mime: file.mime.clone(),
            size: file.size,
        });
        let key = if from == Author::Customer { messages::key_of(db, message.id)? } else { None };
        Ok(Self { id: message.id, key, from, name, at: message.created_at, text: message.text.clone(), file })
    }
}
