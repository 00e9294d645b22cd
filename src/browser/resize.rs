//! Watching elements change their size.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry, ResizeObserverSize};

/// An element's size. Both heights are CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The element.
    pub element: Element,
    /// The height of all of it.
    pub outer: f64,
    /// The height that is left for what it holds.
    pub inner: f64,
}

/// Watches elements; each is reported once at the start, and from then on before the paint that
/// would show its new size. Watching ends with this value.
#[derive(Debug)]
pub struct Resizes {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Resizes {
    /// Reports sizes; to know them costs no layout then. `None` where the browser has no such observer.
    #[must_use]
    pub fn new(mut report: impl FnMut(Vec<Measured>) + 'static) -> Option<Self> {
        let callback = Closure::new(move |entries: Array| {
            report(entries.iter().filter_map(|entry| size(entry.unchecked_into())).collect());
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        Some(Self { observer, _callback: callback })
    }

    /// Begins to watch an element.
    pub fn watch(&self, element: &Element) {
        self.observer.observe(element);
    }

    /// Forgets an element.
    pub fn forget(&self, element: &Element) {
        self.observer.unobserve(element);
    }
}

impl Drop for Resizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn size(entry: ResizeObserverEntry) -> Option<Measured> {
    let height = |boxes: Array| Some(boxes.get(0).dyn_into::<ResizeObserverSize>().ok()?.block_size());
    let (outer, inner) = (height(entry.border_box_size())?, height(entry.content_box_size())?);
    Some(Measured { element: entry.target(), outer, inner })
}
