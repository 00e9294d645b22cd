//! What is wrong with a row.

use super::{Entry, Values, folded};
use crate::ids::crm::LookupId;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 250;
/// The longest description, in characters.
pub const LONGEST_TEXT: usize = 4000;

/// Why a row can't be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has no name.
    NoName,
    /// It has no text.
    NoText,
    /// Another row has this name.
    NameTaken,
    /// The name has so many characters more than it may have.
    NameTooLong(usize),
    /// The text has so many characters more than it may have.
    TextTooLong(usize),
}

/// What is wrong with a row; `id` is the row's own, if it has one yet.
#[must_use]
pub fn check(values: &Values, id: Option<LookupId>, all: &[Entry]) -> Vec<Trouble> {
    let name = folded(&values.name);
    let taken = |entry: &&Entry| Some(entry.id) != id && folded(&entry.values.name) == name;
    let over = |text: &str, most: usize| text.chars().count().checked_sub(most).filter(|more| *more > 0);
    [
        name.is_empty().then_some(Trouble::NoName),
        values.description.trim().is_empty().then_some(Trouble::NoText),
        (!name.is_empty() && all.iter().find(taken).is_some()).then_some(Trouble::NameTaken),
        over(values.name.trim(), LONGEST_NAME).map(Trouble::NameTooLong),
        over(&values.description, LONGEST_TEXT).map(Trouble::TextTooLong),
    ]
    .into_iter()
    .flatten()
    .collect()
}
