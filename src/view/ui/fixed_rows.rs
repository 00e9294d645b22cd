//! Rows of one height, however many: only those in view are in the page.
//!
//! The element that holds them begins with one as high as [`above`](FixedRows::above) and ends with
//! one as high as [`below`](FixedRows::below), which stand for the others.

use std::ops::Range;

use leptos::{html, prelude::*};
use web_sys::Element;

use super::Rows;
use crate::browser::resize::Resizes;
use crate::browser::scroll;

/// So many rows are in the page before and after those in view.
const OVERSCAN: usize = 6;

/// Such rows; copies are the same.
#[derive(Clone, Copy)]
pub struct FixedRows {
    row: usize,
    /// The height of what stays over the rows while they scroll.
    head: usize,
    scroller: NodeRef<html::Div>,
    seen: RwSignal<Range<usize>>,
    count: Memo<usize>,
    shown: Memo<Range<usize>>,
}

impl FixedRows {
    /// So many rows as `count` says, each `row` pixels high; `style/` has the height too.
    #[must_use]
    pub fn new(row: usize, count: impl Fn() -> usize + Send + Sync + 'static) -> Self {
        let scroller = NodeRef::<html::Div>::new();
        let seen = RwSignal::new(0..OVERSCAN);
        let count = Memo::new(move |_| count());
        let shown = Memo::new(move |_| {
            let (Range { start, end }, count) = (seen.get(), count.get());
            start.saturating_sub(OVERSCAN).min(count)..(end + OVERSCAN).min(count)
        });
        let rows = Self { row, head: 0, scroller, seen, count, shown };
        let resizes = StoredValue::new_local(None);
        scroller.on_load(move |scroller| {
            scroll::let_go(&scroller);
            resizes.set_value(Resizes::new(move |_| rows.look()));
            resizes.with_value(|resizes| resizes.as_ref().map(|resizes| resizes.watch(&scroller)));
            rows.look();
        });
        rows
    }

    /// With something so many pixels high before the rows that stays while they scroll.
    #[must_use]
    pub fn under(self, head: usize) -> Self {
        Self { head, ..self }
    }

    /// What scrolls; its scrolling has to call [`look`](Self::look).
    #[must_use]
    pub fn scroller(self) -> NodeRef<html::Div> {
        self.scroller
    }

    /// How many there are; tracked.
    #[must_use]
    pub fn count(self) -> usize {
        self.count.get()
    }

    /// Those in view, as far as there are so many; tracked.
    #[must_use]
    pub fn seen(self) -> Range<usize> {
        let (Range { start, end }, count) = (self.seen.get(), self.count.get());
        start.min(count)..end.min(count)
    }

    /// Those in the page; tracked.
    #[must_use]
    pub fn shown(self) -> Range<usize> {
        self.shown.get()
    }

    /// The height of those before the page's; tracked.
    #[must_use]
    pub fn above(self) -> String {
        self.pixels(self.shown.get().start)
    }

    /// The height of those after the page's; tracked.
    #[must_use]
    pub fn below(self) -> String {
        self.pixels(self.count.get() - self.shown.get().end)
    }

    /// Where a row begins, as a length for styles.
    #[must_use]
    pub fn pixels(self, at: usize) -> String {
        format!("{}px", at * self.row)
    }

    /// Finds out which rows are in view now.
    pub fn look(self) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else { return };
        let first = whole(scroll::top(&scroller)) / self.row;
        let seen = first..first + whole(scroll::height(&scroller)) / self.row + 1;
        if seen != self.seen.get_untracked() {
            self.seen.set(seen);
        }
    }

    /// Scrolls no further than is needed to show a row.
    #[expect(clippy::cast_precision_loss, reason = "a list's height is small")]
    pub fn reveal(self, at: usize) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let (start, end) = ((at * self.row) as f64, ((at + 1) * self.row) as f64);
        let (top, height) = (scroll::top(&scroller), scroll::height(&scroller) - self.head as f64);
        if start < top {
            self.scroll_to(start);
        } else if end > top + height {
            self.scroll_to(end - height);
        }
    }

    /// Shows the first row.
    pub fn to_top(self) {
        self.scroll_to(0.0);
    }

    fn scroll_to(self, top: f64) {
        if let Some(scroller) = self.scroller.get_untracked() {
            scroll::set_top(&scroller, top);
            // Before the next frame: what is now the active row has to be in the page.
            self.look();
        }
    }

    /// Keeps the rows in `parent`, as long as the present owner lives. Each is known by its place:
    /// what stands there is for its view to follow.
    pub fn keep(
        self,
        parent: impl Fn() -> Option<Element> + 'static,
        view: impl Fn(usize) -> AnyView + 'static,
    ) {
        self.keep_boxed(Box::new(parent), Box::new(view));
    }

    /// The part that is the same for all: boxed, it is compiled once.
    fn keep_boxed(self, parent: Box<dyn Fn() -> Option<Element>>, view: Box<dyn Fn(usize) -> AnyView>) {
        let owner = Owner::current().unwrap_or_default();
        let rows = StoredValue::new_local(None);
        Effect::new(move |_| {
            let Some(parent) = parent() else { return };
            let keys: Vec<usize> = self.shown.get().collect();
            rows.update_value(|rows| {
                let rows = rows.get_or_insert_with(|| {
                    // Behind the element for the others stands a mark of the view's own.
                    let end = parent.last_element_child().map(Into::into);
                    Rows::new(parent, end, &owner)
                });
                rows.show(&keys, |_, at, here| here.is_none().then_some(at), |at| view(*at));
            });
        });
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a scroller's place is small and not negative"
)]
fn whole(pixels: f64) -> usize {
    pixels as usize
}
