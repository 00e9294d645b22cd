//! The normal form of a line: what cannot be seen is not in it.

use super::{Content, Href, Marks, Span};
use crate::domain::link::{self, Piece};

/// A line of running text.
pub(super) fn paragraph(line: Vec<Span>) -> Vec<Span> {
    joined(links_found(joined(spaced(pieces(line)))))
}

/// A line of a heading: breaks are spaces.
pub(super) fn heading(mut line: Vec<Span>) -> Vec<Span> {
    for span in &mut line {
        if span.content == Content::Break {
            span.content = Content::Text(" ".to_owned());
        }
    }
    paragraph(line)
}

/// A block of code, without empty lines around it.
pub(super) fn code_block(code: &str) -> String {
    let code = code.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |c: &char| matches!(c, '\n' | '\t') || !is_unseen(*c);
    code.trim_matches('\n').chars().filter(is_kept).collect::<String>().trim_matches('\n').to_owned()
}

/// Words on one line, without space around them.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).map(visible).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

/// A stretch that is all words or all space.
struct Part {
    span: Span,
    is_space: bool,
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Control characters, and those that stand for others while Markdown is read.
fn is_unseen(c: char) -> bool {
    c.is_control() || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

fn visible(word: &str) -> String {
    word.chars().filter(|c| !is_unseen(*c)).collect()
}

/// Cuts text into words and the space between them; empty code goes.
fn pieces(line: Vec<Span>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(line.len());
    for Span { content, marks, link } in line {
        let mut push = |content, is_space| {
            out.push(Part { span: Span { content, marks, link: link.clone() }, is_space });
        };
        match content {
            Content::Text(text) => words_and_space(&text, &mut push),
            Content::Code(code) => {
                let code = words(&code);
                if !code.is_empty() {
                    push(Content::Code(code), false);
                }
            }
            Content::Image { source, alt } => push(Content::Image { source, alt: words(&alt) }, false),
            Content::Break => push(Content::Break, true),
        }
    }
    out
}

fn words_and_space(text: &str, push: &mut impl FnMut(Content, bool)) {
    let text = visible_text(text);
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let space = is_space(first);
        let end = rest.find(|c| is_space(c) != space).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        push(Content::Text(piece.to_owned()), space);
        rest = after;
    }
}

/// Without characters that cannot be seen; those that are space stay.
fn visible_text(text: &str) -> String {
    text.chars().filter(|c| is_space(*c) || !is_unseen(*c)).collect()
}

/// Space as it shows: one between two words, none around breaks and at the ends. It looks, and
/// leads, as it does on both of its sides.
fn spaced(parts: Vec<Part>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(parts.len());
    let mut gap: Vec<Span> = Vec::new();
    for part in parts {
        if part.is_space {
            gap.push(part.span);
            continue;
        }
        let gap = std::mem::take(&mut gap);
        if let Some(before) = out.last() {
            let marks = before.marks.both(part.span.marks);
            let link = before.link.clone().filter(|link| part.span.link.as_ref() == Some(link));
            out.extend(filled(gap, marks, link.as_ref()));
        }
        out.push(part.span);
    }
    out
}

/// What stands between two words: breaks, or a single space, or nothing.
fn filled(gap: Vec<Span>, marks: Marks, link: Option<&Href>) -> Vec<Span> {
    let around = |span: &Span| (span.marks.both(marks), span.link.clone().filter(|own| Some(own) == link));
    let breaks: Vec<Span> = gap
        .iter()
        .filter(|span| span.content == Content::Break)
        .map(|span| {
            let (marks, link) = around(span);
            Span { content: Content::Break, marks, link }
        })
        .collect();
    if !breaks.is_empty() || gap.is_empty() {
        return breaks;
    }
    let text: String = gap.iter().map(|span| text_of(&span.content)).collect();
    let (marks, link) = gap
        .iter()
        .map(around)
        .reduce(|(marks, link), (other, leads)| {
            (marks.both(other), link.filter(|own| leads.as_ref() == Some(own)))
        })
        .unwrap_or_default();
    vec![Span { content: Content::Text(one_space(&text)), marks, link }]
}

/// Space of a width of its own stays, such as one at which no line breaks.
fn one_space(space: &str) -> String {
    let mut chars = space.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) if !only.is_control() && !matches!(only, '\u{2028}' | '\u{2029}') => {
            only.to_string()
        }
        _ => " ".to_owned(),
    }
}

fn text_of(content: &Content) -> &str {
    match content {
        Content::Text(text) => text,
        Content::Code(_) | Content::Image { .. } | Content::Break => "",
    }
}

/// Joins neighbours that look the same.
fn joined(line: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(line.len());
    for span in line {
        if let Some(last) = out.last_mut().filter(|last| last.marks == span.marks && last.link == span.link) {
            match (&mut last.content, &span.content) {
                (Content::Text(text), Content::Text(more)) | (Content::Code(text), Content::Code(more)) => {
                    text.push_str(more);
                    continue;
                }
                _ => {}
            }
        }
        out.push(span);
    }
    out
}

/// Makes links of addresses among the words.
fn links_found(line: Vec<Span>) -> Vec<Span> {
    let mut out = Vec::with_capacity(line.len());
    for span in line {
        match span {
            Span { content: Content::Text(text), marks, link: None } => cut_at_links(&text, marks, &mut out),
            span => out.push(span),
        }
    }
    out
}

fn cut_at_links(text: &str, marks: Marks, out: &mut Vec<Span>) {
    let mut plain = String::new();
    for piece in link::pieces(text) {
        match piece {
            Piece::Text(words) => plain.push_str(words),
            Piece::Link(words, link) => match Href::new(&link.href) {
                None => plain.push_str(words),
                Some(href) => {
                    push_text(&mut plain, marks, None, out);
                    // The finder takes some kinds of space for a part of an address.
                    let address = words.trim_end();
                    push_text(&mut address.to_owned(), marks, Some(href), out);
                    plain.push_str(words.get(address.len()..).unwrap_or_default());
                }
            },
        }
    }
    push_text(&mut plain, marks, None, out);
}

fn push_text(text: &mut String, marks: Marks, link: Option<Href>, out: &mut Vec<Span>) {
    if !text.is_empty() {
        out.push(Span { content: Content::Text(std::mem::take(text)), marks, link });
    }
}
