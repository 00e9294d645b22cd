//! Cuts HTML into tags and text. Every look ahead is bounded by what is known to be there, so
//! that the time is linear in the length.

use super::entity::decode;

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text as it is written, with its character references.
    Text(&'a str),
    /// A start tag: its name and what is written after it.
    Start(&'a str, Attributes<'a>),
    /// An end tag.
    End(&'a str),
}

/// Elements whose content is no HTML.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Cuts a text; comments and declarations are left out.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// The element whose raw content comes next.
    raw: Option<&'a str>,
    /// Where the last of each of these is.
    last_end: usize,
    last_double: usize,
    last_single: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let last = |c: char| text.rfind(c).unwrap_or(0);
        Self { text, at: 0, raw: None, last_end: last('>'), last_double: last('"'), last_single: last('\'') }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Up to the end of an element whose content is raw.
    fn raw_text(&mut self, name: &str) -> Token<'a> {
        let rest = self.rest();
        let closes = |at: &usize| {
            rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        let end = rest.match_indices("</").map(|(at, _)| at).find(closes).unwrap_or(rest.len());
        self.at += end;
        Token::Text(rest.get(..end).unwrap_or_default())
    }

    /// The tag that begins here; `None` if there is none, and then `<` is text.
    fn tag(&mut self) -> Option<Token<'a>> {
        if self.at > self.last_end {
            return None;
        }
        let rest = self.rest();
        let (closes, name_at) = if rest.starts_with("</") { (true, 2) } else { (false, 1) };
        let inner = rest.get(name_at..)?;
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name_end = inner.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))?;
        let (name, after) = inner.split_at(name_end);
        let end = self.end_of_tag(after, self.at + name_at + name_end)?;
        self.at += name_at + name_end + end + 1;
        if closes {
            return Some(Token::End(name));
        }
        self.raw = RAW.into_iter().any(|raw| name.eq_ignore_ascii_case(raw)).then_some(name);
        Some(Token::Start(name, Attributes(after.get(..end)?)))
    }

    /// Where the tag ends, counted from where its attributes begin; `>` in quotes does not count,
    /// unless nothing closes the quotes.
    fn end_of_tag(&self, attributes: &str, start: usize) -> Option<usize> {
        let mut quote = None;
        let mut after_equals = false;
        for (at, c) in attributes.bytes().enumerate() {
            let closed_by = match c {
                b'"' => self.last_double,
                _ => self.last_single,
            };
            match (quote, c) {
                (Some(open), c) if c == open => quote = None,
                (None, b'"' | b'\'') if after_equals && start + at < closed_by => quote = Some(c),
                (None, b'>') => return Some(at),
                _ => {}
            }
            after_equals = c == b'=' || after_equals && c.is_ascii_whitespace();
        }
        None
    }

    /// Steps over a comment or a declaration, if there is one. What nothing closes goes on to the end.
    fn skip_comment(&mut self) -> bool {
        let rest = self.rest();
        let (start, end) = if let Some(comment) = rest.strip_prefix("<!--") {
            let is_empty = comment.starts_with('>') || comment.starts_with("->");
            (4, if is_empty { ">" } else { "-->" })
        } else if rest.starts_with("<!") || rest.starts_with("<?") || is_stray_end(rest) {
            (2, ">")
        } else {
            return false;
        };
        let found = rest.get(start..).and_then(|inner| inner.find(end));
        self.at += found.map_or(rest.len(), |at| start + at + end.len());
        true
    }
}

/// `</` without a name.
fn is_stray_end(rest: &str) -> bool {
    rest.strip_prefix("</")
        .is_some_and(|name| !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_text(name));
        }
        while self.rest().starts_with('<') && self.skip_comment() {}
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with('<')
            && let Some(tag) = self.tag()
        {
            return Some(tag);
        }
        let end = rest.bytes().skip(1).position(|byte| byte == b'<').map_or(rest.len(), |end| end + 1);
        self.at += end;
        Some(Token::Text(rest.get(..end).unwrap_or_default()))
    }
}

/// The attributes of a tag, as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

impl Attributes<'_> {
    /// The value of an attribute, decoded; the first one counts.
    pub(super) fn get(self, name: &str) -> Option<String> {
        let mut rest = self.0;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.char_indices().skip(1).find(|(_, c)| c.is_whitespace() || matches!(c, '=' | '/'));
            let (own_name, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            let (value, after) = value(after);
            if own_name.eq_ignore_ascii_case(name) {
                return Some(decode(value));
            }
            rest = after;
        }
    }
}

/// The value after an attribute's name, and what is left after it.
fn value(after_name: &str) -> (&str, &str) {
    let Some(value) = after_name.trim_start().strip_prefix('=') else { return ("", after_name) };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some((inner, after)) = value.strip_prefix(quote).and_then(|inner| inner.split_once(quote)) {
            return (inner, after);
        }
    }
    value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
}
