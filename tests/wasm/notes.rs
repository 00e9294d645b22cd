//! The editor of notes, with the browser's own history and selection.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{File, HtmlElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit};
use webitel_chats::browser::edit;
use webitel_chats::view::notes::{NotesEditor, StoreImage};

use super::ui::{Stage, settle};

async fn editor(text: &'static str, on_image: Option<StoreImage>) -> (Stage, RwSignal<String>) {
    let value = RwSignal::new(text.to_owned());
    let on_change = Callback::new(move |text| value.set(text));
    let stage = Stage::with(move || match on_image {
        Some(on_image) => {
            view! { <NotesEditor value=value on_change=on_change on_image=on_image /> }.into_any()
        }
        None => view! { <NotesEditor value=value on_change=on_change /> }.into_any(),
    })
    .await;
    (stage, value)
}

fn field(stage: &Stage) -> HtmlTextAreaElement {
    stage.find("textarea").dyn_into().expect("a text area")
}

fn select(field: &HtmlTextAreaElement, from: u32, to: u32) {
    field.focus().expect("it takes the focus");
    field.set_selection_range(from, to).expect("a text field has a selection");
}

/// Returns whether the browser would have done its own besides.
fn press(on: &HtmlElement, key: &str, code: &str, ctrl: bool) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_code(code);
    init.set_ctrl_key(ctrl);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    on.dispatch_event(&event).expect("it is dispatched")
}

async fn pause() {
    gloo_timers::future::TimeoutFuture::new(250).await;
}

#[wasm_bindgen_test]
async fn bold_goes_around_the_selection_and_can_be_undone() {
    let (stage, value) = editor("ask 👍 the client", None).await;
    let field = field(&stage);
    select(&field, 7, 10);
    stage.find("[data-tool=Bold]").click();
    assert_eq!(value.get_untracked(), "ask 👍 **the** client");
    assert_eq!(edit::selection(&field), 9..12);
    stage.find("[data-tool=Undo]").click();
    assert_eq!(value.get_untracked(), "ask 👍 the client", "one step takes it back");
    stage.find("[data-tool=Redo]").click();
    assert_eq!(field.value(), "ask 👍 **the** client");
    select(&field, 9, 12);
    stage.find("[data-tool=Bold]").click();
    settle().await;
    assert_eq!(value.get_untracked(), "ask 👍 the client");
}

#[wasm_bindgen_test]
async fn keys_do_what_the_toolbar_does_on_any_keyboard() {
    let (stage, value) = editor("one", None).await;
    let field = field(&stage);
    select(&field, 0, 3);
    assert!(!press(&field, "i", "KeyI", true));
    assert_eq!(value.get_untracked(), "*one*");
    assert!(!press(&field, "ш", "KeyB", true), "the place of the key counts");
    assert_eq!(value.get_untracked(), "***one***");
    assert!(press(&field, "c", "KeyC", true), "the rest is the browser's");
    select(&field, 9, 9);
    stage.find("[data-tool=Bullets]").click();
    assert!(!press(&field, "Enter", "Enter", false));
    assert_eq!(value.get_untracked(), "- ***one***\n- ");
    assert!(!press(&field, "Tab", "Tab", false));
    assert_eq!(value.get_untracked(), "- ***one***\n  - ");
    assert!(press(&field, "Escape", "Escape", false));
    assert!(press(&field, "Tab", "Tab", false), "after Esc it leaves the field");
    assert!(!press(&field, "Enter", "Enter", false));
    assert_eq!(value.get_untracked(), "- ***one***\n");
}

#[wasm_bindgen_test]
async fn the_preview_follows_and_shows_nothing_harmful() {
    let (stage, value) = editor("# Title\n\n- **a**", None).await;
    assert_eq!(stage.find(".notes-preview .notes-heading-1").text_content().as_deref(), Some("Title"));
    assert_eq!(stage.find(".notes-preview li strong").text_content().as_deref(), Some("a"));
    value.set("<img src=x onerror=alert(1)> [x](javascript:alert(1)) [y](https://a.com)".to_owned());
    pause().await;
    assert_eq!(stage.count(".notes-preview img"), 0);
    assert_eq!(stage.count(".notes-preview a"), 1);
    assert_eq!(stage.find(".notes-preview a").get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(field(&stage).value(), value.get_untracked());
}

#[wasm_bindgen_test]
async fn a_link_is_asked_for_and_put_in() {
    let (stage, value) = editor("see this now", None).await;
    let field = field(&stage);
    select(&field, 4, 8);
    assert!(!press(&field, "k", "KeyK", true));
    settle().await;
    let inputs = stage.root.query_selector_all("dialog input").expect("a valid selector");
    let address: web_sys::HtmlInputElement = inputs.get(1).expect("two fields").dyn_into().expect("an input");
    let fill = |text: &str| {
        address.set_value(text);
        address.dispatch_event(&web_sys::Event::new("input").expect("an event")).expect("it is dispatched");
    };
    fill("javascript:alert(1)");
    stage.find("dialog [type=submit]").click();
    settle().await;
    assert_eq!(stage.count("dialog"), 1, "it says what is wrong");
    fill("example.com/a_b");
    stage.find("dialog [type=submit]").click();
    settle().await;
    assert_eq!(stage.count("dialog"), 0);
    assert_eq!(value.get_untracked(), "see [this](https://example.com/a_b) now");
    assert_eq!(document().active_element().map(|active| active.tag_name()).as_deref(), Some("TEXTAREA"));
}

fn picture(name: &str) -> File {
    let bytes = js_sys::Array::of1(&"x".into());
    let options = web_sys::FilePropertyBag::new();
    options.set_type("image/png");
    File::new_with_str_sequence_and_options(&bytes, name, &options).expect("a file")
}

/// Drops a file on the field.
fn drop_on(field: &HtmlTextAreaElement, file: &File) {
    let carried = web_sys::DataTransfer::new().expect("a carrier");
    carried.items().add_with_file(file).expect("it carries files");
    let init = web_sys::DragEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_data_transfer(Some(&carried));
    let event = web_sys::DragEvent::new_with_event_init_dict("drop", &init).expect("an event");
    field.dispatch_event(&event).expect("it is dispatched");
}

#[wasm_bindgen_test]
async fn an_image_keeps_its_place_until_it_is_stored() {
    let (stage, value) = editor("a  b", Some(StoreImage::new(|_: File| 7))).await;
    let field = field(&stage);
    select(&field, 2, 2);
    drop_on(&field, &picture("cat.png"));
    assert_eq!(value.get_untracked(), "a ![cat.png](upload-7) b");
    // It is stored while the agent writes on.
    let end = field.value().len() as u32;
    select(&field, end, end);
    let stored = "a ![cat.png](/0/rest/FileService/Download/ChatFile/1) b";
    value.set(stored.to_owned());
    settle().await;
    assert_eq!(field.value(), stored);
    assert_eq!(edit::selection(&field), stored.len()..stored.len());
    stage.find("[data-tool=Undo]").click();
    assert_eq!(field.value(), "a ![cat.png](upload-7) b", "it is a step like any other");
    stage.find("[data-tool=Redo]").click();
    assert_eq!(value.get_untracked(), stored);
    pause().await;
    assert_eq!(stage.find(".notes-preview img").get_attribute("alt").as_deref(), Some("cat.png"));
}

#[wasm_bindgen_test]
async fn notes_can_be_read_only_and_warn_of_a_loss() {
    let read_only = RwSignal::new(true);
    let nothing = Callback::new(|_: String| ());
    let stage = Stage::with(move || {
        view! { <NotesEditor value="**a**".to_owned() on_change=nothing lost_images=2_usize read_only=read_only /> }
    })
    .await;
    assert_eq!((stage.count("textarea"), stage.count("button")), (0, 0));
    assert_eq!(stage.find("strong").text_content().as_deref(), Some("a"));
    read_only.set(false);
    settle().await;
    assert_eq!(field(&stage).value(), "**a**");
    assert!(stage.find(".notes-warning").text_content().expect("words").starts_with("2 images"));
}

#[wasm_bindgen_test]
async fn the_toolbar_is_one_tab_stop_of_named_buttons() {
    let (stage, _) = editor("", None).await;
    assert_eq!(stage.count("[role=toolbar] button[tabindex='0']"), 1);
    assert_eq!(stage.count("[role=toolbar] button:not([aria-label])"), 0);
    assert_eq!(stage.count("[data-tool=Image]"), 0, "nobody would store it");
    let bold = stage.find("[data-tool=Bold]");
    bold.focus().expect("it takes the focus");
    press(&bold, "ArrowRight", "ArrowRight", false);
    settle().await;
    assert_eq!(
        stage.find("[role=toolbar] button[tabindex='0']").get_attribute("data-tool").as_deref(),
        Some("Italic")
    );
}
