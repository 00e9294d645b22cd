mod from_html;
mod round_trip;
mod scanner;
mod typed;

use super::*;

/// Words without marks.
fn text(words: &str) -> Span {
    marked(words, "")
}

/// Words with marks: `b`, `i` and `s`.
fn marked(words: &str, marks: &str) -> Span {
    let marks = Marks { bold: marks.contains('b'), italic: marks.contains('i'), strike: marks.contains('s') };
    Span { content: Content::Text(words.to_owned()), marks, link: None }
}

fn linked(words: &str, target: &str) -> Span {
    Span { link: Href::new(target), ..text(words) }
}

fn code(code: &str) -> Span {
    Span { content: Content::Code(code.to_owned()), ..text("") }
}

fn line_break() -> Span {
    Span { content: Content::Break, ..text("") }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

fn list(items: &[&str]) -> Block {
    Block::List { first: None, items: items.iter().map(|item| vec![paragraph(item)]).collect() }
}

/// All that can be read in blocks, with a space between its parts.
fn words(blocks: &[Block]) -> String {
    let line = |line: &[Span]| -> String {
        line.iter()
            .map(|span| match &span.content {
                Content::Text(text) | Content::Code(text) => text.as_str(),
                Content::Image { alt, .. } => alt,
                Content::Break => " ",
            })
            .collect()
    };
    let block = |block: &Block| match block {
        Block::Paragraph(spans) | Block::Heading(_, spans) => line(spans),
        Block::List { items, .. } => items.iter().map(|item| words(item)).collect::<Vec<_>>().join(" "),
        Block::Quote(inner) => words(inner),
        Block::Code(code) => code.clone(),
        Block::Rule => String::new(),
    };
    blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn depth(blocks: &[Block]) -> usize {
    let inner = |block: &Block| match block {
        Block::Quote(inner) => 1 + depth(inner),
        Block::List { items, .. } => 1 + items.iter().map(|item| depth(item)).max().unwrap_or(0),
        _ => 0,
    };
    blocks.iter().map(inner).max().unwrap_or(0)
}
