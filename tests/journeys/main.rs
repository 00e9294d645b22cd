//! People's journeys through the product: an agent in a real browser, customers on the other
//! side, a freshly started server between them.
//!
//! Every test starts its own sandbox and its own browser sessions, so tests run side by side.
//! Their doc comments name the requirements (`S…`) that they prove. `cargo xtask test journeys`
//! builds what they need and runs them.

mod action_panel;
mod bench;
mod chat;
mod content;
mod customer_page;
mod ending;
mod feed;
mod files;
mod history;
mod invitation;
mod lists;
mod login;
mod lookups;
mod picture;
mod quick_replies;
mod record;
mod record_extras;
mod record_files;
mod record_notes;
mod routing;
mod support;
mod timeline;
mod writing;
