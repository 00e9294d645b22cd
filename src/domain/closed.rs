//! The list of chats that this agent has closed.

use crate::ids::ConversationId;
use crate::time::Millis;

use super::conversation::Ending;

/// How many closed chats the list shows.
pub const CLOSED_SHOWN: usize = 10;

/// A chat that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedChat {
    /// The conversation.
    pub id: ConversationId,
    /// What it is called.
    pub name: String,
    /// The provider through which the customer wrote.
    pub source: String,
    /// The queue's name.
    pub queue: Option<String>,
    /// When this agent's part began.
    pub started: Option<Millis>,
    /// When it ended.
    pub ended: Option<Millis>,
    /// How it ended.
    pub how: Ending,
    /// The last words.
    pub last_words: String,
}

/// What is known of a chat that is not this agent's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// What it is called.
    pub name: String,
    /// The provider through which the customer wrote.
    pub source: String,
    /// The queue's name.
    pub queue: Option<String>,
    /// When an agent accepted it.
    pub started: Option<Millis>,
    /// Whether it is over.
    pub over: bool,
}

/// The list of closed chats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedChats {
    chats: Vec<ClosedChat>,
    /// Whether the list is up to date.
    pub state: Loading,
}

/// How far a list has been fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// Never asked for.
    #[default]
    NotYet,
    /// Being fetched.
    Running,
    /// Here.
    Done,
    /// The last fetch failed; what was there before still is.
    Failed,
}

impl ClosedChats {
    /// The last chats, by the time of their end, newest first.
    #[must_use]
    pub fn chats(&self) -> &[ClosedChat] {
        &self.chats
    }

    /// The chat, if it is among them.
    #[must_use]
    pub fn get(&self, id: ConversationId) -> Option<&ClosedChat> {
        self.chats.iter().find(|chat| chat.id == id)
    }

    /// Whether the server has told what it has, or can't.
    #[must_use]
    pub fn is_told(&self) -> bool {
        matches!(self.state, Loading::Done | Loading::Failed)
    }

    /// Takes in what the server has.
    pub fn replace(&mut self, chats: Vec<ClosedChat>) {
        self.chats = chats;
        self.tidy();
        self.state = Loading::Done;
    }

    /// Takes in a chat that has just ended, before the server lists it.
    pub fn add(&mut self, chat: ClosedChat) {
        self.chats.retain(|known| known.id != chat.id);
        self.chats.push(chat);
        self.tidy();
    }

    /// Takes out a chat that is not over after all.
    pub fn remove(&mut self, id: ConversationId) {
        self.chats.retain(|chat| chat.id != id);
    }

    fn tidy(&mut self) {
        self.chats.sort_by_key(|chat| std::cmp::Reverse((chat.ended, chat.id)));
        self.chats.dedup_by_key(|chat| chat.id);
        self.chats.truncate(CLOSED_SHOWN);
    }
}
