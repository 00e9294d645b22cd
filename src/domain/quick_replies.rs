//! Quick replies: ready-made texts that an agent looks for, fills with what is known of the chat
//! and puts into the message.

mod search;
mod slash;
#[cfg(test)]
mod tests;
mod variables;

use std::collections::HashSet;

use crate::ids::crm::LookupId;
use crate::time::Millis;

pub use search::Catalogue;
pub use slash::{Slash, slash};
pub use variables::{Token, Variable, fill, tokens};

/// A ready-made text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickReply {
    /// Which one.
    pub id: ReplyId,
    /// By what it is found.
    pub name: String,
    /// What it says, with its variables.
    pub text: String,
}

/// A ready-made text, by where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReplyId {
    /// In the CRM's lookup "Chat Hello Messages".
    Crm(LookupId),
    /// Among Webitel's quick replies of the agent's team and queue.
    Webitel(i64),
}

/// What differs once the CRM's texts have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// How many there are.
    pub count: u64,
    /// When one was last changed.
    pub changed: Option<Millis>,
}

/// All ready-made texts as they were at some time, to be offered at once and without a
/// connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The CRM's texts were like this.
    pub stamp: Stamp,
    /// The texts.
    pub replies: Vec<QuickReply>,
}

impl Kept {
    /// The CRM's texts, and Webitel's.
    #[must_use]
    pub fn by_origin(&self) -> (Vec<QuickReply>, Vec<QuickReply>) {
        self.replies.iter().cloned().partition(|reply| matches!(reply.id, ReplyId::Crm(_)))
    }
}

/// The texts of both; what Webitel has word for word as the CRM has it comes once.
#[must_use]
pub fn merge(crm: Vec<QuickReply>, webitel: Vec<QuickReply>) -> Vec<QuickReply> {
    let known: HashSet<_> = crm.iter().map(|reply| (reply.name.as_str(), reply.text.as_str())).collect();
    let is_other = |reply: &QuickReply| !known.contains(&(reply.name.as_str(), reply.text.as_str()));
    let others: Vec<_> = webitel.into_iter().filter(is_other).collect();
    crm.into_iter().chain(others).collect()
}
