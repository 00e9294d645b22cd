//! Webitel Chats: the chat desk of a contact-centre agent.
//!
//! Data flows one way: [`wire`] → `client` → `domain` → view; views call intents.
//!
//! | module     | holds                                            | may use          |
//! |------------|--------------------------------------------------|------------------|
//! | [`ids`]    | the identifiers every layer shares               | –                |
//! | [`time`]   | points in time                                   | –                |
//! | [`wire`]   | Webitel's shapes, exactly as they travel         | `ids`, `time`    |
//!
//! | [`domain`] | what is true about a desk; pure                   | `ids`, `time`    |
//!
//! The sandbox uses `ids`, `time` and `wire` too: there is one definition of the wire.

pub mod domain;
pub mod ids;
pub mod time;
pub mod wire;
