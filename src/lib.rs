//! Webitel Chats: the chat desk of a contact-centre agent.
//!
//! Data flows one way: [`wire`] → [`client`] → [`domain`] → `view`; views call [`intents`].
//!
//! | module      | holds                                            | may use           |
//! |-------------|--------------------------------------------------|-------------------|
//! | [`ids`]     | the identifiers every layer shares               | –                 |
//! | [`time`]    | points in time                                   | –                 |
//! | [`wire`]    | Webitel's and Creatio's shapes, as they travel   | `ids`, `time`     |
//! | [`domain`]  | what is true about a desk; pure                  | `ids`, `time`     |
//! | [`client`]  | talks to Webitel and to Creatio                  | all of the above  |
//! | [`intents`] | what the agent can do                            | all of the above  |
//! | `browser`   | what the browser offers, with safe fallbacks     | web_sys, js_sys   |
//! | `desk`      | the model and the intents, made reactive         | all of the above  |
//! | `crm`       | the records of the CRM, made reactive            | all but `view`    |
//! | `words`     | every word the interface says                    | `browser`         |
//! | `view`      | what is on the screen                            | all but `client`  |
//!
//! The sandbox uses `ids`, `time` and `wire` too: there is one definition of the wire.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod client;
#[cfg(target_arch = "wasm32")]
pub mod crm;
#[cfg(target_arch = "wasm32")]
pub mod desk;
pub mod domain;
pub mod ids;
pub mod intents;
pub mod time;
#[cfg(target_arch = "wasm32")]
pub mod view;
pub mod wire;
#[cfg(target_arch = "wasm32")]
pub mod words;
