//! Webitel's shapes, exactly as they travel over its WebSocket and REST interfaces; Creatio's are
//! in [`creatio`].
//!
//! The client reads with these types and the sandbox writes with them. They accept what real
//! servers are known to send: numbers as strings, `null` lists, empty ids, unknown fields.

pub mod agent;
pub mod call;
pub mod channel;
pub mod chat;
pub mod creatio;
pub mod error;
pub mod event;
pub mod frame;
pub mod lenient;
pub mod rest;
pub mod waiting;
