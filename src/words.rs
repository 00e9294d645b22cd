//! Every word that the interface says, in one place, ready to be said in another language.
//!
//! Words without parts are a [`Word`]; sentences with parts are functions in [`phrases`]. Names,
//! messages and reasons that the server words itself are not here.

pub mod phrases;

use crate::browser::intl::{self, Plural};

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what it says is said below")]
pub enum Word {
    Dismiss,
}

/// The text of a word.
#[must_use]
pub fn say(word: Word) -> &'static str {
    english(word)
}

fn english(word: Word) -> &'static str {
    match word {
        Word::Dismiss => "Dismiss",
    }
}

/// The form of a counted noun. English has two; another language adds arms here.
#[must_use]
pub fn counted(count: usize, one: &str, other: &str) -> String {
    let noun = match intl::plural(count) {
        Plural::One => one,
        Plural::Few | Plural::Many | Plural::Other => other,
    };
    format!("{} {noun}", intl::number(count))
}
