//! Notes of a record: what an agent writes down, formatted.
//!
//! [`Block`]s are what both sides mean: what is typed is [`markdown`], what the CRM stores is
//! [`html`]. Either way leads to the same blocks, and there is nothing in them that could harm.
//!
//! A line is a row of [`Span`]s, each with its own marks, and no tree: so there is one way only
//! to write a formatted line, and two lines that look the same are the same.

mod address;
mod builder;
pub mod edit;
pub mod html;
pub mod markdown;
mod stored;
mod tidy;

pub use address::{Href, Source};
pub use stored::Stored;

/// A block of notes. Readers make them tidy: without empty lines, items and lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Span>),
    /// A heading; it has no line breaks.
    Heading(Level, Vec<Span>),
    /// Items; numbered from `first` if there is one.
    List {
        /// The number of the first item.
        first: Option<u32>,
        /// The items.
        items: Vec<Vec<Self>>,
    },
    /// Someone else's words.
    Quote(Vec<Self>),
    /// Text to be shown exactly as it is.
    Code(String),
    /// A dividing line.
    Rule,
}

/// How much a heading weighs; deeper ones count as the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Level {
    One,
    Two,
    Three,
}

/// A stretch of a line that looks the same from its beginning to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it holds.
    pub content: Content,
    /// How it looks.
    pub marks: Marks,
    /// Where it leads.
    pub link: Option<Href>,
}

/// What a stretch of a line holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Words.
    Text(String),
    /// A bit of code.
    Code(String),
    /// A picture.
    Image {
        /// Where it is.
        source: Source,
        /// What it shows, in words.
        alt: String,
    },
    /// The next line begins.
    Break,
}

/// How a stretch of a line looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Marks {
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
}

/// One of the [`Marks`], in the order in which they are nested when they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Mark {
    Bold,
    Italic,
    Strike,
}

impl Mark {
    /// All of them, outermost first.
    pub const ALL: [Self; 3] = [Self::Bold, Self::Italic, Self::Strike];
}

impl Marks {
    /// Whether there is this mark.
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        match mark {
            Mark::Bold => self.bold,
            Mark::Italic => self.italic,
            Mark::Strike => self.strike,
        }
    }

    fn set(&mut self, mark: Mark, on: bool) {
        match mark {
            Mark::Bold => self.bold = on,
            Mark::Italic => self.italic = on,
            Mark::Strike => self.strike = on,
        }
    }

    fn both(self, other: Self) -> Self {
        Self {
            bold: self.bold && other.bold,
            italic: self.italic && other.italic,
            strike: self.strike && other.strike,
        }
    }
}

impl Level {
    /// From the number of a heading, `1` being the weightiest.
    #[must_use]
    pub fn of(number: u8) -> Self {
        match number {
            0 | 1 => Self::One,
            2 => Self::Two,
            _ => Self::Three,
        }
    }

    /// The number of such a heading, from 1 to 3.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// Lists and quotes nested deeper than this are read as if they were not nested, so that hostile
/// text cannot make a tree that is too deep to walk.
const MAX_DEPTH: usize = 8;

#[cfg(test)]
mod tests;
