//! Editing Markdown as a toolbar does, each time in one step that can be undone.
//!
//! Positions count UTF-16 units, as text fields do.

mod insert;
mod lines;
mod list;
mod mark;

use std::ops::Range;

pub use insert::{image, link, placeholder, settle};
pub use list::{enter, indent, outdent};

use super::{Level, Mark};

/// What is selected, or where the caret is.
pub type Selection = Range<usize>;

/// One change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub replace: Selection,
    /// By what.
    pub text: String,
    /// What is selected after it.
    pub select: Selection,
}

/// What a button of the toolbar gives and takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Mark(Mark),
    Code,
    Heading(Level),
    Bullets,
    Numbers,
    Quote,
    CodeBlock,
}

/// Gives what is selected a format, or takes it away where it has it already.
#[must_use]
pub fn toggle(text: &str, selection: &Selection, format: Format) -> Edit {
    let field = Field::new(text, selection);
    match format {
        Format::Mark(mark) => mark::toggle(&field, mark::delimiter(mark)),
        Format::Code if lines::touched(&field).len() > 1 => lines::toggle_code(&field),
        Format::Code => mark::toggle(&field, "`"),
        Format::Heading(level) => lines::toggle(&field, lines::Marker::Heading(level.number())),
        Format::Bullets => lines::toggle(&field, lines::Marker::Bullet),
        Format::Numbers => lines::toggle(&field, lines::Marker::Number(1)),
        Format::Quote => lines::toggle_quote(&field),
        Format::CodeBlock => lines::toggle_code(&field),
    }
}

/// The step that turns a text into another one, as small as can be; `None` if they are the same.
/// What is selected stays with its words.
#[must_use]
pub fn turn(text: &str, selection: &Selection, into: &str) -> Option<Edit> {
    if text == into {
        return None;
    }
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    };
    let start = same(&mut text.chars().zip(into.chars()));
    let rest = (text.get(start..).unwrap_or_default(), into.get(start..).unwrap_or_default());
    let end = same(&mut rest.0.chars().rev().zip(rest.1.chars().rev()));
    let at = start..text.len() - end;
    let change = Change { at, text: into.get(start..into.len() - end).unwrap_or_default().to_owned() };
    Some(Field::new(text, selection).edit(&[change]))
}

impl Edit {
    /// The text after the change.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let field = Field::new(text, &self.replace);
        [field.before(), &self.text, field.after()].concat()
    }
}

/// A text and what is selected in it, counted in bytes.
struct Field<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Field<'a> {
    fn new(text: &'a str, selection: &Selection) -> Self {
        let start = bytes(text, selection.start);
        Self { text, start, end: bytes(text, selection.end).max(start) }
    }

    fn before(&self) -> &'a str {
        self.text.get(..self.start).unwrap_or_default()
    }

    fn selected(&self) -> &'a str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    fn after(&self) -> &'a str {
        self.text.get(self.end..).unwrap_or_default()
    }

    /// Makes an edit of changes in their order.
    fn edit(&self, changes: &[Change]) -> Edit {
        let from = changes.first().map_or(self.start, |change| change.at.start);
        let to = changes.last().map_or(self.end, |change| change.at.end);
        let mut text = String::new();
        let mut at = from;
        for change in changes {
            text.push_str(self.text.get(at..change.at.start).unwrap_or_default());
            text.push_str(&change.text);
            at = change.at.end;
        }
        text.push_str(self.text.get(at..to).unwrap_or_default());
        let edit = Edit { replace: self.units(from)..self.units(to), text, select: 0..0 };
        let after = edit.apply(self.text);
        let is_caret = self.start == self.end;
        let start = moved(self.start, changes, true);
        let end = moved(self.end, changes, is_caret);
        Edit { select: units(&after, start)..units(&after, end.max(start)), ..edit }
    }

    fn units(&self, at: usize) -> usize {
        units(self.text, at)
    }
}

/// A replacement, in bytes.
struct Change {
    at: Range<usize>,
    text: String,
}

/// Where a place is after the changes; `beyond` what is inserted there, or before it.
fn moved(place: usize, changes: &[Change], beyond: bool) -> usize {
    let mut shifted = place;
    for Change { at, text } in changes {
        let is_before = at.end < place || at.end == place && (beyond || !at.is_empty());
        if is_before {
            shifted = shifted + text.len() - at.len();
        } else if at.start < place {
            // What it stood in is replaced.
            return shifted - (place - at.start) + text.len();
        }
    }
    shifted
}

/// The place in bytes; one inside of a character is before it.
fn bytes(text: &str, units: usize) -> usize {
    let mut count = 0;
    for (at, c) in text.char_indices() {
        count += c.len_utf16();
        if count > units {
            return at;
        }
    }
    text.len()
}

fn units(text: &str, bytes: usize) -> usize {
    text.get(..bytes).unwrap_or(text).encode_utf16().count()
}

#[cfg(test)]
mod tests;
