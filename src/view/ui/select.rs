//! A choice among a few values, with its label.

use leptos::prelude::*;

use super::unique_id;

/// One of the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// The value.
    pub value: String,
    /// What it is called.
    pub name: String,
}

/// A field that holds one of a few values.
#[component]
pub fn SelectField(
    /// Its label.
    #[prop(into)]
    label: String,
    /// What is chosen.
    value: RwSignal<String>,
    /// What there is to choose.
    #[prop(into)]
    options: Signal<Vec<SelectOption>>,
) -> impl IntoView {
    let id = unique_id("select");
    let option = move |SelectOption { value: own, name }| {
        let is_chosen = value.with(|chosen| *chosen == own);
        view! { <option value=own selected=is_chosen>{name}</option> }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <div class="field-box">
                <select class="field-input" id=id on:change=move |event| value.set(event_target_value(&event))>
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
            </div>
        </div>
    }
}
