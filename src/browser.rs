//! What the browser offers: the only modules besides the client's that name `web_sys`.
//!
//! Every call that may throw in an embedded frame (storage, `Intl`, focus) falls back
//! quietly: a missing comfort must never end the session.

pub mod blob;
pub mod clock;
pub mod focus;
pub mod intl;
pub mod location;
pub mod session;
pub mod storage;
pub mod theme;
pub mod viewport;
