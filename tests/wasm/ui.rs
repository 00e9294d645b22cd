//! The parts of the interface: focus, keys and names, as a browser sees them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};
use webitel_chats::view::ui::{Avatar, Button, Dialog, Popup, Tab, Tabs};

/// A place of its own for each test, gone with it.
struct Stage {
    root: HtmlElement,
    _view: Box<dyn std::any::Any>,
}

impl Stage {
    async fn with<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement =
            document().create_element("div").expect("a div").dyn_into().expect("an HTML element");
        document().body().expect("a body").append_child(&root).expect("it takes children");
        let view = leptos::mount::mount_to(root.clone(), view);
        settle().await;
        Self { root, _view: Box::new(view) }
    }

    fn find(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).expect("a valid selector");
        found.expect("it is there").dyn_into().expect("an HTML element")
    }

    fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).expect("a valid selector").length()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Lets effects, microtasks and a frame go by.
async fn settle() {
    gloo_timers::future::TimeoutFuture::new(40).await;
}

fn press(on: &HtmlElement, key: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    on.dispatch_event(&event).expect("it is dispatched");
}

fn focused() -> String {
    document().active_element().map(|element| element.text_content().unwrap_or_default()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_and_gives_it_back() {
    let open = RwSignal::new(false);
    let stage = Stage::with(move || {
        view! {
            <Button on:click=move |_| open.set(true)>"Open it"</Button>
            <Show when=move || open.get()>
                <Dialog title="Sure?".to_owned() on_leave=Callback::new(move |()| open.set(false))>
                    <button class="yes" autofocus=true>"Yes"</button>
                </Dialog>
            </Show>
        }
    })
    .await;
    let opener = stage.find("button");
    opener.focus().expect("it takes the focus");
    opener.click();
    settle().await;
    assert_eq!(stage.count("dialog[open]"), 1);
    assert_eq!(focused(), "Yes");
    open.set(false);
    settle().await;
    assert_eq!(stage.count("dialog"), 0, "nothing of it stays in the page");
    assert_eq!(focused(), "Open it");
}

#[wasm_bindgen_test]
async fn a_dialog_without_a_way_out_stays() {
    let stage = Stage::with(|| {
        view! { <Dialog title="Log in".to_owned()><button>"Log in"</button></Dialog> }
    })
    .await;
    stage.find("dialog").unchecked_into::<web_sys::HtmlDialogElement>().close();
    settle().await;
    assert_eq!(stage.count("dialog[open]"), 1);
}

#[wasm_bindgen_test]
async fn tabs_are_one_stop_and_follow_the_arrows() {
    let selected = RwSignal::new(1);
    let stage = Stage::with(move || {
        let tab = |value, name| Tab { value, name, count: Signal::stored(7) };
        view! {
            <Tabs
                label="Lists"
                tabs=vec![tab(1, "Active"), tab(2, "Closed")]
                selected=selected
                on_select=Callback::new(move |value| selected.set(value))
                panel="list"
            />
        }
    })
    .await;
    assert_eq!(stage.count("[role=tab][tabindex='0']"), 1);
    let first = stage.find("[role=tab]");
    first.focus().expect("it takes the focus");
    press(&first, "ArrowRight");
    settle().await;
    assert_eq!(selected.get_untracked(), 2);
    assert!(focused().starts_with("Closed"));
    press(&stage.find("[aria-selected=true]"), "ArrowRight");
    settle().await;
    assert_eq!(selected.get_untracked(), 1, "after the last comes the first");
    assert_eq!(stage.count("[role=tab][tabindex='0']"), 1);
}

#[wasm_bindgen_test]
async fn escape_closes_a_popup_and_returns_to_its_button() {
    let stage = Stage::with(|| {
        view! {
            <Popup
                label="Status".to_owned()
                open=RwSignal::new(false)
                button_class="status"
                face=ViewFn::from(|| "Ready")
            >
                <button class="inside">"Pause"</button>
            </Popup>
        }
    })
    .await;
    stage.find(".status").click();
    settle().await;
    let inside = stage.find(".inside");
    inside.focus().expect("it takes the focus");
    press(&inside, "Escape");
    settle().await;
    assert_eq!(stage.count(".inside"), 0);
    assert_eq!(focused(), "Ready");
}

#[wasm_bindgen_test]
async fn initials_are_letters_of_any_script() {
    let names = ["Olena Maria Kovalenko", "лідія", "محمد العلي", "", "🙂 42", "-"];
    let stage = Stage::with(move || {
        names.map(|name| view! { <Avatar name=name.to_owned() /> }).into_iter().collect_view()
    })
    .await;
    let shown: Vec<_> = stage.root.text_content().unwrap_or_default().chars().collect();
    assert_eq!(shown.into_iter().collect::<String>(), "OKЛما?4?");
}
