//! Elements of formatted text, whatever it was read from. They are made one by one: no markup is
//! parsed.

use leptos::prelude::*;

/// Running text.
pub fn paragraph(inner: AnyView) -> AnyView {
    view! { <p class="words" dir="auto">{inner}</p> }.into_any()
}

/// Text to be shown exactly as it is.
pub fn code(code: String) -> AnyView {
    view! { <pre class="words-code" dir="ltr" tabindex="0"><code>{code}</code></pre> }.into_any()
}

/// A bit of code within a line.
pub fn code_span(code: String) -> AnyView {
    view! { <code dir="ltr">{code}</code> }.into_any()
}

/// Someone else's words.
pub fn quote(inner: AnyView) -> AnyView {
    view! { <blockquote class="words-quote">{inner}</blockquote> }.into_any()
}

/// Items; numbered from `first` if there is one.
pub fn list(first: Option<u64>, items: impl IntoIterator<Item = AnyView>) -> AnyView {
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    match first {
        Some(first) => {
            view! { <ol class="words-list" dir="auto" start=first.to_string()>{items}</ol> }.into_any()
        }
        None => view! { <ul class="words-list" dir="auto">{items}</ul> }.into_any(),
    }
}

/// A dividing line.
pub fn rule() -> AnyView {
    view! { <hr class="words-rule" /> }.into_any()
}

/// A link, which opens beside the desk and tells the other side nothing of it. It says where it
/// `really` leads, if its words make believe in another place.
pub fn link(href: String, really: Option<String>, label: AnyView) -> AnyView {
    let really =
        really.map(|really| view! { <span class="words-really">" (" <bdi>{really}</bdi> ")"</span> });
    let title = href.clone();
    view! {
        <a href=href title=title target="_blank" rel="noopener noreferrer" dir="auto">{label}</a>
        {really}
    }
    .into_any()
}
