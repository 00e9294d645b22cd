//! Where a scroller stands. Each of these may make the browser lay out the page.

use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// How far the content is scrolled, in pixels and their parts.
#[must_use]
pub fn top(element: &HtmlElement) -> f64 {
    // The typed getter rounds to whole pixels.
    js_sys::Reflect::get(element, &"scrollTop".into()).ok().and_then(|top| top.as_f64()).unwrap_or_default()
}

/// Scrolls there at once.
pub fn set_top(element: &HtmlElement, top: f64) {
    // Setting a property that every element has does not fail.
    let _ = js_sys::Reflect::set(element, &"scrollTop".into(), &top.into());
}

/// From now on nothing but the user and [`set_top`] scrolls: browsers would keep in place whatever is in
/// view while something before it changes.
pub fn let_go(element: &HtmlElement) {
    // Every element has a style.
    let _ = element.style().set_property("overflow-anchor", "none");
}

/// The height of the scroller's inside.
#[must_use]
pub fn height(element: &HtmlElement) -> f64 {
    f64::from(element.client_height())
}

/// How far the content can still be scrolled.
#[must_use]
pub fn to_end(element: &HtmlElement) -> f64 {
    f64::from(element.scroll_height() - element.client_height()) - top(element)
}

/// Whether an element stands so low in the window that what it opens should open upwards.
#[must_use]
pub fn is_low(element: &Element) -> bool {
    let height = leptos::prelude::window().inner_height().ok().and_then(|height| height.as_f64());
    height.is_some_and(|height| element.get_bounding_client_rect().bottom() > height * 0.6)
}

/// Scrolls no further than is needed to show all of an element.
pub fn into_view(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}
