//! The client of Creatio against a scripted server.

mod content;
mod encoding;
mod feed;
mod files;
mod lookups;
mod requests;
