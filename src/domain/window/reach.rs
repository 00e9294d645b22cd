//! Which rows are in reach of the reader, and the lengths that follow from it.

use std::ops::Range;

use super::{UNSEEN, Window};

/// Pixels beyond both ends of the viewport that are always rendered.
const OVERSCAN: f64 = 160.0;
/// Pixels beyond the overscan before a row is dropped, so that rows do not flicker in and out.
const KEEP: f64 = 48.0;
impl Window {
    /// Renders what is in reach of the viewport and nothing far from it.
    pub(super) fn rebalance(&mut self) {
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

    pub(super) fn clamp(&mut self) {
        self.scroll = self.scroll.clamp(0.0, self.end());
    }

    /// The scroll position at which the end is in view.
    pub(super) fn end(&self) -> f64 {
        (self.bottom() + self.below - self.viewport).max(0.0)
    }

    /// Where the rendered rows end.
    pub(super) fn bottom(&self) -> f64 {
        self.above + self.slack + self.inside
    }

    pub(super) fn height(&self, row: usize) -> f64 {
        self.heights.get(row).copied().flatten().map_or(self.estimate, f64::from)
    }

    pub(super) fn sum(&self, rows: Range<usize>) -> f64 {
        rows.map(|row| self.height(row)).sum()
    }

    pub(super) fn part(&mut self, row: usize) -> &mut f64 {
        if row < self.rows.start {
            &mut self.above
        } else if row < self.rows.end {
            &mut self.inside
        } else {
            &mut self.below
        }
    }
}
