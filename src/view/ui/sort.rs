//! The heading of a column by which a table is sorted; once more turns the order round.

use leptos::prelude::*;

use super::{Icon, icon};

/// Its button. `descending` is how the table is sorted by it, if it is.
pub fn sort_button(
    name: &'static str,
    descending: impl Fn() -> Option<bool> + Copy + Send + Sync + 'static,
    sort: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="sort" class:sort-up=move || descending() == Some(false) type="button" on:click=move |_| sort.run(())>
            {name}
            <Show when=move || descending().is_some()>{icon(Icon::ChevronDown)}</Show>
        </button>
    }
}

/// How a column's heading tells it.
#[must_use]
pub fn aria_sort(descending: Option<bool>) -> &'static str {
    match descending {
        Some(true) => "descending",
        Some(false) => "ascending",
        None => "none",
    }
}
