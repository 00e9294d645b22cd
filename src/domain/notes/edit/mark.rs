//! Marks around words.

use std::ops::Range;

use super::lines::{content_of, touched};
use super::{Change, Edit, Field, units};
use crate::domain::notes::Mark;

pub(super) fn delimiter(mark: Mark) -> &'static str {
    match mark {
        Mark::Bold => "**",
        Mark::Italic => "*",
        Mark::Strike => "~~",
    }
}

/// Puts delimiters around what is selected, line by line, or takes them away. With nothing
/// selected, that is the word around the caret.
pub(super) fn toggle(field: &Field<'_>, delimiter: &str) -> Edit {
    let stretches = stretches(field);
    if let [caret] = stretches.as_slice()
        && caret.is_empty()
        && inner_delimiters(field.text, caret, delimiter).is_none()
    {
        return past(field, delimiter).unwrap_or_else(|| pair(field, delimiter));
    }
    let found: Vec<_> =
        stretches.iter().map(|stretch| inner_delimiters(field.text, stretch, delimiter)).collect();
    let takes = found.iter().all(Option::is_some);
    let mut changes = Vec::new();
    for (stretch, found) in stretches.iter().zip(found) {
        match found {
            Some((open, close)) if takes => {
                changes.extend([open, close].map(|at| Change { at, text: String::new() }));
            }
            Some(_) => {}
            None => changes.extend(
                [stretch.start, stretch.end].map(|at| Change { at: at..at, text: delimiter.to_owned() }),
            ),
        }
    }
    let (first, last) = (stretches.first(), stretches.last());
    let is_caret = field.start == field.end;
    let start = first.filter(|_| !is_caret).map_or(field.start, |stretch| stretch.start);
    let end = last.filter(|_| !is_caret).map_or(field.end, |stretch| stretch.end);
    let mut edit = Field { start, end, ..*field }.edit(&changes);
    if stretches.len() > 1 {
        // Whole lines with their delimiters, so that the next toggle finds them all.
        edit.select = edit.replace.start..edit.replace.start + units(&edit.text, edit.text.len());
    }
    edit
}

/// Out of marks that were opened before the caret and end there: who asks for bold once more while
/// he types has written what should be bold.
fn past(field: &Field<'_>, delimiter: &str) -> Option<Edit> {
    let mark = delimiter.chars().next()?;
    let line = field.before().rsplit('\n').next()?;
    let is_closing = has(run_at_start(field.after(), mark), delimiter.len())
        && line.ends_with(|c: char| c != mark && !c.is_whitespace());
    let runs = line.split(|c| c != mark).filter(|run| has(run.len(), delimiter.len()));
    let at = field.units(field.start);
    let after = at + delimiter.len();
    (is_closing && runs.count() % 2 == 1).then(|| Edit {
        replace: at..at,
        text: String::new(),
        select: after..after,
    })
}

/// Delimiters with the caret between them.
fn pair(field: &Field<'_>, delimiter: &str) -> Edit {
    let at = field.units(field.start);
    let caret = at + delimiter.len();
    Edit { replace: at..at, text: delimiter.repeat(2), select: caret..caret }
}

/// What the marks go around: no line's own marker, no space at the ends; never nothing at all.
fn stretches(field: &Field<'_>) -> Vec<Range<usize>> {
    if field.start == field.end {
        return vec![word(field)];
    }
    let lines = touched(field);
    let is_one = lines.len() == 1;
    let mut stretches: Vec<_> = lines
        .into_iter()
        .filter_map(|line| {
            // Within one line, what is selected is meant as it is.
            let from = if is_one { line.start } else { content_of(field.text, &line) };
            let (start, end) = (from.max(field.start), line.end.min(field.end));
            let words = field.text.get(start..end)?;
            let start = start + words.len() - words.trim_start().len();
            (!words.trim().is_empty()).then(|| start..start + words.trim().len())
        })
        .collect();
    if stretches.is_empty() {
        stretches.push(field.start..field.start);
    }
    stretches
}

/// The word that the caret is in.
fn word(field: &Field<'_>) -> Range<usize> {
    let is_word = |c: char| !c.is_whitespace() && !c.is_ascii_punctuation();
    let (before, after) = (field.before(), field.after());
    let left = before.len() - before.trim_end_matches(is_word).len();
    let right = after.len() - after.trim_start_matches(is_word).len();
    if left == 0 || right == 0 { field.start..field.start } else { field.start - left..field.end + right }
}

/// The delimiters right around a stretch, or at its ends.
fn inner_delimiters(
    text: &str,
    stretch: &Range<usize>,
    delimiter: &str,
) -> Option<(Range<usize>, Range<usize>)> {
    let length = delimiter.len();
    let mark = delimiter.chars().next()?;
    let (before, inner, after) =
        (text.get(..stretch.start)?, text.get(stretch.clone())?, text.get(stretch.end..)?);
    if has(run_at_end(before, mark).min(run_at_start(after, mark)), length) {
        return Some((stretch.start - length..stretch.start, stretch.end..stretch.end + length));
    }
    if !has(run_at_end(inner, mark).min(run_at_start(inner, mark)), length) {
        return None;
    }
    let words = inner.get(length..inner.len().checked_sub(length)?)?;
    let is_marked = !words.is_empty() && words.trim().len() == words.len();
    is_marked.then(|| (stretch.start..stretch.start + length, stretch.end - length..stretch.end))
}

/// Whether a delimiter of this length is among so many marks: of three stars, one is for italic
/// and two are for bold.
fn has(run: usize, length: usize) -> bool {
    run & length != 0
}

fn run_at_end(text: &str, mark: char) -> usize {
    text.len() - text.trim_end_matches(mark).len()
}

fn run_at_start(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}
