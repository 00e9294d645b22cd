//! The parts of the interface: focus, keys and names, as a browser sees them.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};
use webitel_chats::view::ui::{
    Action, Avatar, Button, Choice, Dialog, FixedRows, Found, Lookup, Menu, Popup, Search, Stages, Tab, Tabs,
};

/// A place of its own for each test, gone with it.
pub(super) struct Stage {
    pub(super) root: HtmlElement,
    _view: Box<dyn std::any::Any>,
}

impl Stage {
    pub(super) async fn with<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement =
            document().create_element("div").expect("a div").dyn_into().expect("an HTML element");
        document().body().expect("a body").append_child(&root).expect("it takes children");
        let view = leptos::mount::mount_to(root.clone(), view);
        settle().await;
        Self { root, _view: Box::new(view) }
    }

    pub(super) fn find(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).expect("a valid selector");
        found.expect("it is there").dyn_into().expect("an HTML element")
    }

    pub(super) fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).expect("a valid selector").length()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Lets effects, microtasks and a frame go by.
pub(super) async fn settle() {
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
    assert_eq!(shown.into_iter().collect::<String>(), "OKлما?4?");
}

/// A table of `count` rows, asked for by a part of their titles.
fn table(count: usize) -> Search {
    Rc::new(move |text: String, from| {
        Box::pin(async move {
            let row = |n: usize| Choice {
                id: uuid::Uuid::from_u128(n as u128),
                title: format!("Row {n}"),
                note: String::new(),
            };
            let all: Vec<_> = (1..=count).map(row).filter(|row| row.title.contains(&text)).collect();
            let choices: Vec<_> = all.iter().skip(from).take(20).cloned().collect();
            Ok(Found { more: from + choices.len() < all.len(), choices })
        })
    })
}

fn type_into(field: &HtmlElement, text: &str) {
    let field: &web_sys::HtmlInputElement = field.dyn_ref().expect("an input");
    field.set_value(text);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    let event = web_sys::Event::new_with_event_init_dict("input", &init).expect("an event");
    field.dispatch_event(&event).expect("it is dispatched");
}

#[wasm_bindgen_test]
async fn a_lookup_takes_rows_and_nothing_else() {
    let value = RwSignal::new(None::<Choice>);
    let stage = Stage::with(move || {
        let choose = Callback::new(move |choice| value.set(choice));
        view! { <Lookup label="Result" value=value on_choose=choose search=table(45) /> <button>"Next"</button> }
    })
    .await;
    let field = stage.find("[role=combobox]");
    let text = || field.dyn_ref::<web_sys::HtmlInputElement>().expect("an input").value();
    field.focus().expect("it takes the focus");
    press(&field, "ArrowDown");
    settle().await;
    assert_eq!(stage.count("[role=option]"), 20, "the first rows");
    type_into(&field, "Row 4");
    gloo_timers::future::TimeoutFuture::new(300).await;
    assert_eq!(stage.count("[role=option]"), 7, "4 and 40 to 45");
    press(&field, "ArrowDown");
    press(&field, "ArrowDown");
    press(&field, "Enter");
    settle().await;
    assert_eq!(value.get_untracked().map(|row| row.title).as_deref(), Some("Row 40"));
    assert_eq!((text().as_str(), stage.count("[role=option]")), ("Row 40", 0));
    type_into(&field, "no such row");
    stage.find("button:not([aria-label])").focus().expect("it takes the focus");
    settle().await;
    assert_eq!(text(), "Row 40", "what is no row is put back");
    field.focus().expect("it takes the focus");
    type_into(&field, "");
    stage.find("button:not([aria-label])").focus().expect("it takes the focus");
    settle().await;
    assert_eq!(value.get_untracked(), None, "an emptied field holds nothing");
}

#[wasm_bindgen_test]
async fn a_lookup_says_what_went_wrong_and_asks_again() {
    let works = RwSignal::new(false);
    let search: Search = Rc::new(move |_, _| {
        Box::pin(async move {
            let row = Choice { id: uuid::Uuid::nil(), title: "Row".to_owned(), note: "A note".to_owned() };
            if works.get_untracked() {
                Ok(Found { choices: vec![row], more: false })
            } else {
                Err("No way".to_owned())
            }
        })
    });
    let stage = Stage::with(move || {
        view! { <Lookup label="Case" value=Signal::stored(None) on_choose=Callback::new(|_| ()) search=search /> }
    })
    .await;
    stage.find("[role=combobox]").click();
    settle().await;
    assert!(stage.find("[role=status]").text_content().unwrap_or_default().starts_with("No way"));
    works.set(true);
    stage.find("[role=status] button").click();
    settle().await;
    assert_eq!(stage.find("[role=option]").text_content().as_deref(), Some("RowA note"));
}

#[wasm_bindgen_test]
async fn stages_mark_the_present_one_and_offer_what_is_allowed() {
    let current = RwSignal::new(Some(0));
    let stage = Stage::with(move || {
        view! {
            <Stages
                label="State"
                names=vec!["New", "In progress", "Completed"]
                current=current
                may_choose=Callback::new(|at| at == 1)
                on_choose=Callback::new(move |at| current.set(Some(at)))
            />
        }
    })
    .await;
    assert_eq!(stage.find("[aria-current=step]").text_content().as_deref(), Some("New"));
    assert_eq!(stage.find("button:disabled").text_content().as_deref(), Some("Completed"));
    stage.find(".stage:nth-child(2) button").click();
    settle().await;
    assert_eq!(stage.find("[aria-current=step]").text_content().as_deref(), Some("In progress"));
}

#[wasm_bindgen_test]
async fn a_menu_is_used_by_keys_alone() {
    let done = RwSignal::new(Vec::new());
    let stage = Stage::with(move || {
        let action = |name: &'static str, refusal: Option<&str>| Action {
            name: name.to_owned(),
            refusal: refusal.map(str::to_owned),
            act: Callback::new(move |()| done.update(|done| done.push(name))),
        };
        let actions = vec![action("Follow", None), action("Create", Some("Not now")), action("Link", None)];
        view! { <Menu label="Actions" actions=Signal::stored(actions) /> }
    })
    .await;
    let button = stage.find("button");
    button.focus().expect("it takes the focus");
    button.click();
    settle().await;
    assert_eq!(focused(), "Follow");
    press(&stage.find("[role=menuitem]"), "ArrowDown");
    stage.find("[role=menuitem][aria-disabled]").click();
    assert!(done.get_untracked().is_empty(), "what is refused is not done");
    press(&stage.find("[role=menuitem]"), "End");
    assert_eq!(focused(), "Link");
    document().active_element().expect("a holder").dyn_into::<HtmlElement>().expect("an element").click();
    settle().await;
    assert_eq!(done.get_untracked(), ["Link"]);
    assert_eq!((stage.count("[role=menu]"), focused().as_str()), (0, "Actions"));
    button.click();
    settle().await;
    assert_eq!(focused(), "Follow", "it opens again as before");
}

#[wasm_bindgen_test]
async fn of_many_rows_only_those_in_view_are_in_the_page() {
    let count = RwSignal::new(5000);
    let rows = StoredValue::new_local(None::<FixedRows>);
    let stage = Stage::with(move || {
        let all = FixedRows::new(20, move || count.get());
        rows.set_value(Some(all));
        let list = all.scroller();
        all.keep(
            move || list.get().map(Into::into),
            |at| view! { <p class="row" style:height="20px" style:margin="0">{at}</p> }.into_any(),
        );
        view! {
            <div node_ref=list style:height="100px" style:overflow="auto" on:scroll=move |_| all.look()>
                <div style:height=move || all.above()></div>
                <div style:height=move || all.below()></div>
            </div>
        }
    })
    .await;
    let rows = rows.get_value().expect("it is there");
    let texts = || {
        let all = stage.root.query_selector_all(".row").expect("a valid selector");
        (0..all.length()).filter_map(|at| all.get(at)?.text_content()?.parse().ok()).collect::<Vec<usize>>()
    };
    assert_eq!(texts(), (0..12).collect::<Vec<_>>(), "those in view and some after them");
    assert_eq!(stage.find("div").scroll_height(), 100_000, "as high as all of them");
    rows.reveal(4999);
    settle().await;
    assert_eq!((texts().last(), stage.find("div").scroll_top()), (Some(&4999), 99_900));
    assert!(texts().is_sorted() && texts().len() < 20);
    rows.reveal(4996);
    assert_eq!(stage.find("div").scroll_top(), 99_900, "no further than is needed");
    count.set(3);
    settle().await;
    assert_eq!(texts(), [0, 1, 2]);
}
