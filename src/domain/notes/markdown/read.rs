//! From what is typed to blocks.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::shield::shield;
use crate::domain::markdown::unshield;
use crate::domain::notes::builder::{Builder, Kind};
use crate::domain::notes::{Block, Content, Href, Level, Mark, Marks, Source, Span};

/// Reads Markdown. An end of a line is a break, HTML is text, but for `<b>`, `<i>` and `<s>`
/// within a line: some lines cannot be written without.
#[must_use]
pub fn read(text: &str) -> Vec<Block> {
    let source = shield(text);
    let mut reader = Reader::new();
    for event in Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH) {
        reader.take(event);
    }
    reader.builder.finish()
}

/// A link whose end is not read yet.
struct OpenLink {
    target: String,
    href: Option<Href>,
    /// Where its words begin in the line.
    from: usize,
}

/// A picture whose end is not read yet.
struct OpenImage {
    target: String,
    alt: String,
}

struct Reader {
    builder: Builder,
    /// How many of each mark are open.
    open: [u32; 3],
    /// The tags that are open, by where they were in the line.
    tags: [Option<usize>; 3],
    link: Option<OpenLink>,
    image: Option<OpenImage>,
    code: Option<String>,
}

impl Reader {
    fn new() -> Self {
        let builder = Builder::new();
        Self { builder, open: [0; 3], tags: [None; 3], link: None, image: None, code: None }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&unshield(&text)),
            Event::Html(html) => self.lines(&unshield(&html)),
            Event::InlineHtml(html) => self.html(&unshield(&html)),
            Event::Code(code) => self.code(unshield(&code)),
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            Event::Rule => self.builder.rule(),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => self.end_paragraph(),
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::BlockQuote(_) => self.open(Kind::Quote),
            Tag::List(first) => {
                self.open(Kind::List(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX))));
            }
            Tag::Item => self.open(Kind::Item),
            Tag::Strong => self.open[Mark::Bold as usize] += 1,
            Tag::Emphasis => self.open[Mark::Italic as usize] += 1,
            Tag::Strikethrough => self.open[Mark::Strike as usize] += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let target = format!("{scheme}{}", unshield(&dest_url));
                let href = Href::new(&target);
                self.link = Some(OpenLink { target, href, from: self.builder.line().len() });
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some(OpenImage { target: unshield(&dest_url), alt: String::new() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::Heading(level) => {
                self.end_tags();
                self.builder.end_heading(Level::of(level as u8));
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.builder.code(&code);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.end_paragraph();
                self.builder.close();
            }
            TagEnd::Strong => self.close_mark(Mark::Bold),
            TagEnd::Emphasis => self.close_mark(Mark::Italic),
            TagEnd::Strikethrough => self.close_mark(Mark::Strike),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind) {
        self.end_paragraph();
        self.builder.open(kind);
    }

    fn close_mark(&mut self, mark: Mark) {
        let open = &mut self.open[mark as usize];
        *open = open.saturating_sub(1);
    }

    fn end_paragraph(&mut self) {
        self.end_tags();
        self.builder.end_paragraph();
    }

    /// A link that may not be followed stays, as the words that it is made of.
    fn end_link(&mut self) {
        let Some(OpenLink { target, href, from }) = self.link.take() else { return };
        let is_bare = self.builder.line().len() == from;
        match href {
            Some(_) if !is_bare => {}
            Some(href) => {
                let span = Span { content: Content::Text(target), marks: self.marks(), link: Some(href) };
                self.builder.push(span);
            }
            None if target.is_empty() => {}
            None if is_bare => self.text(&target),
            None => self.text(&format!(" ({target})")),
        }
    }

    /// A picture that may not be shown stays, as its words.
    fn end_image(&mut self) {
        let Some(OpenImage { target, alt }) = self.image.take() else { return };
        match Source::new(&target) {
            Some(source) => self.push(Content::Image { source, alt }),
            None if alt.trim().is_empty() => self.text(&target),
            None => self.text(&alt),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if let Some(image) = &mut self.image {
            image.alt.push_str(text);
        } else {
            self.push(Content::Text(text.to_owned()));
        }
    }

    fn code(&mut self, code: String) {
        match &mut self.image {
            Some(image) => image.alt.push_str(&code),
            None => self.push(Content::Code(code)),
        }
    }

    fn line_break(&mut self) {
        match &mut self.image {
            Some(image) => image.alt.push(' '),
            None => self.push(Content::Break),
        }
    }

    /// Text of several lines.
    fn lines(&mut self, text: &str) {
        let mut lines = text.split('\n');
        if let Some(first) = lines.next() {
            self.text(first);
        }
        for line in lines {
            self.line_break();
            self.text(line);
        }
    }

    fn push(&mut self, content: Content) {
        let link = self.link.as_ref().and_then(|link| link.href.clone());
        let span = Span { content, marks: self.marks(), link };
        self.builder.push(span);
    }

    fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for mark in Mark::ALL {
            marks.set(mark, self.open[mark as usize] > 0 || self.tags[mark as usize].is_some());
        }
        marks
    }
}

/// Marks that are written as tags.
impl Reader {
    fn html(&mut self, html: &str) {
        let mark = |tag: &str| Mark::ALL.into_iter().find(|mark| tag_of(*mark) == tag);
        let name = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or_default();
        let (closes, mark) = match name.strip_prefix('/') {
            Some(name) => (true, mark(name)),
            None => (false, mark(name)),
        };
        match mark {
            Some(mark) if self.image.is_none() && self.tags[mark as usize].is_some() == closes => {
                let at = self.builder.line().len();
                // Of two tags in a row, each has a place of its own.
                self.push(Content::Text(String::new()));
                self.tags[mark as usize] = (!closes).then_some(at);
            }
            _ => self.lines(html),
        }
    }

    /// A tag that nothing closed was text.
    fn end_tags(&mut self) {
        let last = |tags: &[Option<usize>; 3]| {
            let open = Mark::ALL.into_iter().filter_map(|mark| tags[mark as usize].map(|at| (at, mark)));
            open.max_by_key(|(at, _)| *at)
        };
        while let Some((at, mark)) = last(&self.tags) {
            self.tags[mark as usize] = None;
            let line = self.builder.line();
            let Some(marked) = line.get_mut(at..) else { continue };
            marked.iter_mut().for_each(|span| span.marks.set(mark, false));
            let content = Content::Text(format!("<{}>", tag_of(mark)));
            let neighbour = line.get(at).or(line.last());
            let marks = neighbour.map(|span| span.marks).unwrap_or_default();
            line.insert(at, Span { content, marks, link: None });
        }
    }
}

/// The name of the tag that stands for a mark.
pub(super) fn tag_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Bold => "b",
        Mark::Italic => "i",
        Mark::Strike => "s",
    }
}
