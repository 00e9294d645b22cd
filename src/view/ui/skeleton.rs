//! Grey rows in the place of what is still loading.

use leptos::prelude::*;

/// Rows of the final height; they are read out as one `label`.
#[component]
pub fn Skeleton(
    /// What is loading.
    #[prop(into)]
    label: String,
    /// How many rows.
    #[prop(default = 4)]
    rows: usize,
) -> impl IntoView {
    let rows: Vec<_> = (0..rows).map(|_| view! { <div class="skeleton-row"></div> }).collect();
    view! {
        <div class="skeleton" role="status" aria-label=label>{rows}</div>
    }
}
