//! Light markdown, read into a small tree that cannot hold anything harmful.
//!
//! There is no HTML and there are no images in the tree: raw HTML is text, an image is a link.
//! The view makes elements of the tree, never markup. A customer's text is not marked up: see
//! [`plain`].

mod builder;

use pulldown_cmark::{Options, Parser};

use self::builder::Builder;
use super::link::{self, Link, Piece};

/// A block of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A line that stands out.
    Heading(Vec<Inline>),
    /// Text to be shown exactly as it is.
    Code(String),
    /// Someone else's words.
    Quote(Vec<Self>),
    /// Items; numbered from `first` if there is one.
    List {
        /// The number of the first item.
        first: Option<u64>,
        /// The items.
        items: Vec<Vec<Self>>,
    },
    /// A dividing line.
    Rule,
}

/// A stretch of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words; `\n` is a line break.
    Text(String),
    /// A bit of code.
    Code(String),
    /// Important words.
    Strong(Vec<Self>),
    /// Stressed words.
    Emphasis(Vec<Self>),
    /// Words taken back.
    Struck(Vec<Self>),
    /// A safe link.
    Link(Link, Vec<Self>),
}

/// Lists and quotes nested deeper than this are shown flat, so that hostile text cannot make a
/// tree that is too deep to walk.
const MAX_DEPTH: usize = 8;

/// Reads marked-up text.
#[must_use]
pub fn parse(text: &str) -> Vec<Block> {
    let source = shield(text);
    let mut builder = Builder::new();
    for event in Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH) {
        builder.take(event);
    }
    builder.finish()
}

/// Reads text that is not marked up: only links are found.
#[must_use]
pub fn plain(text: &str) -> Vec<Inline> {
    link::pieces(text)
        .map(|piece| match piece {
            Piece::Text(words) => Inline::Text(words.to_owned()),
            Piece::Link(words, link) => Inline::Link(link, vec![Inline::Text(words.to_owned())]),
        })
        .collect()
}

/// The words alone.
fn text_of(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text.clone(),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Struck(inner)
            | Inline::Link(_, inner) => text_of(inner),
        })
        .collect()
}

/// Stand-ins for marks that are meant as they are, from characters that no text may contain.
pub(super) const SHIELDS: [(char, char); 5] =
    [('_', '\u{fdd0}'), ('*', '\u{fdd1}'), ('~', '\u{fdd2}'), ('&', '\u{fdd3}'), (':', '\u{fdd4}')];

/// Takes the meaning from marks inside of addresses (`https://a.com/_b_`), and from the colon in
/// `[order]: 12`, which would vanish as the definition of a reference.
fn shield(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in link::pieces(text) {
        match piece {
            Piece::Text(words) => out.push_str(&words.replace("]:", "]\u{fdd4}")),
            Piece::Link(words, _) => out.extend(words.chars().map(|c| match c {
                ':' => c,
                _ => SHIELDS.iter().find(|(mark, _)| *mark == c).map_or(c, |&(_, shield)| shield),
            })),
        }
    }
    out
}

/// Gives the marks back.
pub(super) fn unshield(text: &str) -> String {
    let mark = |c| SHIELDS.iter().find(|&&(_, shield)| shield == c).map_or(c, |&(mark, _)| mark);
    text.chars().map(mark).collect()
}

#[cfg(test)]
mod tests;
