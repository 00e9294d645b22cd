//! The list of all chats.

use super::ChatState;
use crate::ids::crm::{ContactId, RecordId};
use crate::time::Millis;

/// Which chats to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Words in the chat's or the client's name.
    pub text: String,
    /// In one of these states; empty: in any.
    pub states: Vec<ChatState>,
    /// From one of these providers; empty: from any.
    pub sources: Vec<String>,
    /// Words in the queue's name.
    pub queue: String,
    /// Of this agent.
    pub agent: Option<ContactId>,
    /// Accepted from this time on.
    pub from: Option<Millis>,
    /// Accepted before this time.
    pub until: Option<Millis>,
}

/// By what to sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// When the agent accepted.
    #[default]
    Start,
    /// When it ended.
    End,
    /// The chat's name.
    Name,
    /// The client.
    From,
    /// The agent.
    To,
    /// The provider.
    Source,
    /// The queue.
    Queue,
    /// How far it has come.
    State,
}

/// How to sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistorySort {
    /// By what.
    pub by: SortKey,
    /// Largest, or newest, first.
    pub descending: bool,
}

impl Default for HistorySort {
    fn default() -> Self {
        Self { by: SortKey::Start, descending: true }
    }
}

/// A chat in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its record.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// How far it has come.
    pub state: ChatState,
    /// The client.
    pub from: String,
    /// The agent.
    pub to: String,
    /// The provider.
    pub source: String,
    /// The queue.
    pub queue: String,
    /// When the agent accepted.
    pub started: Option<Millis>,
    /// When it ended.
    pub ended: Option<Millis>,
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryPage {
    /// The chats.
    pub rows: Vec<HistoryRow>,
    /// How many there are in all; told with the first page.
    pub total: Option<u64>,
    /// Whether there are more.
    pub more: bool,
}
