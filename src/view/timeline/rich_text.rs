//! Views of the tree that [`markdown`] reads. Elements are made one by one; no markup is parsed.

use leptos::prelude::*;

use crate::domain::link::Link;
use crate::domain::markdown::{self, Block, Inline};

/// A text that is not marked up: links and line breaks only.
pub(super) fn plain(text: &str) -> impl IntoView + use<> {
    view! { <p class="words" dir="auto">{inlines(markdown::plain(text))}</p> }
}

/// A text with light markdown.
pub(super) fn marked_up(text: &str) -> AnyView {
    let mut blocks = markdown::parse(text);
    if blocks.len() == 1 {
        return blocks.pop().map(block).into_any();
    }
    view! { <div class="words-blocks">{blocks.into_iter().map(block).collect_view()}</div> }.into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(inner) => view! { <p class="words" dir="auto">{inlines(inner)}</p> }.into_any(),
        Block::Heading(inner) => {
            view! { <p class="words words-heading" dir="auto"><strong>{inlines(inner)}</strong></p> }
                .into_any()
        }
        Block::Code(code) => {
            view! { <pre class="words-code" dir="ltr" tabindex="0"><code>{code}</code></pre> }.into_any()
        }
        Block::Quote(inner) => {
            view! { <blockquote class="words-quote">{blocks(inner)}</blockquote> }.into_any()
        }
        Block::List { first: Some(first), items } => {
            view! { <ol class="words-list" dir="auto" start=first.to_string()>{list_items(items)}</ol> }
                .into_any()
        }
        Block::List { first: None, items } => {
            view! { <ul class="words-list" dir="auto">{list_items(items)}</ul> }.into_any()
        }
        Block::Rule => view! { <hr class="words-rule" /> }.into_any(),
    }
}

fn blocks(inner: Vec<Block>) -> AnyView {
    inner.into_iter().map(block).collect_view().into_any()
}

fn list_items(items: Vec<Vec<Block>>) -> impl IntoView {
    items.into_iter().map(|item| view! { <li>{blocks(item)}</li> }).collect_view()
}

/// A single stretch, which is the rule, is one node.
fn inlines(mut inner: Vec<Inline>) -> AnyView {
    if inner.len() == 1 {
        return inner.pop().map(inline).into_any();
    }
    inner.into_iter().map(inline).collect_view().into_any()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Code(code) => view! { <code dir="ltr">{code}</code> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(inner)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner)}</em> }.into_any(),
        Inline::Struck(inner) => view! { <s>{inlines(inner)}</s> }.into_any(),
        Inline::Link(link, inner) => self::link(link, inner).into_any(),
    }
}

/// A link opens beside the desk, and tells the other side nothing of it.
fn link(link: Link, label: Vec<Inline>) -> impl IntoView {
    let really =
        link.really.map(|really| view! { <span class="words-really">" (" <bdi>{really}</bdi> ")"</span> });
    let title = link.href.clone();
    view! {
        <a href=link.href title=title target="_blank" rel="noopener noreferrer nofollow" dir="auto">{inlines(label)}</a>
        {really}
    }
}
