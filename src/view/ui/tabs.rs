//! Tabs: one tab stop, arrows move, what is focused is shown.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::browser::focus::{self, Step};

/// One tab.
#[derive(Clone)]
pub struct Tab<T: 'static> {
    /// What it stands for.
    pub value: T,
    /// Its name.
    pub name: &'static str,
    /// How many things are under it; not shown where it is 0.
    pub count: Signal<usize>,
}

/// The id of the panel that tabs control; the panel is labelled by `Tabs`' own label.
pub type PanelId = &'static str;

/// A row of tabs.
#[component]
pub fn Tabs<T>(
    /// What they choose among.
    #[prop(into)]
    label: String,
    /// The tabs.
    tabs: Vec<Tab<T>>,
    /// The one whose panel is shown.
    #[prop(into)]
    selected: Signal<T>,
    /// The user chose one.
    on_select: Callback<T>,
    /// The element that shows what is chosen.
    panel: PanelId,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let on_keydown = |event: ev::KeyboardEvent| {
        let Some(step) = Step::horizontal(&event.key()) else { return };
        event.prevent_default();
        let list = event.current_target().and_then(|list| list.dyn_into().ok());
        if let Some(list) = list {
            focus::step(&list, "[role=tab]", step);
            if let Some(tab) = focus::active() {
                tab.click();
            }
        }
    };
    let tabs: Vec<_> = tabs.into_iter().map(|tab| one_tab(tab, selected, on_select, panel)).collect();
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_keydown>
            {tabs}
        </div>
    }
}

fn one_tab<T>(tab: Tab<T>, selected: Signal<T>, on_select: Callback<T>, panel: PanelId) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let Tab { value, name, count } = tab;
    let is_selected = move || selected.get() == value;
    view! {
        <button
            class="tab"
            type="button"
            role="tab"
            aria-controls=panel
            aria-selected=move || is_selected().to_string()
            tabindex=move || if is_selected() { "0" } else { "-1" }
            on:click=move |_| on_select.run(value)
        >
            {name}
            <Show when=move || { count.get() > 0 }>
                // The name stays the bare word; the number is read in the panel itself.
                <span class="tab-count" aria-hidden="true">{count}</span>
            </Show>
        </button>
    }
}
