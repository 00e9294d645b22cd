//! Keeps plain text plain.

/// How a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As people write.
    Usual,
    /// So that it cannot be read as anything else, whatever stands beside it.
    Careful,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Whether it begins a line.
    pub(super) starts_line: bool,
    /// Whether it is in a heading.
    pub(super) in_heading: bool,
}

/// Writes a text so that it is read as it is.
pub(super) fn escape(text: &str, place: Place, manner: Manner, out: &mut String) {
    let mut rest = text;
    if place.starts_line && !place.in_heading {
        rest = start_of_line(text, manner, out);
    }
    let mut before = text.strip_suffix(rest).and_then(|start| start.chars().next_back());
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if is_mark(c, before, chars.peek().copied(), place, manner) {
            escaped(c, manner, out);
        } else {
            out.push(c);
        }
        before = Some(c);
    }
}

/// Writes one character so that it means nothing.
fn escaped(c: char, manner: Manner, out: &mut String) {
    match manner {
        Manner::Usual => out.extend(['\\', c]),
        Manner::Careful => out.push_str(&format!("&#{};", u32::from(c))),
    }
}

/// Whether a character would be a mark here.
fn is_mark(c: char, before: Option<char>, after: Option<char>, place: Place, manner: Manner) -> bool {
    let careful = manner == Manner::Careful;
    match c {
        '\\' | '`' | '*' | '[' | ']' | '~' => true,
        '_' => {
            careful || !before.is_some_and(char::is_alphanumeric) || !after.is_some_and(char::is_alphanumeric)
        }
        '<' => careful || after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => careful || after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
        // A link may follow.
        '!' => after.is_none(),
        '#' => place.in_heading,
        _ => false,
    }
}

/// Escapes what has a meaning only where a line begins; returns what is left to write.
fn start_of_line<'a>(text: &'a str, manner: Manner, out: &mut String) -> &'a str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    let mut chars = rest.chars();
    let (first, next) = (chars.next(), chars.next());
    let ends = next.is_none_or(char::is_whitespace);
    let is_mark = match first {
        Some('.' | ')') => digits > 0 && ends,
        _ if digits > 0 => false,
        Some('>' | '=') => true,
        Some('#') => ends || next == Some('#'),
        Some(mark @ ('-' | '+')) => ends || next == Some(mark),
        _ => false,
    };
    match first {
        Some(mark) if is_mark => {
            out.push_str(number);
            escaped(mark, manner, out);
            chars = rest.chars();
            chars.next();
            chars.as_str()
        }
        _ => text,
    }
}
