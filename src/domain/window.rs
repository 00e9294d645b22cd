//! Which rows of a long list stand in the page, and how the page is kept still meanwhile.
//!
//! A list of `n` rows is shown through a scroller: a spacer for the rows above, the rendered
//! rows, a spacer for those below. A row that was never rendered counts with an estimated
//! height. All arithmetic is here, without a browser; the view only carries it out.
//!
//! Two promises, and both are property-tested:
//!
//! * **Nothing moves under the reader's eyes.** Whatever is inserted, removed or turns out
//!   taller than estimated, the *anchor* (the first row that begins inside the viewport)
//!   keeps its place, or, if the reader is at the end, the end does.
//! * **Work does not grow with the list.** Each operation costs what the rows in reach cost;
//!   only a jump walks over the rows that it jumps across.
//!
//! To set the scroll position while a finger or a wheel still moves it stops the movement on
//! some browsers. So a difference above the anchor is first taken out of the upper spacer
//! (the *slack*), and paid back by scrolling when the movement has ended ([`Window::settle`])
//! or when the spacer gets too short to scroll on.

mod edits;
mod keyed;
mod reach;

use std::collections::VecDeque;
use std::ops::Range;

pub use keyed::Keyed;

/// Pixels from the end within which the reader is still taken to be at the end.
const AT_END: f64 = 8.0;
/// Slack below this many pixels is left alone: a browser rounds scroll positions.
const UNSEEN: f64 = 1.0;

/// The part of a list that is rendered. All lengths are CSS pixels.
#[derive(Clone, Debug)]
pub struct Window {
    /// What each row measures; `None` until it was rendered once.
    heights: VecDeque<Option<f32>>,
    estimate: f64,
    rows: Range<usize>,
    above: f64,
    inside: f64,
    below: f64,
    slack: f64,
    scroll: f64,
    viewport: f64,
    pinned: bool,
    /// How far from the end a pinned reader is kept: a step too small to leave it is not undone.
    gap: f64,
}

impl Window {
    /// A list of `len` rows, shown at its end. Rows count `estimate` until they are measured.
    #[must_use]
    pub fn new(len: usize, estimate: f64, viewport: f64) -> Self {
        let mut window = Self {
            heights: std::iter::repeat_n(None, len).collect(),
            estimate,
            rows: len..len,
            above: len as f64 * estimate,
            inside: 0.0,
            below: 0.0,
            slack: 0.0,
            scroll: 0.0,
            viewport,
            pinned: true,
            gap: 0.0,
        };
        window.follow();
        window
    }

    /// The number of rows in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// Whether the list has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heights.is_empty()
    }

    /// The rows to render.
    #[must_use]
    pub fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// The height of the spacer before the rendered rows.
    #[must_use]
    pub fn space_above(&self) -> f64 {
        (self.above + self.slack).max(0.0)
    }

    /// The height of the spacer after the rendered rows.
    #[must_use]
    pub fn space_below(&self) -> f64 {
        self.below
    }

    /// Where the scroller has to stand.
    #[must_use]
    pub fn scroll(&self) -> f64 {
        self.scroll
    }

    /// The height in which rows are seen.
    #[must_use]
    pub fn viewport(&self) -> f64 {
        self.viewport
    }

    /// Whether the reader is at the end, so that new rows are followed.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        self.pinned
    }

    /// The reader scrolled to `top`, in a viewport of this height. `to_end` is the browser's
    /// own distance to the end: it may have laid out rows that were not reported here yet.
    pub fn scrolled(&mut self, top: f64, viewport: f64, to_end: f64) {
        // The event may tell of a position from before the viewport changed.
        let before = self.end() - top;
        let changed = (self.viewport - viewport).abs() > f64::EPSILON;
        self.scroll = top;
        self.viewport = viewport;
        self.gap = before.min(self.end() - top).min(to_end).max(0.0);
        self.pinned = self.gap < AT_END;
        if changed {
            self.follow();
        } else {
            self.rebalance();
        }
    }

    /// The scroller was asked to stand at [`Window::scroll`] and stands at `top`: browsers round.
    pub fn placed(&mut self, top: f64) {
        let off = top - self.scroll;
        if off.abs() < UNSEEN && !self.pinned {
            self.slack += off;
        }
        self.scroll = top;
    }

    /// The viewport became this high.
    pub fn resized(&mut self, viewport: f64) {
        self.viewport = viewport;
        self.follow();
    }

    /// Pays the slack back by scrolling. To be called when scrolling has come to rest.
    pub fn settle(&mut self) {
        self.scroll -= self.slack;
        self.slack = 0.0;
        self.clamp();
    }

    /// Goes to the end, and follows it from then on.
    pub fn to_end(&mut self) {
        self.pinned = true;
        self.gap = 0.0;
        self.follow();
    }

    /// Brings the row to the upper edge of the viewport.
    pub fn to_row(&mut self, row: usize) {
        let row = row.min(self.len());
        let top = if row <= self.rows.start {
            self.above - self.sum(row..self.rows.start)
        } else {
            self.above + self.sum(self.rows.start..row)
        };
        self.slack = 0.0;
        self.scroll = top;
        self.gap = (self.end() - top).max(0.0);
        self.pinned = self.gap < AT_END;
        self.clamp();
        self.rebalance();
    }

    /// Brings everything in line after a change of heights.
    fn follow(&mut self) {
        if self.pinned {
            self.slack = 0.0;
            self.scroll = self.end() - self.gap;
        }
        self.clamp();
        self.rebalance();
    }
}

#[cfg(test)]
mod tests;
