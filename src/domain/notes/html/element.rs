//! What the elements of HTML mean in notes.

use super::style::{self, Says};
use super::token::Attributes;
use crate::domain::notes::{Level, Mark};

/// What an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Is part of a line.
    Inline,
    /// Is a line of its own, or several.
    Block,
    Paragraph,
    Heading(Level),
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    Pre,
    Code,
    Link,
    Image,
    Break,
    Rule,
    /// Is not shown, nor is what is in it.
    Hidden,
}

impl Role {
    /// Whether an element is part of a line.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Inline | Self::Code | Self::Link | Self::Image | Self::Break | Self::Hidden)
    }
}

/// What an element does, by its name.
pub(super) fn role(name: &str) -> Role {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "p" => Role::Paragraph,
        "h1" => Role::Heading(Level::One),
        "h2" => Role::Heading(Level::Two),
        "h3" | "h4" | "h5" | "h6" => Role::Heading(Level::Three),
        "blockquote" => Role::Quote,
        "ul" | "ol" | "menu" | "dir" => Role::List,
        "li" => Role::Item,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "pre" | "listing" => Role::Pre,
        "code" | "tt" | "kbd" | "samp" => Role::Code,
        "a" => Role::Link,
        "img" => Role::Image,
        "br" => Role::Break,
        "hr" => Role::Rule,
        "script" | "style" | "title" | "iframe" | "noembed" | "noframes" | "template" => Role::Hidden,
        "address" | "article" | "aside" | "body" | "caption" | "center" | "dd" | "details" | "dialog"
        | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header"
        | "hgroup" | "html" | "legend" | "main" | "nav" | "option" | "search" | "section" | "summary"
        | "tbody" | "tfoot" | "thead" | "textarea" | "xmp" => Role::Block,
        _ => Role::Inline,
    }
}

/// Whether an element has no content, so that nothing closes it.
pub(super) fn is_void(name: &str) -> bool {
    const VOID: [&str; 14] = [
        "area", "base", "basefont", "col", "embed", "frame", "input", "link", "meta", "param", "source",
        "track", "wbr", "keygen",
    ];
    VOID.iter().any(|void| name.eq_ignore_ascii_case(void))
}

/// What an element says of the marks of the words in it.
pub(super) fn says(name: &str, attributes: Attributes<'_>) -> Says {
    let mut says = [None; 3];
    let mark = match name.to_ascii_lowercase().as_str() {
        "b" | "strong" | "th" => Some(Mark::Bold),
        "i" | "em" | "cite" | "dfn" => Some(Mark::Italic),
        "s" | "strike" | "del" => Some(Mark::Strike),
        _ => None,
    };
    if let Some(mark) = mark {
        says[mark as usize] = Some(true);
    }
    if let Some(style) = attributes.get("style") {
        style::read(&style, &mut says);
    }
    says
}
