//! What becomes of what is typed.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::link;
use crate::domain::notes::{Block, Content, Mark, Span, markdown};
use crate::view::ui::prose;
use crate::words::notes::NotesWord;

/// How long the preview waits for the next key, in ms.
const PAUSE: Duration = Duration::from_millis(120);

pub(super) fn preview(value: Signal<String>) -> impl IntoView {
    let shown = RwSignal::new(value.get_untracked());
    let waits = StoredValue::new(false);
    Effect::new(move |before: Option<()>| {
        value.track();
        // Shown once already.
        if before.is_some() && !waits.get_value() {
            waits.set_value(true);
            let show = move || {
                if waits.try_update_value(|waits| *waits = false).is_some() {
                    shown.set(value.get_untracked());
                }
            };
            set_timeout(show, PAUSE);
        }
    });
    let content = move || {
        let blocks = shown.with(|text| markdown::read(text));
        if blocks.is_empty() {
            return view! { <p class="notes-empty">{NotesWord::Nothing.text()}</p> }.into_any();
        }
        self::blocks(blocks)
    };
    view! {
        <section class="notes-preview" aria-label=NotesWord::Preview.text() tabindex="0">{content}</section>
    }
}

/// Formatted text.
pub(in crate::view) fn blocks(blocks: Vec<Block>) -> AnyView {
    blocks.into_iter().map(block).collect_view().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(line) => prose::paragraph(spans(&line)),
        // All of one level to those who hear them: the page around has levels of its own.
        Block::Heading(level, line) => {
            let class = format!("words notes-heading notes-heading-{}", level.number());
            view! { <h3 class=class dir="auto">{spans(&line)}</h3> }.into_any()
        }
        Block::Code(code) => prose::code(code),
        Block::Quote(inner) => prose::quote(blocks(inner)),
        Block::List { first, items } => prose::list(first.map(u64::from), items.into_iter().map(blocks)),
        Block::Rule => prose::rule(),
    }
}

fn spans(line: &[Span]) -> AnyView {
    line.chunk_by(|one, next| one.link == next.link)
        .map(|group| match group.first().and_then(|span| span.link.as_ref()) {
            Some(href) => self::link(href.as_str(), group),
            None => marked(&Mark::ALL, group),
        })
        .collect_view()
        .into_any()
}

/// A link says where it really leads, if its words make believe in another place.
fn link(href: &str, label: &[Span]) -> AnyView {
    let words: String = label
        .iter()
        .map(|span| match &span.content {
            Content::Text(text) | Content::Code(text) => text.as_str(),
            Content::Image { .. } | Content::Break => " ",
        })
        .collect();
    let really = link::labelled(href, &words).and_then(|link| link.really);
    prose::link(href.to_owned(), really, marked(&Mark::ALL, label))
}

/// Spans with the marks that are not shown yet, outermost first.
fn marked(marks: &[Mark], spans: &[Span]) -> AnyView {
    let Some((&mark, inner)) = marks.split_first() else {
        return spans.iter().map(|span| content(&span.content)).collect_view().into_any();
    };
    spans
        .chunk_by(|one, next| one.marks.has(mark) == next.marks.has(mark))
        .map(|group| {
            let words = marked(inner, group);
            match mark {
                _ if !group.first().is_some_and(|span| span.marks.has(mark)) => words,
                Mark::Bold => view! { <strong>{words}</strong> }.into_any(),
                Mark::Italic => view! { <em>{words}</em> }.into_any(),
                Mark::Strike => view! { <s>{words}</s> }.into_any(),
            }
        })
        .collect_view()
        .into_any()
}

fn content(content: &Content) -> AnyView {
    match content {
        Content::Text(text) => text.clone().into_any(),
        Content::Code(code) => prose::code_span(code.clone()),
        Content::Image { source, alt } => {
            view! { <img class="notes-image" src=source.as_str().to_owned() alt=alt.clone() loading="lazy" /> }
                .into_any()
        }
        Content::Break => view! { <br /> }.into_any(),
    }
}
