//! Texts of the feed: typed as Markdown with `@` names in it, posted as HTML in which the names are
//! links that the CRM knows as mentions.

use std::ops::Range;

use uuid::Uuid;

use crate::domain::notes::{Block, Content, Href, Span, html, markdown};
use crate::ids::crm::ContactId;

/// What marks a link as a mention.
const MARK: &str = "data-link=\"mention\"";
/// How many words somebody is looked for by, at most.
const MOST_WORDS: usize = 3;

/// Somebody who is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Who.
    pub contact: ContactId,
    /// By which words of the text, such as `@Anna Kovalenko`.
    pub words: String,
}

/// A text as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Markdown.
    pub text: String,
    /// Whom it may mention: those whose words are still in the text.
    pub mentions: Vec<Mention>,
}

impl Typed {
    /// Whether there is nothing to post.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// A post to be edited. Its mentions stay what they are.
    #[must_use]
    pub fn read(post: &str) -> Self {
        let mentions = mentions_in(post);
        let unlink = |mut span: Span| {
            let is_mention = |words: &str| mentions.iter().any(|mention| mention.words == words);
            if matches!(&span.content, Content::Text(words) if is_mention(words)) {
                span.link = None;
            }
            vec![span]
        };
        let blocks = each_span(html::read(post).blocks, &unlink);
        Self { text: markdown::write(&blocks), mentions }
    }

    /// It as a post. `page` is where the CRM shows a contact.
    #[must_use]
    pub fn html(&self, page: impl Fn(ContactId) -> Option<String>) -> String {
        let linked: Vec<(&Mention, Href)> = self
            .mentions
            .iter()
            .filter_map(|mention| Some((mention, Href::new(&page(mention.contact)?)?)))
            .collect();
        let blocks = each_span(markdown::read(&self.text), &|span| link_mentions(span, &linked));
        let mut post = html::write(&blocks);
        for (mention, href) in &linked {
            // The writer begins links so and in no other way, and no text holds a bare `<`.
            let href = attribute(href.as_str());
            let name = attribute(mention.words.trim_start_matches('@'));
            let plain = format!("<a href=\"{href}\" rel=");
            post = post.replace(&plain, &format!("<a href=\"{href}\" {MARK} title=\"{name}\" rel="));
        }
        post
    }

    /// It as a text to be kept until it is posted.
    #[must_use]
    pub fn keep(&self) -> String {
        let line = |mention: &Mention| format!("{} {}\n", mention.contact, mention.words);
        format!("{}\n{}", self.mentions.iter().map(line).collect::<String>(), self.text)
    }

    /// What was kept.
    #[must_use]
    pub fn take_up(kept: &str) -> Self {
        let mut mentions = Vec::new();
        let mut rest = kept;
        while let Some((line, after)) = rest.split_once('\n') {
            rest = after;
            let Some((id, words)) = line.split_once(' ') else { break };
            mentions.extend(id.parse().ok().map(|contact| Mention { contact, words: words.to_owned() }));
        }
        Self { text: rest.to_owned(), mentions }
    }
}

/// Somebody who is being looked for with an `@`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where that stands, with the `@`, in UTF-16 units.
    pub at: Range<usize>,
    /// What is typed of the name.
    pub name: String,
}

/// Whom a text asks for at its caret, which is at this UTF-16 unit.
#[must_use]
pub fn asked_at(typed: &Typed, caret: usize) -> Option<Asked> {
    let before = before(&typed.text, caret);
    let from = before.rfind('@')?;
    let (head, name) = (&before[..from], &before[from + 1..]);
    let begins = head.chars().next_back().is_none_or(|c| c.is_whitespace() || "([\"'«“".contains(c));
    let is_name = !name.contains('\n') && !name.starts_with(' ') && name.split(' ').count() <= MOST_WORDS;
    let is_done = typed.mentions.iter().any(|mention| before[from..].starts_with(&mention.words));
    if !begins || !is_name || is_done {
        return None;
    }
    let start = head.encode_utf16().count();
    Some(Asked { at: start..start + 1 + name.encode_utf16().count(), name: name.to_owned() })
}

/// The text up to a UTF-16 unit.
fn before(text: &str, caret: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= caret {
            return &text[..at];
        }
        units += c.len_utf16();
    }
    text
}

/// What a post says, on one line and without its formatting.
#[must_use]
pub fn words(post: &str) -> String {
    let mut out = String::new();
    html::read(post).blocks.iter().for_each(|block| say(block, &mut out));
    out.trim_end().to_owned()
}

fn say(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(line) | Block::Heading(_, line) => {
            line.iter().for_each(|span| out.push_str(plain(span)));
        }
        Block::List { items, .. } => return items.iter().flatten().for_each(|block| say(block, out)),
        Block::Quote(inner) => return inner.iter().for_each(|block| say(block, out)),
        Block::Code(code) => out.push_str(code),
        Block::Rule => {}
    }
    out.push(' ');
}

fn plain(span: &Span) -> &str {
    match &span.content {
        Content::Text(text) | Content::Code(text) => text,
        Content::Image { alt, .. } => alt,
        Content::Break => " ",
    }
}

/// Applies a change to every span.
fn each_span(blocks: Vec<Block>, change: &impl Fn(Span) -> Vec<Span>) -> Vec<Block> {
    let line = |line: Vec<Span>| line.into_iter().flat_map(change).collect();
    let one = |block| match block {
        Block::Paragraph(spans) => Block::Paragraph(line(spans)),
        Block::Heading(level, spans) => Block::Heading(level, line(spans)),
        Block::List { first, items } => {
            Block::List { first, items: items.into_iter().map(|item| each_span(item, change)).collect() }
        }
        Block::Quote(inner) => Block::Quote(each_span(inner, change)),
        block @ (Block::Code(_) | Block::Rule) => block,
    };
    blocks.into_iter().map(one).collect()
}

/// Cuts a span at the words by which somebody is mentioned.
fn link_mentions(span: Span, mentions: &[(&Mention, Href)]) -> Vec<Span> {
    let Content::Text(text) = &span.content else { return vec![span] };
    if span.link.is_some() {
        return vec![span];
    }
    let part = |text: &str, link| Span { content: Content::Text(text.to_owned()), marks: span.marks, link };
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    // The longest of those that begin at the same place: `@Anna` may be another one's beginning.
    while let Some((at, mention, href)) = mentions
        .iter()
        .filter(|(mention, _)| !mention.words.is_empty())
        .filter_map(|(mention, href)| Some((rest.find(&mention.words)?, *mention, href)))
        .min_by_key(|(at, mention, _)| (*at, usize::MAX - mention.words.len()))
    {
        let end = at + mention.words.len();
        parts.extend((at > 0).then(|| part(&rest[..at], None)));
        parts.push(part(&rest[at..end], Some(href.clone())));
        rest = &rest[end..];
    }
    parts.extend((!rest.is_empty()).then(|| part(rest, None)));
    parts
}

/// The mentions in a post, each once, whoever wrote it.
fn mentions_in(post: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for link in post.split("<a ").skip(1) {
        let Some((tag, rest)) = link.split_once('>').filter(|(tag, _)| tag.contains(MARK)) else { continue };
        let words = words(rest.split("</a").next().unwrap_or_default());
        let mention = first_id(tag).map(|contact| Mention { contact, words });
        found.extend(mention.filter(|mention| !mention.words.is_empty() && !found.contains(mention)));
    }
    found
}

fn first_id(tag: &str) -> Option<ContactId> {
    let is_outside = |c: char| !(c.is_ascii_hexdigit() || c == '-');
    tag.split(is_outside)
        .filter(|word| word.len() == 36)
        .find_map(|word| Uuid::parse_str(word).ok())
        .map(ContactId)
}

/// A value within the quotes of an attribute, as the writer of HTML has it.
fn attribute(value: &str) -> String {
    let escape = |c| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\u{a0}' => "&nbsp;".to_owned(),
        c => c.to_string(),
    };
    value.chars().map(escape).collect()
}
