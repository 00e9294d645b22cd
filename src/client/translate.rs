//! From Webitel's shapes to the desk's facts.

mod agent;
mod chat;
mod history;

pub(super) use agent::agent;
pub(super) use chat::listed;
pub(super) use history::{closed_chat, dialog, history};

use super::link::Heard;
use crate::domain::fact::Fact;
use crate::wire::event::Event;

/// What an event means.
pub(super) fn facts(heard: Heard) -> Vec<Fact> {
    match heard {
        Heard::Chat(event) => chat::fact(event).into_iter().collect(),
        Heard::Contact(link) => vec![Fact::Contact { channel: link.id, contact: link.contact_id }],
        Heard::Event(Event::AgentStatus(event)) => agent::status_facts(event),
        Heard::Event(Event::Channel(event)) => agent::channel_facts(&event),
        Heard::Event(Event::Hello(_) | Event::Error(_)) => Vec::new(),
    }
}
