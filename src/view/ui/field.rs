//! A text field with its label, and what is wrong with it in words.

use leptos::{html, prelude::*};

use super::unique_id;

/// A text field.
#[component]
pub fn TextField(
    /// Its label.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// The input's type.
    #[prop(into, default = "text".into())]
    kind: Signal<&'static str>,
    /// What password managers should fill in.
    autocomplete: &'static str,
    /// What is wrong with it; empty where nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    /// Whether it may stay empty.
    #[prop(optional)]
    may_be_empty: bool,
    /// Whether it has the focus from the start.
    #[prop(optional)]
    autofocus: bool,
    /// The input itself.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
    /// A control inside the field, at its end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = unique_id("field");
    let error_id = format!("{id}-error");
    let is_wrong = Memo::new(move |_| !error.get().is_empty());
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <div class="field-box">
                <input
                    class="field-input"
                    id=id
                    node_ref=node_ref
                    type=kind
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    autofocus=autofocus
                    required=!may_be_empty
                    aria-invalid=move || is_wrong.get().then_some("true")
                    aria-describedby=error_id.clone()
                    bind:value=value
                />
                {children.map(|children| children())}
            </div>
            <p class="field-error" id=error_id>{error}</p>
        </div>
    }
}
