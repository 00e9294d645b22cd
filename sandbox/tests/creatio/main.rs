//! The desk's own client of Creatio against the CRM of a running sandbox.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may")]

mod collisions;
mod extras;
mod feed;
mod files;
mod history;
mod lookups;
mod machine;
mod people;
mod record;
mod search;
mod server;
mod sessions;
mod work;
