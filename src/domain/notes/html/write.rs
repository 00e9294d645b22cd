//! From blocks to HTML that every page of the CRM may show.

use crate::domain::notes::{Block, Content, Href, Mark, Span};

/// Writes HTML that has nothing but the elements and attributes named here.
#[must_use]
pub fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks.iter().for_each(|block| write_block(block, &mut out));
    out
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(line) => element("p", out, |out| write_line(line, out)),
        Block::Heading(level, line) => {
            element(&format!("h{}", level.number()), out, |out| write_line(line, out));
        }
        Block::List { first: None, items } => element("ul", out, |out| write_items(items, out)),
        Block::List { first: Some(first), items } => {
            let start = if *first == 1 { String::new() } else { format!(" start=\"{first}\"") };
            out.push_str(&format!("<ol{start}>"));
            write_items(items, out);
            out.push_str("</ol>");
        }
        Block::Quote(inner) => {
            element("blockquote", out, |out| inner.iter().for_each(|block| write_block(block, out)));
        }
        Block::Code(code) => element("pre", out, |out| element("code", out, |out| escape(code, out))),
        Block::Rule => out.push_str("<hr>"),
    }
}

fn write_items(items: &[Vec<Block>], out: &mut String) {
    for item in items {
        element("li", out, |out| {
            for (nth, block) in item.iter().enumerate() {
                match block {
                    // As editors write it.
                    Block::Paragraph(line) if nth == 0 => write_line(line, out),
                    block => write_block(block, out),
                }
            }
        });
    }
}

fn write_line(line: &[Span], out: &mut String) {
    for group in line.chunk_by(|one, next| one.link == next.link) {
        match group.first().and_then(|span| span.link.as_ref()) {
            Some(href) => write_link(href, group, out),
            None => write_marked(&Mark::ALL, group, out),
        }
    }
}

fn write_link(href: &Href, label: &[Span], out: &mut String) {
    out.push_str("<a href=\"");
    escape(href.as_str(), out);
    out.push_str("\" rel=\"noopener noreferrer\" target=\"_blank\">");
    write_marked(&Mark::ALL, label, out);
    out.push_str("</a>");
}

/// Writes spans with the marks that are not written yet, outermost first.
fn write_marked(marks: &[Mark], spans: &[Span], out: &mut String) {
    let Some((&mark, inner)) = marks.split_first() else {
        return spans.iter().for_each(|span| write_content(&span.content, out));
    };
    for group in spans.chunk_by(|one, next| one.marks.has(mark) == next.marks.has(mark)) {
        if group.first().is_some_and(|span| span.marks.has(mark)) {
            element(tag_of(mark), out, |out| write_marked(inner, group, out));
        } else {
            write_marked(inner, group, out);
        }
    }
}

fn tag_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Bold => "strong",
        Mark::Italic => "em",
        Mark::Strike => "s",
    }
}

fn write_content(content: &Content, out: &mut String) {
    match content {
        Content::Text(text) => escape(text, out),
        Content::Code(code) => element("code", out, |out| escape(code, out)),
        Content::Image { source, alt } => {
            out.push_str("<img src=\"");
            escape(source.as_str(), out);
            out.push_str("\" alt=\"");
            escape(alt, out);
            out.push_str("\">");
        }
        Content::Break => out.push_str("<br>"),
    }
}

fn element(name: &str, out: &mut String, content: impl FnOnce(&mut String)) {
    out.push_str(&format!("<{name}>"));
    content(out);
    out.push_str(&format!("</{name}>"));
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            c => out.push(c),
        }
    }
}
