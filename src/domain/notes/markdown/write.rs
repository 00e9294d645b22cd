//! From blocks to what would have been typed.

use super::escape::{Manner, Place, escape};
use super::read::{read, tag_of};
use crate::domain::notes::{Block, Content, Href, Mark, Span};

/// Writes Markdown that [`read`] reads as these blocks.
#[must_use]
pub fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(blocks, &mut out);
    out
}

/// The blocks with empty lines between them.
fn write_blocks(blocks: &[Block], out: &mut String) {
    let mut before = None;
    // Of two lists in a row, the second has another mark: they would be one.
    let mut other_mark = false;
    for block in blocks {
        if let Some(before) = before {
            out.push_str("\n\n");
            other_mark = is_same_list(before, block) && !other_mark;
        }
        write_block(block, other_mark, out);
        before = Some(block);
    }
}

fn is_same_list(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::List { first: one, .. }, Block::List { first: other, .. }) => {
            one.is_some() == other.is_some()
        }
        _ => false,
    }
}

fn write_block(block: &Block, other_mark: bool, out: &mut String) {
    match block {
        Block::Paragraph(line) => out.push_str(&checked("", line, block)),
        Block::Heading(level, line) => {
            let mark = "#".repeat(usize::from(level.number()));
            out.push_str(&checked(&format!("{mark} "), line, block));
        }
        Block::List { first, items } => write_list(*first, items, other_mark, out),
        Block::Quote(inner) => {
            let mut text = String::new();
            write_blocks(inner, &mut text);
            prefix_lines(&text, "> ", "> ", out);
        }
        Block::Code(code) => {
            let fence = fence(code, 3);
            out.push_str(&format!("{fence}\n{code}\n{fence}"));
        }
        // Unlike dashes and stars, this is no mark of a list as well.
        Block::Rule => out.push_str("___"),
    }
}

fn write_list(first: Option<u32>, items: &[Vec<Block>], other_mark: bool, out: &mut String) {
    for (nth, item) in (0..).zip(items) {
        if nth > 0 {
            out.push('\n');
        }
        let mark = match first {
            None => if other_mark { "* " } else { "- " }.to_owned(),
            Some(first) => {
                let number = first.saturating_add(nth).min(999_999_999);
                format!("{number}{} ", if other_mark { ')' } else { '.' })
            }
        };
        let mut text = String::new();
        write_item(item, &mut text);
        prefix_lines(&text, &mark, &" ".repeat(mark.len()), out);
    }
}

/// A list right under the words of an item needs no empty line.
fn write_item(item: &[Block], out: &mut String) {
    let mut rest = item;
    if let [words @ Block::Paragraph(_), after @ ..] = item
        && let [Block::List { first: None | Some(1), .. }, ..] = after
    {
        write_block(words, false, out);
        out.push('\n');
        rest = after;
    }
    write_blocks(rest, out);
}

/// Puts something before each line. Lines without text get no space.
fn prefix_lines(text: &str, first: &str, others: &str, out: &mut String) {
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        let prefix = if nth == 0 { first } else { others };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
}

/// The usual way to write a line, unless it would be read as something else: where a mark ends
/// right between a full stop and a letter, Markdown does not see it.
fn checked(prefix: &str, line: &[Span], block: &Block) -> String {
    let write = |manner| {
        let mut out = prefix.to_owned();
        Writer { out: &mut out, start: prefix.len(), in_heading: !prefix.is_empty(), manner }.line(line);
        out
    };
    let usual = write(Manner::Usual);
    let is_read_well = matches!(read(&usual).as_slice(), [only] if only == block);
    if is_read_well { usual } else { write(Manner::Careful) }
}

/// Backticks that do not occur in the code.
fn fence(code: &str, at_least: usize) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(at_least.max(longest + 1))
}

struct Writer<'a> {
    out: &'a mut String,
    /// Where the line begins.
    start: usize,
    in_heading: bool,
    manner: Manner,
}

impl Writer<'_> {
    fn line(&mut self, spans: &[Span]) {
        for group in spans.chunk_by(|one, next| one.link == next.link) {
            match group.first().and_then(|span| span.link.as_ref()) {
                Some(href) => self.link(href, group),
                None => self.marked(&Mark::ALL, group),
            }
        }
    }

    fn link(&mut self, href: &Href, label: &[Span]) {
        if is_own_label(href, label) {
            let marks = label.first().map(|span| span.marks).unwrap_or_default();
            let on: Vec<Mark> = Mark::ALL.into_iter().filter(|mark| marks.has(*mark)).collect();
            on.iter().for_each(|mark| self.mark(*mark, false));
            self.out.push_str(&format!("<{}>", text_of(label)));
            on.iter().rev().for_each(|mark| self.mark(*mark, true));
            return;
        }
        self.out.push('[');
        self.marked(&Mark::ALL, label);
        self.out.push_str(&format!("]({})", target(href.as_str())));
    }

    /// Writes spans with the marks that are not written yet, outermost first.
    fn marked(&mut self, marks: &[Mark], spans: &[Span]) {
        let Some((&mark, inner)) = marks.split_first() else {
            spans.iter().for_each(|span| self.content(&span.content));
            return;
        };
        for group in spans.chunk_by(|one, next| one.marks.has(mark) == next.marks.has(mark)) {
            let on = group.first().is_some_and(|span| span.marks.has(mark));
            if on {
                self.mark(mark, false);
            }
            self.marked(inner, group);
            if on {
                self.mark(mark, true);
            }
        }
    }

    fn mark(&mut self, mark: Mark, closes: bool) {
        match (self.manner, mark) {
            (Manner::Careful, mark) => {
                self.out.push_str(&format!("<{}{}>", if closes { "/" } else { "" }, tag_of(mark)));
            }
            (Manner::Usual, Mark::Bold) => self.out.push_str("**"),
            (Manner::Usual, Mark::Italic) => self.out.push('*'),
            (Manner::Usual, Mark::Strike) => self.out.push_str("~~"),
        }
    }

    fn content(&mut self, content: &Content) {
        match content {
            Content::Text(text) => {
                let starts_line = self.out.len() == self.start || self.out.ends_with('\n');
                escape(text, Place { starts_line, in_heading: self.in_heading }, self.manner, self.out);
            }
            Content::Code(code) => {
                let fence = fence(code, 1);
                let gap = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                self.out.push_str(&format!("{fence}{gap}{code}{gap}{fence}"));
            }
            Content::Image { source, alt } => {
                self.out.push_str("![");
                let place = Place { starts_line: false, in_heading: self.in_heading };
                escape(alt, place, self.manner, self.out);
                self.out.push_str(&format!("]({})", target(source.as_str())));
            }
            // Two ends of a line would be the end of the paragraph.
            Content::Break => self.out.push_str(if self.out.ends_with('\n') { "\\\n" } else { "\n" }),
        }
    }
}

fn text_of(label: &[Span]) -> &str {
    match label {
        [Span { content: Content::Text(text), .. }] => text,
        _ => "",
    }
}

/// Whether a link shows just where it leads, so that it can be written without saying it twice.
fn is_own_label(href: &Href, label: &[Span]) -> bool {
    let text = text_of(label);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#=%+,;@".contains(c);
    let href = href.as_str();
    text.chars().all(is_plain)
        && (text == href && href.starts_with("http")
            || text.contains('@') && href.strip_prefix("mailto:") == Some(text))
}

/// The address of a link as it is written.
fn target(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let in_brackets = address.contains(['(', ')', '<', '>']);
    for c in address.chars() {
        match c {
            '\\' | '<' | '>' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    if in_brackets { format!("<{out}>") } else { out }
}
