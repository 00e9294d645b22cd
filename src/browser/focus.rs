//! Moving the keyboard's focus.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, Node};

/// Where the focus goes within a set of controls that is one tab stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the one after; from the last to the first.
    Next,
    /// To the one before; from the first to the last.
    Previous,
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Step {
    /// The step that a key asks for in a vertical set.
    #[must_use]
    pub fn vertical(key: &str) -> Option<Self> {
        match key {
            "ArrowDown" => Some(Self::Next),
            "ArrowUp" => Some(Self::Previous),
            _ => Self::ends(key),
        }
    }

    /// The step that a key asks for in a horizontal set, in the direction that the text runs.
    #[must_use]
    pub fn horizontal(key: &str) -> Option<Self> {
        let rtl =
            document().document_element().is_some_and(|root| root.matches(":dir(rtl)").unwrap_or(false));
        match key {
            "ArrowRight" => Some(if rtl { Self::Previous } else { Self::Next }),
            "ArrowLeft" => Some(if rtl { Self::Next } else { Self::Previous }),
            _ => Self::ends(key),
        }
    }

    fn ends(key: &str) -> Option<Self> {
        match key {
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }

    fn from(self, at: Option<usize>, count: usize) -> usize {
        match (self, at) {
            (Self::First, _) | (Self::Next, None) => 0,
            (Self::Last, _) | (Self::Previous, None) => count - 1,
            (Self::Next, Some(at)) => (at + 1) % count,
            (Self::Previous, Some(at)) => (at + count - 1) % count,
        }
    }
}

/// Moves the focus among the elements in `within` that match `selector`.
pub fn step(within: &Element, selector: &str, step: Step) {
    let Ok(found) = within.query_selector_all(selector) else { return };
    let all: Vec<HtmlElement> = (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect();
    if all.is_empty() {
        return;
    }
    let holder = active();
    let at = all.iter().position(|one| Some(one) == holder.as_ref());
    focus(&all[step.from(at, all.len())]);
}

/// The element that has the focus.
#[must_use]
pub fn active() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether no control has the focus: it was on one that is gone, or that can't be used any more.
#[must_use]
pub fn is_nowhere() -> bool {
    active().is_none_or(|element| {
        element.tag_name() == "BODY" || element.matches(":disabled").unwrap_or_default()
    })
}

/// Gives an element the focus.
pub fn focus(element: &HtmlElement) {
    // A detached or hidden element refuses, and then the focus stays where it is.
    let _ = element.focus();
}

/// Takes the focus off its holder, which is about to leave the page. A browser that finds the
/// holder gone lays out the whole page at once, half changed as it is.
pub fn release() {
    if let Some(holder) = active() {
        // Every element can lose the focus.
        let _ = holder.blur();
    }
}

/// Focuses the first element in `within` that matches `selector`, if there is one.
pub fn first(within: &Element, selector: &str) {
    if let Ok(Some(found)) = within.query_selector(selector)
        && let Ok(found) = found.dyn_into::<HtmlElement>()
    {
        focus(&found);
    }
}

/// Focuses the element with this id, if it is in the page.
pub fn by_id(id: &str) {
    if let Some(found) = document().get_element_by_id(id).and_then(|found| found.dyn_into().ok()) {
        focus(&found);
    }
}

/// Whether the focus goes from inside an element to something outside. No new holder means that
/// the window lost the focus, not that the user went on.
#[must_use]
pub fn leaves(event: &FocusEvent) -> bool {
    let root = event.current_target().and_then(|root| root.dyn_into::<Node>().ok());
    let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
    to.is_some_and(|to| !root.is_some_and(|root| root.contains(Some(&to))))
}
