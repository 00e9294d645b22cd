//! What is shown where there is nothing: why, and what to do.

use leptos::prelude::*;

use super::{Icon, icon};

/// An empty place.
#[component]
pub fn EmptyState(
    /// An icon of what would be here.
    icon: Icon,
    /// What is so, in a few words.
    #[prop(into)]
    title: String,
    /// Why, or what to do.
    #[prop(into)]
    text: String,
    /// What mends it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {self::icon(icon)}
            <p class="empty-title">{title}</p>
            <p class="empty-text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
