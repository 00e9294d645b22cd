//! The client of Creatio against a scripted server.

mod encoding;
mod feed;
mod requests;
