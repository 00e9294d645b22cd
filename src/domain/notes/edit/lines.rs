//! Markers before lines.

use std::ops::Range;

use super::{Change, Edit, Field};

/// What stands before the words of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Heading(u8),
    Bullet,
    Number(u32),
}

impl Marker {
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Number(_), Self::Number(_)) => true,
            (one, other) => one == other,
        }
    }

    fn text(self) -> String {
        match self {
            Self::Heading(level) => format!("{} ", "#".repeat(usize::from(level))),
            Self::Bullet => "- ".to_owned(),
            Self::Number(number) => format!("{number}. "),
        }
    }
}

/// What a line begins with: quote marks and space, then a marker.
pub(super) struct Prefix {
    /// The length of the quote marks and the space.
    pub(super) indent: usize,
    /// The marker and its length.
    pub(super) marker: Option<(Marker, usize)>,
}

impl Prefix {
    pub(super) fn of(line: &str) -> Self {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        Self { indent: line.len() - rest.len(), marker: marker(rest) }
    }

    pub(super) fn length(&self) -> usize {
        self.indent + self.marker.map_or(0, |(_, length)| length)
    }
}

fn marker(text: &str) -> Option<(Marker, usize)> {
    let marks = text.find(|c: char| !c.is_ascii_digit() && c != '#')?;
    let (start, rest) = text.split_at(marks);
    let ends = |rest: &str| rest.starts_with([' ', '\t']);
    if start.is_empty() {
        return (rest.starts_with(['-', '*', '+']) && ends(&rest[1..])).then_some((Marker::Bullet, 2));
    }
    if let Ok(number) = start.parse() {
        let is_number = rest.starts_with(['.', ')']) && ends(&rest[1..]) && start.len() <= 9;
        return is_number.then_some((Marker::Number(number), start.len() + 2));
    }
    let level = u8::try_from(start.len()).ok().filter(|level| *level <= 6)?;
    (start.bytes().all(|byte| byte == b'#') && ends(rest))
        .then_some((Marker::Heading(level), start.len() + 1))
}

/// The lines that are touched, without their ends.
pub(super) fn touched(field: &Field<'_>) -> Vec<Range<usize>> {
    let mut at = field.before().rfind('\n').map_or(0, |end| end + 1);
    let mut lines = Vec::new();
    while let Some(rest) = field.text.get(at..) {
        let end = at + rest.find('\n').unwrap_or(rest.len());
        lines.push(at..end);
        at = end + 1;
        // Where the next line begins, none of it is selected.
        if at >= field.end {
            break;
        }
    }
    lines
}

/// Where the words of a line begin.
pub(super) fn content_of(text: &str, line: &Range<usize>) -> usize {
    line.start + Prefix::of(text.get(line.clone()).unwrap_or_default()).length()
}

/// The touched lines that have words; or the one line, even if it has none.
fn lines_with_words(field: &Field<'_>) -> Vec<Range<usize>> {
    let lines = touched(field);
    let is_one = lines.len() == 1;
    lines
        .into_iter()
        .filter(|line| is_one || field.text.get(line.clone()).is_some_and(|line| !line.trim().is_empty()))
        .collect()
}

/// Gives the touched lines a marker in the place of another, or takes it from them.
pub(super) fn toggle(field: &Field<'_>, marker: Marker) -> Edit {
    let lines: Vec<(Range<usize>, Prefix)> = lines_with_words(field)
        .into_iter()
        .map(|line| (line.clone(), Prefix::of(field.text.get(line).unwrap_or_default())))
        .collect();
    let has = |prefix: &Prefix| prefix.marker.is_some_and(|(found, _)| found.is_like(marker));
    let takes = lines.iter().all(|(_, prefix)| has(prefix));
    let changes: Vec<Change> = (1..)
        .zip(&lines)
        .map(|(nth, (line, prefix))| {
            let at = line.start + prefix.indent..line.start + prefix.length();
            let marker = match marker {
                Marker::Number(_) => Marker::Number(nth),
                marker => marker,
            };
            Change { at, text: if takes { String::new() } else { marker.text() } }
        })
        .collect();
    field.edit(&changes)
}

/// Makes a quote of the touched lines, empty ones too, or takes it away.
pub(super) fn toggle_quote(field: &Field<'_>) -> Edit {
    let lines = touched(field);
    let line = |line: &Range<usize>| field.text.get(line.clone()).unwrap_or_default();
    let takes = lines.iter().all(|at| line(at).starts_with('>'));
    let changes: Vec<Change> = lines
        .iter()
        .map(|at| {
            let length = match line(at) {
                quoted if takes && quoted.starts_with("> ") => 2,
                _ => usize::from(takes),
            };
            Change {
                at: at.start..at.start + length,
                text: if takes { String::new() } else { "> ".to_owned() },
            }
        })
        .collect();
    field.edit(&changes)
}

/// Makes a block of code of the touched lines, or takes it away.
pub(super) fn toggle_code(field: &Field<'_>) -> Edit {
    let lines = touched(field);
    let start = lines.first().map_or(field.start, |line| line.start);
    let end = lines.last().map_or(field.end, |line| line.end);
    let (before, after) =
        (field.text.get(..start).unwrap_or_default(), field.text.get(end..).unwrap_or_default());
    let above = before.strip_suffix('\n').map(|before| before.rsplit('\n').next().unwrap_or_default());
    let below = after.strip_prefix('\n').map(|after| after.split('\n').next().unwrap_or_default());
    let is_fence = |line: &&str| line.len() >= 3 && line.bytes().all(|byte| byte == b'`');
    let changes = match (above.filter(is_fence), below.filter(is_fence)) {
        (Some(above), Some(below)) => [
            Change { at: start - above.len() - 1..start, text: String::new() },
            Change { at: end..end + 1 + below.len(), text: String::new() },
        ],
        _ => {
            let code = field.text.get(start..end).unwrap_or_default();
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(3.max(longest + 1));
            [
                Change { at: start..start, text: format!("{fence}\n") },
                Change { at: end..end, text: format!("\n{fence}") },
            ]
        }
    };
    let mut edit = field.edit(&changes);
    // What is selected stays so between the fences. An empty last line counts only with its end.
    let ends_empty = field.start < field.end && lines.last().is_some_and(Range::is_empty);
    let selected = [field.start, field.end.min(end)];
    let [from, to] = selected.map(|at| field.units(at) + changes[0].text.len() - changes[0].at.len());
    edit.select = from..to + usize::from(ends_empty);
    edit
}
