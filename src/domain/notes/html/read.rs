//! From the CRM's HTML to blocks.

use super::element::{Role, is_void, role, says};
use super::entity::decode;
use super::open::{Open, OpenElements};
use super::token::{Attributes, Token, Tokens};
use crate::domain::notes::builder::{Builder, Kind};
use crate::domain::notes::{Block, Content, Href, Marks, Source, Span};

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The notes.
    pub blocks: Vec<Block>,
    /// How many pictures could not be kept: those written into the HTML itself, or from an
    /// address that may not be called. Writing the notes back would lose them.
    pub lost_images: usize,
}

/// Reads HTML, however broken: what shows is kept, as far as notes can have it. Tables become
/// rows of text; colours, sizes and underlines go.
#[must_use]
pub fn read(html: &str) -> Read {
    let mut reader = Reader::new();
    for token in Tokens::new(html) {
        reader.take(token);
    }
    let Reader { builder, lost_images, .. } = reader.finished();
    Read { blocks: builder.finish(), lost_images }
}

/// What comes between the line so far and its next words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// So many ends of cells.
    Cells(usize),
    /// Another block of the same cell.
    Break,
}

struct Reader<'a> {
    builder: Builder,
    open: OpenElements<'a>,
    gap: Gap,
    /// The code that is being read, if it is a block.
    pre: Option<String>,
    /// How many hidden elements are open.
    hidden: usize,
    lost_images: usize,
}

impl<'a> Reader<'a> {
    fn new() -> Self {
        let builder = Builder::new();
        Self { builder, open: OpenElements::default(), gap: Gap::None, pre: None, hidden: 0, lost_images: 0 }
    }

    fn take(&mut self, token: Token<'a>) {
        match token {
            Token::Text(text) if self.hidden == 0 => self.text(&decode(text)),
            Token::Text(_) => {}
            Token::Start(name, _) if role(name) == Role::Hidden => self.hidden += 1,
            Token::End(name) if role(name) == Role::Hidden => self.hidden = self.hidden.saturating_sub(1),
            Token::Start(..) | Token::End(_) if self.hidden > 0 => {}
            Token::Start(name, attributes) if self.pre.is_some() => self.start_in_code(name, attributes),
            Token::End(name) if self.pre.is_some() => self.end_in_code(name),
            Token::Start(name, attributes) => self.start(name, attributes),
            Token::End(name) => self.end(name),
        }
    }

    fn finished(mut self) -> Self {
        self.end_code();
        while self.pop() {}
        self
    }

    fn start_in_code(&mut self, name: &'a str, attributes: Attributes<'a>) {
        match role(name) {
            Role::Break => self.text("\n"),
            Role::Image => self.image(attributes),
            _ => {}
        }
    }

    /// What closes more than the code closes the code too.
    fn end_in_code(&mut self, name: &'a str) {
        let role = role(name);
        let is_outside =
            matches!(role, Role::Item | Role::List | Role::Quote | Role::Table | Role::Row | Role::Cell)
                && self.open.iter().any(|open| open.name.eq_ignore_ascii_case(name));
        if role == Role::Pre || is_outside {
            self.end_code();
        }
        if is_outside {
            self.end(name);
        }
    }

    fn end_code(&mut self) {
        if let Some(code) = self.pre.take() {
            self.builder.code(&code);
        }
    }

    fn start(&mut self, name: &'a str, attributes: Attributes<'a>) {
        let role = role(name);
        if !role.is_inline() {
            self.end_open_paragraph();
        }
        let mut link = None;
        let mut builds = None;
        match role {
            Role::Inline if is_void(name) => return,
            Role::Inline | Role::Code | Role::Hidden => {}
            Role::Break => return self.push(Content::Break),
            Role::Image => return self.image(attributes),
            Role::Rule => {
                self.end_block();
                return self.builder.rule();
            }
            Role::Link => {
                self.close_last(|open| open.role == Role::Link);
                link = attributes.get("href").and_then(|target| Href::new(&target));
            }
            Role::Pre => {
                self.end_block();
                self.pre = Some(String::new());
                return;
            }
            Role::Block | Role::Paragraph | Role::Heading(_) | Role::Table => self.end_block(),
            Role::Row => {
                self.close_last_in(Role::Table, Role::Row);
                self.end_block();
            }
            Role::Cell => {
                self.close_last_in(Role::Row, Role::Cell);
                self.gap = match self.gap {
                    _ if self.builder.line().is_empty() => Gap::None,
                    Gap::Cells(count) => Gap::Cells(count + 1),
                    Gap::None | Gap::Break => Gap::Cells(1),
                };
            }
            Role::Quote => builds = Some(Kind::Quote),
            Role::List => builds = Some(Kind::List(first_number(name, attributes))),
            Role::Item => {
                self.close_last_in(Role::List, Role::Item);
                builds = self.builder.in_list().then_some(Kind::Item);
            }
        }
        if self.open.is_full() {
            if !role.is_inline() {
                self.end_block();
            }
            return;
        }
        if let Some(kind) = builds {
            self.end_paragraph();
            self.enter_item(kind);
            self.end_paragraph();
            self.builder.open(kind);
        } else if role == Role::Item {
            self.end_block();
        }
        let says = says(name, attributes);
        self.open.push(Open { name, role, says, link, builds: builds.is_some() });
    }

    /// No block is part of a paragraph: it ends where one begins.
    fn end_open_paragraph(&mut self) {
        let last = self.open.iter().rposition(|open| !open.role.is_inline());
        if let Some(at) = last.filter(|at| self.open[*at].role == Role::Paragraph) {
            self.close_from(at);
        }
    }

    /// What stands directly in a list belongs to an item, the last one if it is a list.
    fn enter_item(&mut self, kind: Kind) {
        if kind == Kind::Item || !self.builder.in_list() || self.open.is_full() {
            return;
        }
        match kind {
            Kind::List(_) => self.builder.reopen_item(),
            Kind::Quote | Kind::Item => self.builder.open(Kind::Item),
        }
        self.open.push(Open { name: "li", role: Role::Item, says: [None; 3], link: None, builds: true });
    }

    fn end(&mut self, name: &'a str) {
        let role = role(name);
        let Some(at) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) else {
            // As browsers have it, a stray end of a paragraph or a break is one.
            match role {
                Role::Break => self.push(Content::Break),
                Role::Paragraph => self.end_block(),
                _ => {}
            }
            return;
        };
        match role {
            Role::Inline | Role::Code | Role::Link => {
                self.open.remove(at);
            }
            _ => self.close_from(at),
        }
    }

    /// Closes the element at this place and the blocks within it. Words stay bold beyond the end of
    /// a block, until something closes them, but not beyond the end of a cell.
    fn close_from(&mut self, at: usize) {
        let in_table =
            self.open.get(at).is_some_and(|open| matches!(open.role, Role::Table | Role::Row | Role::Cell));
        let mut inline = Vec::new();
        while self.open.len() > at {
            match self.open.pop() {
                Some(open) if self.open.len() > at && open.role.is_inline() && !in_table => inline.push(open),
                Some(open) => self.close(&open),
                None => {}
            }
        }
        self.open.extend(inline.into_iter().rev());
    }

    fn pop(&mut self) -> bool {
        let Some(open) = self.open.pop() else { return false };
        self.close(&open);
        true
    }

    fn close(&mut self, open: &Open<'_>) {
        match open.role {
            Role::Heading(level) => {
                self.gap = Gap::None;
                self.builder.end_heading(level);
            }
            Role::Block | Role::Paragraph => self.end_block(),
            Role::Table | Role::Row => self.end_paragraph(),
            Role::Quote | Role::List | Role::Item => self.end_paragraph(),
            _ => {}
        }
        if open.builds {
            self.builder.close();
        }
    }

    /// Closes the last open element of a kind.
    fn close_last(&mut self, is_it: impl Fn(&Open<'a>) -> bool) {
        if let Some(at) = self.open.iter().rposition(is_it) {
            let name = self.open[at].name;
            self.end(name);
        }
    }

    /// Closes the last `inner` element, unless it is outside of the last `outer` one.
    fn close_last_in(&mut self, outer: Role, inner: Role) {
        let found = self.open.iter().rposition(|open| open.role == inner || open.role == outer);
        if let Some(at) = found.filter(|at| self.open[*at].role == inner) {
            self.close_from(at);
        }
    }

    /// A block begins or ends here: in a cell a new line, else a new paragraph.
    fn end_block(&mut self) {
        if self.open.in_cell() {
            if self.gap == Gap::None && !self.builder.line().is_empty() {
                self.gap = Gap::Break;
            }
        } else {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        self.gap = Gap::None;
        match self.open.heading() {
            Some(level) => self.builder.end_heading(level),
            None => self.builder.end_paragraph(),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.pre {
            return code.push_str(text);
        }
        let is_code = self.open.in_code();
        let text = text.to_owned();
        self.push(if is_code { Content::Code(text) } else { Content::Text(text) });
    }

    /// A picture that may not be shown stays, as its words.
    fn image(&mut self, attributes: Attributes<'_>) {
        let alt = attributes.get("alt").unwrap_or_default();
        match attributes.get("src").as_deref().and_then(Source::new) {
            Some(source) if self.pre.is_none() => self.push(Content::Image { source, alt }),
            _ => {
                self.lost_images += 1;
                self.text(&alt);
            }
        }
    }

    fn push(&mut self, content: Content) {
        let is_blank =
            matches!(&content, Content::Text(text) | Content::Code(text) if text.trim().is_empty());
        if is_blank && self.builder.line().is_empty() {
            return;
        }
        if !is_blank {
            if self.builder.in_list() && content != Content::Break {
                self.enter_item(Kind::Quote);
            }
            self.fill_gap();
        }
        let span = Span { content, marks: self.open.marks(), link: self.open.link() };
        self.builder.push(span);
    }

    fn fill_gap(&mut self) {
        let content = match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::None => return,
            Gap::Cells(count) => Content::Text(" | ".repeat(count)),
            Gap::Break => Content::Break,
        };
        self.builder.push(Span { content, marks: Marks::default(), link: None });
    }
}

/// The number of the first item of a list that has numbers.
fn first_number(name: &str, attributes: Attributes<'_>) -> Option<u32> {
    let start = attributes.get("start").and_then(|start| start.trim().parse().ok());
    name.eq_ignore_ascii_case("ol").then(|| start.unwrap_or(1))
}
