//! What is wrong with a row.

use super::{Content, Texts, Values};
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

/// What is wrong with a row; `id` is the row's own.
#[must_use]
pub fn check(values: &Values, id: Option<LookupId>, content: &Content) -> Vec<Trouble> {
    let has_name = !values.name.trim().is_empty();
    let no_text = content.texts() == Texts::Needed && values.description.trim().is_empty();
    let over = |text: &str, most: usize| text.chars().count().checked_sub(most).filter(|more| *more > 0);
    [
        (!has_name).then_some(Trouble::NoName),
        no_text.then_some(Trouble::NoText),
        (has_name && content.others_named(&values.name, id).is_some()).then_some(Trouble::NameTaken),
        over(values.name.trim(), LONGEST_NAME).map(Trouble::NameTooLong),
        over(&values.description, LONGEST_TEXT).map(Trouble::TextTooLong),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Trouble {
    /// Whether it is the name's; else it is the text's.
    #[must_use]
    pub fn is_of_name(self) -> bool {
        matches!(self, Self::NoName | Self::NameTaken | Self::NameTooLong(_))
    }
}
