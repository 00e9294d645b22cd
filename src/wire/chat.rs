//! Conversations: who takes part, what is said, and the events about it.

mod event;
mod listing;
mod member;
mod message;

pub use event::*;
pub use listing::*;
pub use member::{AGENT_MEMBER, Member, Via};
pub use message::*;
