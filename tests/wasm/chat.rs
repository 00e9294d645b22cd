//! What the chat window asks of the browser, and how it words it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use webitel_chats::browser::day::day_of;
use webitel_chats::browser::resize::{Measured, Resizes};
use webitel_chats::browser::{edit, scroll};
use webitel_chats::time::Millis;
use webitel_chats::words::chat;

const HOUR: i64 = 3_600_000;

/// An element in the page, for one test.
fn mounted<E: JsCast>(tag: &str, style: &str) -> E {
    let element = document().create_element(tag).expect("a known element");
    element.set_attribute("style", style).expect("a known attribute");
    document().body().expect("a page").append_child(&element).expect("a parent takes a child");
    element.dyn_into().expect("the element's own type")
}

#[wasm_bindgen_test]
fn an_emoji_goes_in_at_the_caret() {
    let field: HtmlTextAreaElement = mounted("textarea", "");
    field.set_value("Hi there");
    field.set_selection_range(2, 2).expect("a text field has a selection");
    edit::insert(&field, "👍🏽");
    assert_eq!(field.value(), "Hi👍🏽 there");
    let after = 2 + u32::try_from("👍🏽".encode_utf16().count()).expect("a small number");
    assert_eq!(field.selection_start().expect("a text field has a selection"), Some(after));
    field.remove();
}

#[wasm_bindgen_test]
fn a_day_begins_at_midnight_and_is_told_from_the_next() {
    let noon = js_sys::Date::new_0();
    noon.set_hours(12);
    let noon = Millis(noon.get_time() as i64);
    let midnight = js_sys::Date::new(&(day_of(noon).0 as f64).into());
    assert_eq!((midnight.get_hours(), midnight.get_minutes(), midnight.get_seconds()), (0, 0, 0));
    assert_eq!(day_of(noon), day_of(noon.plus(11 * HOUR)));
    assert_ne!(day_of(noon), day_of(noon.plus(13 * HOUR)));
}

#[wasm_bindgen_test]
async fn sizes_are_reported_at_the_start_and_when_they_change() {
    let element: HtmlElement = mounted("div", "height: 40px; padding: 4px 0 6px; box-sizing: border-box");
    let heights = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&heights);
    let resizes = Resizes::new(move |sizes: Vec<Measured>| {
        seen.borrow_mut().extend(sizes.into_iter().map(|size| (size.outer, size.inner)));
    })
    .expect("this browser watches sizes");
    resizes.watch(&element);
    gloo_timers::future::TimeoutFuture::new(100).await;
    element.style().set_property("height", "64.5px").expect("a known property");
    gloo_timers::future::TimeoutFuture::new(100).await;
    assert_eq!(*heights.borrow(), [(40.0, 30.0), (64.5, 54.5)]);
    element.remove();
}

#[wasm_bindgen_test]
fn a_scroller_tells_where_it_stands() {
    let scroller: HtmlElement = mounted("div", "height: 100px; overflow: auto");
    let content: HtmlElement = mounted("div", "height: 500px");
    scroller.append_child(&content).expect("a parent takes a child");
    scroll::set_top(&scroller, 120.0);
    assert_eq!(scroll::top(&scroller), 120.0);
    assert_eq!(
        scroll::to_end(&scroller),
        f64::from(scroller.scroll_height() - scroller.client_height()) - 120.0
    );
    scroller.remove();
}

#[wasm_bindgen_test]
fn sizes_of_files_read_well() {
    let said = [1, 999, 1024, 1536, 20 << 20, 3 << 31].map(chat::bytes);
    assert_eq!(said, ["1 byte", "999 bytes", "1 KB", "1.5 KB", "20 MB", "6 GB"]);
}
