//! Puts blocks together as a reader comes across their parts.

use super::{Block, Level, MAX_DEPTH, Span, tidy};

/// A block that holds others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Someone else's words.
    Quote,
    /// A list; numbered from there if there is a number.
    List(Option<u32>),
    /// An item of the list around it.
    Item,
}

/// The largest number that Markdown can write before an item.
const MAX_NUMBER: u32 = 999_999_999;

struct Frame {
    kind: Option<Kind>,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
}

impl Frame {
    fn new(kind: Option<Kind>) -> Self {
        Self { kind, blocks: Vec::new(), items: Vec::new() }
    }
}

/// The blocks as far as they have been read.
pub(super) struct Builder {
    root: Frame,
    /// The open blocks, outermost first.
    open: Vec<Frame>,
    /// How many more are open that are too deep to count.
    too_deep: usize,
    /// The line that is being read.
    line: Vec<Span>,
}

impl Builder {
    /// Nothing has been read.
    pub(super) fn new() -> Self {
        Self { root: Frame::new(None), open: Vec::new(), too_deep: 0, line: Vec::new() }
    }

    /// Goes on with the line.
    pub(super) fn push(&mut self, span: Span) {
        self.line.push(span);
    }

    /// The line as far as it has been read.
    pub(super) fn line(&mut self) -> &mut Vec<Span> {
        &mut self.line
    }

    /// The line is over; it was running text.
    pub(super) fn end_paragraph(&mut self) {
        let line = tidy::paragraph(std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.top().blocks.push(Block::Paragraph(line));
        }
    }

    /// The line is over; it was a heading.
    pub(super) fn end_heading(&mut self, level: Level) {
        let line = tidy::heading(std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.top().blocks.push(Block::Heading(level, line));
        }
    }

    /// A whole block of code.
    pub(super) fn code(&mut self, code: &str) {
        self.end_paragraph();
        let code = tidy::code_block(code);
        if !code.is_empty() {
            self.top().blocks.push(Block::Code(code));
        }
    }

    /// A dividing line.
    pub(super) fn rule(&mut self) {
        self.end_paragraph();
        self.top().blocks.push(Block::Rule);
    }

    /// A block begins that holds others. An item is one only directly within a list.
    pub(super) fn open(&mut self, kind: Kind) {
        self.end_paragraph();
        let deep = match kind {
            Kind::Item => !self.in_list(),
            Kind::Quote | Kind::List(_) => self.depth() >= MAX_DEPTH,
        };
        if deep || self.too_deep > 0 {
            self.too_deep += 1;
        } else {
            self.open.push(Frame::new(Some(kind)));
        }
    }

    /// The innermost block that holds others is over.
    pub(super) fn close(&mut self) {
        self.end_paragraph();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(frame) = self.open.pop() else { return };
        let top = self.top();
        match frame.kind {
            Some(Kind::Item) if !frame.blocks.is_empty() => top.items.push(frame.blocks),
            Some(Kind::Quote) if !frame.blocks.is_empty() => top.blocks.push(Block::Quote(frame.blocks)),
            Some(Kind::List(first)) if !frame.items.is_empty() => {
                let first = first.map(|first| first.min(MAX_NUMBER));
                top.blocks.push(Block::List { first, items: frame.items });
            }
            _ => {}
        }
    }

    /// Whether an item may begin here.
    pub(super) fn in_list(&self) -> bool {
        self.too_deep == 0 && matches!(self.open.last(), Some(Frame { kind: Some(Kind::List(_)), .. }))
    }

    /// Opens the last item of the list once more, or a first one.
    pub(super) fn reopen_item(&mut self) {
        let last = self.top().items.pop();
        self.open(Kind::Item);
        if let Some(blocks) = last {
            self.top().blocks = blocks;
        }
    }

    /// All has been read.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.too_deep = 0;
        while !self.open.is_empty() {
            self.close();
        }
        self.root.blocks
    }

    fn depth(&self) -> usize {
        self.open.iter().filter(|frame| frame.kind != Some(Kind::Item)).count()
    }

    fn top(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.root)
    }
}
