//! What the browser offers: the only modules besides the client's that name `web_sys`.
//!
//! Every call that may throw in an embedded frame (storage, `Intl`, focus) falls back
//! quietly: a missing comfort must never end the session.

pub mod asset;
pub mod blob;
pub mod clock;
pub mod day;
pub mod draft;
pub mod edit;
pub mod files;
pub mod focus;
pub mod host;
pub mod intl;
pub mod leaving;
pub mod local;
pub mod location;
pub mod resize;
pub mod scroll;
pub mod session;
pub mod storage;
pub mod styles;
pub mod theme;
pub mod viewport;
pub mod visibility;
