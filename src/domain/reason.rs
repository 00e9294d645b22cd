//! Why no chats come: one line, from what the server says.

use crate::time::Millis;

use super::agent::{Agent, MediumState, Presence};

/// Why an agent gets no chats now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoChats {
    /// "CallCenter" is off.
    NotInCallCenter,
    /// The system took the agent out of "CallCenter"; it names this reason.
    TakenOut(String),
    /// Resting.
    Paused,
    /// Too many invitations went unanswered.
    BrokenOut,
    /// A call is on: chats are held meanwhile.
    OnCall,
    /// As many chats as allowed are open.
    AtCapacity(usize),
    /// The server gives a rest after an unanswered invitation.
    Missed(Option<Millis>),
    /// The server gives a rest after a chat.
    Resting(Option<Millis>),
    /// A wrap-up is due.
    WrapUp,
}

impl NoChats {
    /// When the reason goes away by itself, where that is known.
    #[must_use]
    pub fn until(&self) -> Option<Millis> {
        match self {
            Self::Missed(until) | Self::Resting(until) => *until,
            _ => None,
        }
    }
}

/// Why no chats come, if that is so. `open` is the number of chats in which the agent takes part.
#[must_use]
pub fn why_no_chats(agent: &Agent, open: usize) -> Option<NoChats> {
    match &agent.presence {
        Presence::Offline { system: Some(reason) } => return Some(NoChats::TakenOut(reason.clone())),
        Presence::Offline { system: None } => return Some(NoChats::NotInCallCenter),
        Presence::Paused { .. } => return Some(NoChats::Paused),
        Presence::BrokenOut => return Some(NoChats::BrokenOut),
        Presence::Online => {}
    }
    if agent.call.state.is_active() {
        return Some(NoChats::OnCall);
    }
    match agent.chat.state {
        MediumState::Missed => Some(NoChats::Missed(agent.chat.until)),
        MediumState::Resting => Some(NoChats::Resting(agent.chat.until)),
        MediumState::WrapUp => Some(NoChats::WrapUp),
        _ => agent.most_chats.filter(|most| open >= *most).map(NoChats::AtCapacity),
    }
}
