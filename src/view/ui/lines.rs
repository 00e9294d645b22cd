//! A field for a text of several lines, with its label.

use leptos::prelude::*;

use super::unique_id;

/// A field for a text.
#[component]
pub fn LinesField(
    /// Its label.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// How many lines show at first.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let id = unique_id("lines");
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <div class="field-box">
                <textarea class="field-input field-lines" id=id rows=rows dir="auto" bind:value=value></textarea>
            </div>
        </div>
    }
}
