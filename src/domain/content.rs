//! The content of a lookup: its rows, each a name and a description, as they are edited in a grid.

mod check;
mod draft;
mod import;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod undo;

use crate::ids::crm::LookupId;
use crate::time::Millis;

pub use check::{LONGEST_NAME, LONGEST_TEXT, Trouble, check};
pub use draft::{Draft, Theirs, Written};
pub use import::{BadRow, Fault, Plan, plan};
pub use rows::{Column, Content, Listing, Order, Texts};
pub use table::{read_table, write_table};
pub use undo::{Change, Undo};

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// By what it is found.
    pub name: String,
    /// Its text.
    pub description: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub id: LookupId,
    /// What it says.
    pub values: Values,
    /// When it was last changed: who saves over a later change has to know of that.
    pub modified: Option<Millis>,
}

/// How names are compared: without the space around them, and in whatever case.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}
