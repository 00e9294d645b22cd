//! Editing a text field as its user would.

use std::ops::Range;

use js_sys::Reflect;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventInit, HtmlDocument, HtmlTextAreaElement};

/// Puts a text in the place of the selection, as one step that can be undone, and moves the focus
/// into the field.
pub fn insert(field: &HtmlTextAreaElement, text: &str) {
    super::focus::focus(field);
    let done = command("insertText", text);
    if !done {
        insert_plainly(field, text);
    }
}

/// What is selected in a field, or where its caret is, in UTF-16 units.
#[must_use]
pub fn selection(field: &HtmlTextAreaElement) -> Range<usize> {
    let at = |place: Result<Option<u32>, JsValue>| {
        place.ok().flatten().and_then(|place| usize::try_from(place).ok()).unwrap_or_default()
    };
    let start = at(field.selection_start());
    start..at(field.selection_end()).max(start)
}

/// Replaces a part of the text, as one step that can be undone, moves the focus into the field
/// and selects another part; all in UTF-16 units.
pub fn replace(field: &HtmlTextAreaElement, range: &Range<usize>, text: &str, then: &Range<usize>) {
    super::focus::focus(field);
    select(field, range);
    match text {
        "" if range.is_empty() => {}
        "" => {
            let done = command("delete", "");
            if !done {
                insert_plainly(field, "");
            }
        }
        text => insert(field, text),
    }
    select(field, then);
}

/// Replaces a part of the text of a field that its user has left: the focus stays where it is,
/// but there is no step to undo.
pub fn replace_aside(field: &HtmlTextAreaElement, range: &Range<usize>, text: &str) {
    let [from, to] = [range.start, range.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
    // It fails only on fields of other types than text.
    let _ = field.set_range_text_with_start_and_end(text, from, to);
    tell_input(field);
}

/// Takes back the last step in the field that has the focus.
pub fn undo(field: &HtmlTextAreaElement) {
    super::focus::focus(field);
    command("undo", "");
}

/// Takes a step again that was taken back.
pub fn redo(field: &HtmlTextAreaElement) {
    super::focus::focus(field);
    command("redo", "");
}

/// Selects a part of the text.
pub fn select(field: &HtmlTextAreaElement, range: &Range<usize>) {
    let [from, to] = [range.start, range.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
    // It fails only on fields of other types than text.
    let _ = field.set_selection_range(from, to);
}

/// Commands are old, but the only ones that leave a step to undo.
fn command(name: &str, value: &str) -> bool {
    document().dyn_into::<HtmlDocument>().is_ok_and(|document| {
        document.exec_command_with_show_ui_and_value(name, false, value).unwrap_or(false)
    })
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
    tell_input(field);
}

fn tell_input(field: &HtmlTextAreaElement) {
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
