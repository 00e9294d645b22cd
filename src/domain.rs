//! What is true about an agent's desk. Pure: no clock, no network, no browser, no JSON.
//!
//! [`Desk`](desk::Desk) takes [`Fact`](fact::Fact)s, from the server and from the agent's own
//! hands, in any order and any number of times, and says what changed.

pub mod agent;
pub mod closed;
pub mod content;
pub mod conversation;
pub mod desk;
pub mod emoji;
pub mod fact;
pub mod feed;
pub mod link;
pub mod lookups;
pub mod markdown;
pub mod message;
pub mod notes;
pub mod outgoing;
pub mod quick_replies;
pub mod reason;
pub mod record;
pub mod route;
pub mod search;
pub mod split;
pub mod timeline;
pub mod window;
