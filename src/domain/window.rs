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

mod keyed;

use std::collections::VecDeque;
use std::ops::Range;

pub use keyed::Keyed;

/// Pixels beyond both ends of the viewport that are always rendered.
const OVERSCAN: f64 = 160.0;
/// Pixels beyond the overscan before a row is dropped, so that rows do not flicker in and out.
const KEEP: f64 = 48.0;
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

    /// `count` rows came in before the row `at` (at the end if `at` is the length).
    pub fn inserted(&mut self, at: usize, count: usize) {
        let at = at.min(self.len());
        let added = count as f64 * self.estimate;
        let before_anchor = self.anchor().is_none_or(|anchor| at <= anchor);
        // Both ends are cheap, and rows in the middle come near the end.
        if at == 0 {
            (0..count).for_each(|_| self.heights.push_front(None));
        } else {
            (0..count).for_each(|_| self.heights.insert(at, None));
        }
        if at <= self.rows.start && at < self.rows.end {
            self.above += added;
            self.rows = self.rows.start + count..self.rows.end + count;
        } else if at < self.rows.end {
            self.inside += added;
            self.rows.end += count;
        } else {
            self.below += added;
        }
        self.shift(before_anchor, added);
    }

    /// The row `at` is gone.
    pub fn removed(&mut self, at: usize) {
        let Some(height) = self.heights.get(at).map(|_| self.height(at)) else { return };
        let before_anchor = self.anchor().is_some_and(|anchor| at < anchor);
        self.heights.remove(at);
        if at < self.rows.start {
            self.above -= height;
            self.rows = self.rows.start - 1..self.rows.end - 1;
        } else if at < self.rows.end {
            self.inside -= height;
            self.rows.end -= 1;
        } else {
            self.below -= height;
        }
        self.shift(before_anchor, -height);
    }

    /// These rows have these heights.
    pub fn measured(&mut self, heights: impl IntoIterator<Item = (usize, f64)>) {
        let anchor = self.anchor();
        let mut shift = 0.0;
        for (row, height) in heights {
            if row >= self.len() {
                continue;
            }
            let height = height as f32;
            let more = f64::from(height) - self.height(row);
            self.heights[row] = Some(height);
            *self.part(row) += more;
            if anchor.is_some_and(|anchor| row < anchor) {
                shift += more;
            }
        }
        self.shift(true, shift);
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

    /// The first row that begins inside the viewport and was seen, or else the last before it.
    fn anchor(&self) -> Option<usize> {
        let mut top = self.above + self.slack;
        let mut anchor = None;
        for row in self.rows.clone() {
            if self.heights.get(row).is_some_and(Option::is_some) {
                anchor = Some(row);
                if top >= self.scroll - UNSEEN {
                    break;
                }
            }
            top += self.height(row);
        }
        anchor
    }

    /// Rows before the anchor became higher by this much in all: takes it out of the spacer.
    fn shift(&mut self, before_anchor: bool, by: f64) {
        if before_anchor && !self.pinned {
            self.slack -= by;
        }
        self.follow();
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

    /// Renders what is in reach of the viewport and nothing far from it.
    fn rebalance(&mut self) {
        let first = self.scroll - OVERSCAN;
        let last = self.scroll + self.viewport + OVERSCAN;
        while self.rows.end < self.len() && self.bottom() < last {
            let height = self.height(self.rows.end);
            self.rows.end += 1;
            self.below -= height;
            self.inside += height;
        }
        while self.rows.start > 0 && self.above + self.slack > first {
            self.rows.start -= 1;
            let height = self.height(self.rows.start);
            self.above -= height;
            self.inside += height;
        }
        while !self.rows.is_empty() {
            let height = self.height(self.rows.start);
            if self.above + self.slack + height >= first - KEEP {
                break;
            }
            self.rows.start += 1;
            self.above += height;
            self.inside -= height;
        }
        while !self.rows.is_empty() {
            let height = self.height(self.rows.end - 1);
            if self.bottom() - height <= last + KEEP {
                break;
            }
            self.rows.end -= 1;
            self.below += height;
            self.inside -= height;
        }
        self.settle_if_due();
    }

    /// The spacer has to be true at the very top, and long enough to scroll on elsewhere.
    fn settle_if_due(&mut self) {
        let at_top = self.rows.start == 0;
        let short = self.above + self.slack < self.above.min(self.viewport);
        if self.slack.abs() >= UNSEEN && (at_top || short) {
            self.settle();
            self.rebalance();
        }
    }

    fn clamp(&mut self) {
        self.scroll = self.scroll.clamp(0.0, self.end());
    }

    /// The scroll position at which the end is in view.
    fn end(&self) -> f64 {
        (self.bottom() + self.below - self.viewport).max(0.0)
    }

    /// Where the rendered rows end.
    fn bottom(&self) -> f64 {
        self.above + self.slack + self.inside
    }

    fn height(&self, row: usize) -> f64 {
        self.heights.get(row).copied().flatten().map_or(self.estimate, f64::from)
    }

    fn sum(&self, rows: Range<usize>) -> f64 {
        rows.map(|row| self.height(row)).sum()
    }

    fn part(&mut self, row: usize) -> &mut f64 {
        if row < self.rows.start {
            &mut self.above
        } else if row < self.rows.end {
            &mut self.inside
        } else {
            &mut self.below
        }
    }
}

#[cfg(test)]
mod tests;
