//! What becomes of the list: rows come in, go, and turn out to be higher than was thought.

use super::{UNSEEN, Window};

impl Window {
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

    /// The first row that begins inside the viewport and was seen, or else the last before it.
    pub(super) fn anchor(&self) -> Option<usize> {
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
}
