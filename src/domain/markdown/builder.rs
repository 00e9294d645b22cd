//! Makes the tree out of the parser's events.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{Block, Inline, MAX_DEPTH, plain, text_of, unshield};
use crate::domain::link;

/// What an open element will become.
enum Kind {
    /// Nothing of its own: its content goes to its parent.
    Flat,
    Paragraph,
    Heading,
    Code,
    Quote,
    List(Option<u64>),
    Item,
    Strong,
    Emphasis,
    Struck,
    Link(String),
}

struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    inlines: Vec<Inline>,
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), items: Vec::new(), inlines: Vec::new() }
    }

    fn push_text(&mut self, text: &str) {
        let text = unshield(text);
        match self.inlines.last_mut() {
            Some(Inline::Text(last)) => last.push_str(&text),
            _ => self.inlines.push(Inline::Text(text)),
        }
    }

    /// Text directly in a list item or a block of HTML has no paragraph of its own.
    fn finish_paragraph(&mut self) {
        if !self.inlines.is_empty() {
            let inlines = with_links(trim_end(std::mem::take(&mut self.inlines)));
            self.blocks.push(Block::Paragraph(inlines));
        }
    }
}

/// The tree as far as the parser has read.
pub(super) struct Builder {
    /// The open elements, outermost first; never empty.
    stack: Vec<Open>,
}

impl Builder {
    /// Nothing has been read.
    pub(super) fn new() -> Self {
        Self { stack: vec![Open::new(Kind::Flat)] }
    }

    /// The parser is through.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while self.stack.len() > 1 {
            self.close();
        }
        let mut root = self.stack.pop().unwrap_or_else(|| Open::new(Kind::Flat));
        root.finish_paragraph();
        root.blocks
    }

    /// The parser has read a piece.
    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(TagEnd::HtmlBlock) => self.with_top(Open::finish_paragraph),
            Event::End(_) => self.close(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text("\n"),
            Event::Code(code) => self.inline(Inline::Code(unshield(&code))),
            Event::Rule => self.block(Block::Rule),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        let deep = self.stack.len() > MAX_DEPTH;
        let kind = match tag {
            // Raw HTML goes on as text of the element around it.
            Tag::HtmlBlock => return,
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { .. } => Kind::Heading,
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Kind::Code,
            _ if deep => Kind::Flat,
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(first) => Kind::List(first),
            Tag::Item => Kind::Item,
            Tag::Strong => Kind::Strong,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strikethrough => Kind::Struck,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => Kind::Link(unshield(&dest_url)),
            _ => Kind::Flat,
        };
        if matches!(kind, Kind::Paragraph | Kind::Heading | Kind::Code | Kind::Quote | Kind::List(_)) {
            self.with_top(Open::finish_paragraph);
        }
        self.stack.push(Open::new(kind));
    }

    fn close(&mut self) {
        if self.stack.len() < 2 {
            return;
        }
        let Some(mut open) = self.stack.pop() else { return };
        match open.kind {
            Kind::Flat => self.splice(open),
            Kind::Paragraph => {
                open.finish_paragraph();
                self.splice(open);
            }
            Kind::Heading => self.block(Block::Heading(with_links(open.inlines))),
            Kind::Code => self.block(Block::Code(text_of(&trim_end(open.inlines)))),
            Kind::Quote => {
                open.finish_paragraph();
                self.block(Block::Quote(open.blocks));
            }
            Kind::List(first) => self.block(Block::List { first, items: open.items }),
            Kind::Item => {
                open.finish_paragraph();
                self.with_top(|top| top.items.push(open.blocks));
            }
            Kind::Strong => self.inline(Inline::Strong(open.inlines)),
            Kind::Emphasis => self.inline(Inline::Emphasis(open.inlines)),
            Kind::Struck => self.inline(Inline::Struck(open.inlines)),
            Kind::Link(target) => self.link(&target, open.inlines),
        }
    }

    /// A link that may not be followed stays, as the words that it is made of.
    fn link(&mut self, target: &str, mut label: Vec<Inline>) {
        let words = text_of(&label);
        if words.trim().is_empty() {
            label = vec![Inline::Text(target.to_owned())];
        }
        match link::labelled(target, &words) {
            Some(link) => self.inline(Inline::Link(link, label)),
            None => {
                label.into_iter().for_each(|inline| self.inline(inline));
                if !target.is_empty() && target != words {
                    self.text(&format!(" ({target})"));
                }
            }
        }
    }

    fn splice(&mut self, open: Open) {
        self.with_top(|top| {
            top.items.extend(open.items);
            if !open.blocks.is_empty() {
                top.finish_paragraph();
                top.blocks.extend(open.blocks);
            }
        });
        open.inlines.into_iter().for_each(|inline| self.inline(inline));
    }

    fn text(&mut self, text: &str) {
        self.with_top(|top| top.push_text(text));
    }

    fn inline(&mut self, inline: Inline) {
        match inline {
            Inline::Text(text) => self.text(&text),
            inline => self.with_top(|top| top.inlines.push(inline)),
        }
    }

    fn block(&mut self, block: Block) {
        self.with_top(|top| top.blocks.push(block));
    }

    fn with_top(&mut self, act: impl FnOnce(&mut Open)) {
        if let Some(top) = self.stack.last_mut() {
            act(top);
        }
    }
}

/// Finds the addresses in words that are not a link yet.
fn with_links(inlines: Vec<Inline>) -> Vec<Inline> {
    inlines
        .into_iter()
        .flat_map(|inline| match inline {
            Inline::Text(text) => plain(&text),
            Inline::Strong(inner) => vec![Inline::Strong(with_links(inner))],
            Inline::Emphasis(inner) => vec![Inline::Emphasis(with_links(inner))],
            Inline::Struck(inner) => vec![Inline::Struck(with_links(inner))],
            done @ (Inline::Code(_) | Inline::Link(..)) => vec![done],
        })
        .collect()
}

fn trim_end(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    inlines
}
