//! Views of the tree that [`markdown`] reads.

use leptos::prelude::*;

use crate::domain::markdown::{self, Block, Inline};
use crate::view::ui::prose;

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
        Block::Paragraph(inner) => prose::paragraph(inlines(inner)),
        Block::Heading(inner) => {
            view! { <p class="words words-heading" dir="auto"><strong>{inlines(inner)}</strong></p> }
                .into_any()
        }
        Block::Code(code) => prose::code(code),
        Block::Quote(inner) => prose::quote(blocks(inner)),
        Block::List { first, items } => prose::list(first, items.into_iter().map(blocks)),
        Block::Rule => prose::rule(),
    }
}

fn blocks(inner: Vec<Block>) -> AnyView {
    inner.into_iter().map(block).collect_view().into_any()
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
        Inline::Code(code) => prose::code_span(code),
        Inline::Strong(inner) => view! { <strong>{inlines(inner)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner)}</em> }.into_any(),
        Inline::Struck(inner) => view! { <s>{inlines(inner)}</s> }.into_any(),
        Inline::Link(link, inner) => prose::link(link.href, link.really, inlines(inner)),
    }
}
