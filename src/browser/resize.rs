//! Watching elements change their size.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry, ResizeObserverSize};

/// Watches elements; each is reported once at the start, and from then on before the paint that
/// would show its new size. Watching ends with this value.
#[derive(Debug)]
pub struct Resizes {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Resizes {
    /// Reports the border boxes' heights. `None` where the browser has no such observer.
    #[must_use]
    pub fn new(mut report: impl FnMut(Vec<(Element, f64)>) + 'static) -> Option<Self> {
        let callback = Closure::new(move |entries: Array| {
            report(entries.iter().filter_map(|entry| height(entry.unchecked_into())).collect());
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

fn height(entry: ResizeObserverEntry) -> Option<(Element, f64)> {
    let size: ResizeObserverSize = entry.border_box_size().get(0).dyn_into().ok()?;
    Some((entry.target(), size.block_size()))
}
