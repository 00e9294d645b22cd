//! What is on the screen. Views read the desk, call its intents and know no wire, no JSON and no colour.

pub mod app;
pub mod attempt;
pub mod chat;
pub mod composer;
pub mod content;
pub mod designer;
pub mod desk;
pub mod feed;
pub mod history;
pub mod kept;
pub mod login;
pub mod lookups;
pub mod news;
pub mod notes;
pub mod now;
pub mod panel;
pub mod record;
pub mod sections;
pub mod tables;
pub mod timeline;
pub mod title;
pub mod ui;
