//! Webitel Chats: the chat desk of a contact-centre agent.
//!
//! Data flows one way: [`wire`] → `client` → [`domain`] → `view`; views call intents.
//!
//! | module     | holds                                            | may use          |
//! |------------|--------------------------------------------------|------------------|
//! | [`ids`]    | the identifiers every layer shares               | –                |
//! | [`time`]   | points in time                                   | –                |
//! | [`wire`]   | Webitel's shapes, exactly as they travel         | `ids`, `time`    |
//! | [`domain`] | what is true about a desk; pure                  | `ids`, `time`    |
//! | `browser`  | what the browser offers, with safe fallbacks     | web_sys, js_sys  |
//! | `words`    | every word the interface says                    | `browser`        |
//! | `view`     | what is on the screen; calls intents             | all but `client` |
//!
//! The sandbox uses `ids`, `time` and `wire` too: there is one definition of the wire.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod domain;
pub mod ids;
pub mod time;
#[cfg(target_arch = "wasm32")]
pub mod view;
pub mod wire;
#[cfg(target_arch = "wasm32")]
pub mod words;
