//! A button that opens a small box under itself; Esc, a click elsewhere or leaving it closes it.

use leptos::{ev, html, prelude::*};

use super::unique_id;
use crate::browser::focus;

/// A button and the box that it opens. The box is in the page only while it is open.
#[component]
pub fn Popup(
    /// The name of both.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is open; the owner may close it from inside.
    open: RwSignal<bool>,
    /// Class of the button.
    button_class: &'static str,
    /// Whether the button's face has words; if not, `label` is its name.
    #[prop(optional)]
    face_speaks: bool,
    /// Whether the box opens upwards.
    #[prop(optional)]
    upwards: bool,
    /// What the button shows.
    face: ViewFn,
    /// What the box holds.
    children: ChildrenFn,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let id = unique_id("popup");
    let close_outside = window_event_listener(ev::pointerdown, move |event| {
        let inside = root.try_get_untracked().flatten().is_some_and(|root| holds(&root, event.target()));
        if !inside && open.try_get_untracked() == Some(true) {
            open.set(false);
        }
    });
    on_cleanup(move || close_outside.remove());
    let on_keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                focus::focus(&button);
            }
        }
    };
    let on_focusout = move |event: ev::FocusEvent| {
        if focus::leaves(&event) {
            open.set(false);
        }
    };
    view! {
        <div class="popup" node_ref=root on:keydown=on_keydown on:focusout=on_focusout>
            <button
                class=button_class
                type="button"
                node_ref=button
                aria-label=move || (!face_speaks).then(|| label.get())
                aria-expanded=move || open.get().to_string()
                aria-controls=id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {face.run()}
            </button>
            <Show when=move || open.get()>
                <div class="popup-box" class:popup-upwards=upwards id=id.clone() role="group" aria-label=label>
                    {children()}
                </div>
            </Show>
        </div>
    }
}

fn holds(root: &web_sys::HtmlDivElement, target: Option<web_sys::EventTarget>) -> bool {
    use wasm_bindgen::JsCast;
    target
        .and_then(|target| target.dyn_into().ok())
        .is_some_and(|node: web_sys::Node| root.contains(Some(&node)))
}
