//! What Enter and Tab do in lists and quotes.

use super::lines::{Marker, Prefix, touched};
use super::{Change, Edit, Field, Selection};

/// Goes on with the list or the quote of this line, or ends it where the line has no words;
/// `None` where Enter means nothing more than a new line.
#[must_use]
pub fn enter(text: &str, selection: &Selection) -> Option<Edit> {
    let field = Field::new(text, selection);
    let line_at = field.before().rfind('\n').map_or(0, |end| end + 1);
    let before = field.before().get(line_at..)?;
    let prefix = Prefix::of(before);
    let marks = before.get(..prefix.length())?;
    let goes_on = match prefix.marker {
        Some((Marker::Bullet | Marker::Number(_), _)) => true,
        Some((Marker::Heading(_), _)) => false,
        None => marks.contains('>'),
    };
    if !goes_on || in_code(field.before()) {
        return None;
    }
    let line_rest = field.after().split('\n').next().unwrap_or_default();
    if before.len() == marks.len() && line_rest.trim().is_empty() {
        let whole = Field { start: line_at, end: field.end + line_rest.len(), text };
        let at = whole.units(line_at);
        return Some(Edit { replace: at..whole.units(whole.end), text: String::new(), select: at..at });
    }
    let indent = before.get(..prefix.indent)?;
    let marker = match prefix.marker {
        Some((Marker::Number(number), _)) => {
            let mark = marks.trim_end().chars().next_back().unwrap_or('.');
            format!("{}{mark} ", number.saturating_add(1))
        }
        _ => before.get(prefix.indent..prefix.length())?.to_owned(),
    };
    let insert = format!("\n{indent}{marker}");
    let at = field.units(field.start);
    let caret = at + insert.encode_utf16().count();
    Some(Edit { replace: at..field.units(field.end), text: insert, select: caret..caret })
}

/// Puts the touched items one list further in; `None` where not all lines are items.
#[must_use]
pub fn indent(text: &str, selection: &Selection) -> Option<Edit> {
    let field = Field::new(text, selection);
    let changes: Option<Vec<Change>> = touched(&field)
        .into_iter()
        .map(|line| {
            let (_, width) = item(text.get(line.clone())?)?;
            Some(Change { at: line.start..line.start, text: " ".repeat(width) })
        })
        .collect();
    Some(field.edit(&changes?))
}

/// Takes the touched items one list further out; `None` where none of them can go.
#[must_use]
pub fn outdent(text: &str, selection: &Selection) -> Option<Edit> {
    let field = Field::new(text, selection);
    let changes: Vec<Change> = touched(&field)
        .into_iter()
        .filter_map(|line| {
            let (spaces, width) = item(text.get(line.clone())?)?;
            let end = line.start + spaces.min(width);
            (spaces > 0).then(|| Change { at: line.start..end, text: String::new() })
        })
        .collect();
    (!changes.is_empty()).then(|| field.edit(&changes))
}

/// The spaces before an item and the width of its marker.
fn item(line: &str) -> Option<(usize, usize)> {
    match Prefix::of(line).marker? {
        (Marker::Bullet | Marker::Number(_), width) => {
            Some((line.len() - line.trim_start_matches(' ').len(), width))
        }
        (Marker::Heading(_), _) => None,
    }
}

/// Whether a block of code is open at the end of this text.
fn in_code(before: &str) -> bool {
    before.split('\n').filter(|line| line.trim_start().starts_with("```")).count() % 2 == 1
}
