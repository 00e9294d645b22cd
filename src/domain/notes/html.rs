//! Notes as the CRM stores them.
//!
//! The reader is our own: it needs no tree of a page, only what notes are made of, and a
//! tokenizer by the letter of the standard weighs more than all of the notes together.

mod element;
mod entity;
mod open;
mod read;
mod style;
mod token;
mod write;

pub use read::{Read, read};
pub use write::write;
