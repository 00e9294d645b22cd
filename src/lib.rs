//! Webitel Chats: the chat desk of a contact-centre agent.
//!
//! Data flows one way: [`wire`] → `client` → `domain` → view; views call intents.
//!
//! | module     | holds                                            | may use          |
//! |------------|--------------------------------------------------|------------------|
//! | [`ids`]    | the identifiers every layer shares               | –                |
//! | [`wire`]   | Webitel's shapes, exactly as they travel         | `ids`, serde     |
//!
//! The sandbox uses `ids` and `wire` too: there is one definition of the wire.

pub mod ids;
pub mod wire;
