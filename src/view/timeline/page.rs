//! The part of a time-line that is in the page: its scroller, the rows in it, and the space
//! before and after them.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser::resize::{Measured, Resizes};
use crate::browser::scroll;
use crate::domain::timeline::RowKey;
use crate::view::ui::Rows;

/// A difference of positions below this, in pixels, is none.
const UNMOVED: f64 = 0.01;

thread_local! {
    /// The height of the last time-line that was measured. The next one most likely has the same,
    /// so that its rows can be there before it is.
    static LAST_VIEWPORT: Cell<f64> = const { Cell::new(560.0) };
}

/// The height in which the rows of a time-line that is not in the page yet will be seen, most
/// likely.
pub(super) fn likely_viewport() -> f64 {
    LAST_VIEWPORT.get()
}

/// A mounted time-line. Nothing here makes the browser lay out the page, but to scroll.
pub(super) struct Page<T> {
    element: HtmlElement,
    above: Space,
    below: Space,
    rows: Rows<RowKey, T>,
    resizes: Option<Resizes>,
    /// Where the scroller stands, as far as is known.
    top: f64,
    /// Its padding: it scrolls with the content, so that less of the height is left for rows.
    padding: f64,
}

impl<T> Page<T> {
    /// The scroller came into the page, with an element at each end for the space there; `None`
    /// if it has none. `report` is told sizes before they are painted.
    pub(super) fn new(
        element: HtmlElement,
        owner: &Owner,
        report: impl FnMut(Vec<Measured>) + 'static,
    ) -> Option<Self> {
        let above = Space::new(element.first_element_child()?)?;
        let below = Space::new(element.last_element_child()?)?;
        let rows = Rows::new(element.clone().into(), Some(below.element.clone().into()), owner);
        let resizes = Resizes::new(report);
        if let Some(resizes) = &resizes {
            resizes.watch(&element);
        }
        Some(Self { element, above, below, rows, resizes, top: 0.0, padding: 0.0 })
    }

    /// The height in which rows are seen.
    pub(super) fn viewport(&self) -> f64 {
        scroll::height(&self.element) - self.padding
    }

    /// Where the reader has scrolled to, and how far the end is from there; `None` if the scroller
    /// stands where it was put, while the page below it may have changed.
    pub(super) fn position(&mut self) -> Option<(f64, f64)> {
        let top = scroll::top(&self.element);
        if (top - self.top).abs() < UNMOVED {
            return None;
        }
        self.top = top;
        Some((top, scroll::to_end(&self.element)))
    }

    /// Scrolls there; returns where that is by the browser's rounding, if it had to move.
    pub(super) fn scroll_to(&mut self, top: f64) -> Option<f64> {
        if (self.top - top).abs() < UNMOVED {
            return None;
        }
        scroll::set_top(&self.element, top);
        self.top = scroll::top(&self.element);
        Some(self.top)
    }

    /// Which of these sizes is whose: the height in which rows are seen, if it is among them, and
    /// the heights of rows, by their place among the rendered ones.
    pub(super) fn sort(&mut self, sizes: Vec<Measured>) -> (Option<f64>, Vec<(usize, f64)>) {
        let mut viewport = None;
        let mut heights = Vec::with_capacity(sizes.len());
        let rows: Vec<_> = self.rows.iter().map(|row| row.element.as_ref()).collect();
        // They come in the order of the page, or nearly so.
        let mut next = 0;
        for size in sizes {
            let is_it = |nth: &usize| rows.get(*nth).is_some_and(|row| *row == Some(&size.element));
            if &size.element == AsRef::<Element>::as_ref(&self.element) {
                // It has no border: what is not inside is padding.
                self.padding = size.outer - size.inner;
                LAST_VIEWPORT.set(size.inner);
                viewport = Some(size.inner);
            } else if let Some(nth) = (next..rows.len()).chain(0..next).find(is_it) {
                heights.push((nth, size.outer));
                next = nth + 1;
            }
        }
        (viewport, heights)
    }

    /// Shows these rows, see [`Rows::show`], with this space before and after them. Returns
    /// whether rows came in: their sizes will be reported before they are painted.
    pub(super) fn show(
        &mut self,
        keys: &[RowKey],
        (above, below): (f64, f64),
        content: impl Fn(usize, RowKey, Option<&T>) -> Option<T>,
        view: impl Fn(&T) -> AnyView,
    ) -> bool {
        self.above.set(above);
        self.below.set(below);
        let turnover = self.rows.show(keys, content, view);
        let Some(resizes) = &self.resizes else { return false };
        turnover.gone.iter().for_each(|row| resizes.forget(row));
        turnover.came.iter().for_each(|row| resizes.watch(row));
        !turnover.came.is_empty()
    }
}

/// The space where rows are that are not in the page.
struct Space {
    element: HtmlElement,
    height: f64,
}

impl Space {
    fn new(element: Element) -> Option<Self> {
        Some(Self { element: element.dyn_into().ok()?, height: 0.0 })
    }

    fn set(&mut self, height: f64) {
        if (self.height - height).abs() > 0.0 {
            self.height = height;
            // A known property takes every length.
            let _ = self.element.style().set_property("height", &format!("{height}px"));
        }
    }
}
