//! The client of Creatio against a scripted server.

mod encoding;
mod feed;
mod files;
mod lookups;
mod requests;
