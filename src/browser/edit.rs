//! Editing a text field as its user would.

use js_sys::Reflect;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventInit, HtmlDocument, HtmlTextAreaElement};

/// Puts a text in the place of the selection, as one step that can be undone, and moves the focus
/// into the field.
pub fn insert(field: &HtmlTextAreaElement, text: &str) {
    super::focus::focus(field);
    let done = document().dyn_into::<HtmlDocument>().is_ok_and(|document| {
        document.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false)
    });
    if !done {
        insert_plainly(field, text);
    }
}

/// Without a step to undo, where the browser does not offer one.
fn insert_plainly(field: &HtmlTextAreaElement, text: &str) {
    let end = field.value().encode_utf16().count();
    let at = |place: Result<Option<u32>, JsValue>| {
        place.ok().flatten().unwrap_or_else(|| u32::try_from(end).unwrap_or(u32::MAX))
    };
    let (from, to) = (at(field.selection_start()), at(field.selection_end()));
    // These fail only on fields of other types than text.
    let _ = field.set_range_text_with_start_and_end(text, from, to);
    let after = from + u32::try_from(text.encode_utf16().count()).unwrap_or_default();
    let _ = field.set_selection_range(after, after);
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}

/// Makes the field as high as its text where `style/` cannot (`field-sizing` is young).
pub fn fit(field: &HtmlTextAreaElement) {
    let style = field.style();
    if Reflect::has(&style, &JsValue::from_str("fieldSizing")).unwrap_or(false) {
        return;
    }
    // Setting a known property to a valid value does not fail.
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", field.scroll_height()));
}
