//! The part of a time-line that is in the page: its scroller, and the rows whose sizes are watched.

use std::collections::HashMap;

use web_sys::{Element, HtmlElement};

use crate::browser::resize::Resizes;
use crate::browser::scroll;
use crate::domain::timeline::RowKey;

/// A mounted time-line.
pub(super) struct Page {
    element: HtmlElement,
    resizes: Option<Resizes>,
    /// The rows that are watched, in the order of the page.
    rows: Vec<(RowKey, Element)>,
    /// Where the scroller stands, as far as is known.
    top: f64,
    /// Its padding: it scrolls with the content, so that less of the height is left for rows.
    padding: f64,
}

impl Page {
    /// The scroller came into the page. `report` is told sizes before they are painted.
    pub(super) fn new(element: HtmlElement, report: impl FnMut(Vec<(Element, f64)>) + 'static) -> Self {
        let resizes = Resizes::new(report);
        if let Some(resizes) = &resizes {
            resizes.watch(&element);
        }
        let padding = scroll::padding(&element);
        Self { element, resizes, rows: Vec::new(), top: 0.0, padding }
    }

    /// The height in which rows are seen.
    pub(super) fn viewport(&self) -> f64 {
        scroll::height(&self.element) - self.padding
    }

    /// Where the reader has scrolled to, and how far the end is from there.
    pub(super) fn position(&mut self) -> (f64, f64) {
        self.top = scroll::top(&self.element);
        (self.top, scroll::to_end(&self.element))
    }

    /// Scrolls there; returns where that is by the browser's rounding, if it had to move.
    pub(super) fn scroll_to(&mut self, top: f64) -> Option<f64> {
        if (self.top - top).abs() < 0.01 {
            return None;
        }
        scroll::set_top(&self.element, top);
        self.top = scroll::top(&self.element);
        Some(self.top)
    }

    /// Which of these sizes is whose: whether the scroller's own is among them, and those of rows,
    /// by their place among the rendered ones.
    pub(super) fn sort(&self, sizes: &[(Element, f64)]) -> (bool, Vec<(usize, f64)>) {
        let own = AsRef::<Element>::as_ref(&self.element);
        let nth = |element: &Element| self.rows.iter().position(|(_, row)| row == element);
        let rows = sizes.iter().filter_map(|(element, height)| Some((nth(element)?, *height))).collect();
        (sizes.iter().any(|(element, _)| element == own), rows)
    }

    /// Watches the rows that came into the page, and forgets those that left it.
    pub(super) fn watch_rows(&mut self, keys: &[RowKey]) {
        if self.rows.iter().map(|(key, _)| key).eq(keys) {
            return;
        }
        let mut known: HashMap<RowKey, Element> = self.rows.drain(..).collect();
        // The rows stand between the two spacers.
        let children = self.element.children();
        for (nth, key) in (1..).zip(keys) {
            let Some(row) = children.item(nth) else { break };
            if known.remove(key).is_none_or(|before| before != row)
                && let Some(resizes) = &self.resizes
            {
                resizes.watch(&row);
            }
            self.rows.push((*key, row));
        }
        if let Some(resizes) = &self.resizes {
            known.values().for_each(|row| resizes.forget(row));
        }
    }
}
