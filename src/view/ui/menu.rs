//! A button that opens a menu of actions: arrows move, Enter does, Esc goes back to the button.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::unique_id;
use crate::browser::focus::{self, Step};

/// What can be done.
#[derive(Clone)]
pub struct Action {
    /// Its name.
    pub name: String,
    /// Why it can't be done now; it is shown all the same.
    pub refusal: Option<String>,
    /// Does it.
    pub act: Callback<()>,
}

/// A menu under a button.
#[component]
pub fn Menu(
    /// What stands on the button.
    #[prop(into)]
    label: String,
    /// What can be done.
    #[prop(into)]
    actions: Signal<Vec<Action>>,
    /// What stands in the place of the actions, if anything: that they are loading, or could not.
    #[prop(optional, into)]
    standing: Signal<Option<String>>,
    /// The menu is opened.
    #[prop(optional)]
    on_open: Option<Callback<()>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Ul>::new();
    let id = unique_id("menu");
    let back = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            focus::focus(&button);
        }
    };
    let unfold = move || {
        open.set(true);
        if let Some(on_open) = on_open {
            on_open.run(());
        }
    };
    // Each time it opens, not only the first.
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            focus::first(&list, "[role=menuitem]");
        }
    });
    let on_keydown = move |event: ev::KeyboardEvent| {
        let key = event.key();
        if open.get_untracked()
            && let Some(step) = Step::vertical(&key)
            && let Some(list) = list.get_untracked()
        {
            focus::step(&list, "[role=menuitem]", step);
        } else if key == "ArrowDown" && !open.get_untracked() {
            unfold();
        } else if key == "Escape" && open.get_untracked() {
            event.stop_propagation();
            back();
        } else {
            return;
        }
        event.prevent_default();
    };
    let on_focusout = move |event: ev::FocusEvent| {
        let root: Option<HtmlElement> = event.current_target().and_then(|root| root.dyn_into().ok());
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if root.is_some_and(|root| !root.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let items = move || {
        actions.get().into_iter().map(|action| item(action, Callback::new(move |()| back()))).collect_view()
    };
    let (menu_id, name) = (id.clone(), label.clone());
    view! {
        <div class="popup" on:keydown=on_keydown on:focusout=on_focusout>
            <button
                class="button menu-button"
                type="button"
                node_ref=button
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                aria-controls=id
                on:click=move |_| if open.get_untracked() { open.set(false) } else { unfold() }
            >
                {label}
                {super::icon(super::Icon::ChevronDown)}
            </button>
            <Show when=move || open.get()>
                <div class="popup-box">
                    <ul class="menu" id=menu_id.clone() node_ref=list role="menu" aria-label=name.clone()>{items}</ul>
                    {move || standing.get().map(|words| view! { <p class="choice-note" role="status">{words}</p> })}
                </div>
            </Show>
        </div>
    }
}

fn item(action: Action, done: Callback<()>) -> impl IntoView {
    let Action { name, refusal, act } = action;
    let refused = refusal.is_some();
    let why = refusal.clone();
    let choose = move |_| {
        if !refused {
            done.run(());
            act.run(());
        }
    };
    view! {
        <li role="none">
            <button
                class="choice"
                type="button"
                role="menuitem"
                tabindex="-1"
                aria-disabled=refused.then_some("true")
                title=why
                on:click=choose
            >
                <span class="choice-name one-line" dir="auto">{name}</span>
                {refusal.map(|why| view! { <small class="choice-note">{why}</small> })}
            </button>
        </li>
    }
}
