//! `/` at the start of a word looks for a ready-made text.

use std::ops::Range;

/// Words longer than this, in UTF-16 units, are no search.
const LONGEST: usize = 60;

/// A search that is typed into the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slash<'a> {
    /// Where it stands with its slash, in UTF-16 units.
    pub at: Range<usize>,
    /// What is looked for.
    pub query: &'a str,
}

/// The search before the caret, which stands at `caret` in UTF-16 units. Looks back no further
/// than the word goes.
#[must_use]
pub fn slash(text: &str, caret: usize) -> Option<Slash<'_>> {
    let end = byte_at(text, caret)?;
    let before = &text[..end];
    let mut units = 0;
    for (at, char) in before.char_indices().rev() {
        units += char.len_utf16();
        if char.is_whitespace() || units > LONGEST {
            return None;
        }
        if char == '/' {
            let starts_a_word = before[..at].chars().next_back().is_none_or(char::is_whitespace);
            return starts_a_word.then(|| Slash { at: caret - units..caret, query: &before[at + 1..] });
        }
    }
    None
}

fn byte_at(text: &str, units: usize) -> Option<usize> {
    let mut seen = 0;
    for (at, char) in text.char_indices() {
        if seen >= units {
            return (seen == units).then_some(at);
        }
        seen += char.len_utf16();
    }
    (seen == units).then_some(text.len())
}
