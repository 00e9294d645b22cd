//! Which rows of a long list are in the page: at first those that can be seen, then, once these
//! are painted, step by step the others. Rows have one height, so nothing moves meanwhile.

use std::ops::Range;
use std::time::Duration;

use leptos::prelude::*;

use crate::ids::ConversationId;

/// How many rows are built at a time: as many as are seen at once on a usual screen.
const STEP: usize = 14;

/// The rows of a list that are in the page.
#[derive(Clone, Copy)]
pub struct Reach {
    list: Memo<Vec<ConversationId>>,
    rows: RwSignal<(usize, usize)>,
}

impl Reach {
    /// The rows around this one at first, else those at the start; all in the end.
    #[must_use]
    pub fn around(row: Option<ConversationId>, list: Memo<Vec<ConversationId>>) -> Self {
        let at = row.and_then(|row| list.with_untracked(|list| list.iter().position(|id| *id == row)));
        let start = at.unwrap_or_default().saturating_sub(STEP / 2);
        let reach = Self { list, rows: RwSignal::new((start, start + STEP)) };
        reach.widen_after_paint();
        reach
    }

    /// Where they are in the list; tracked.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        let (start, end) = self.rows.get();
        let len = self.list.with(Vec::len);
        start.min(len)..end.min(len)
    }

    /// The rows themselves; tracked.
    #[must_use]
    pub fn rows(self) -> Vec<ConversationId> {
        let range = self.range();
        self.list.with(|list| list.get(range).map(<[_]>::to_vec).unwrap_or_default())
    }

    /// Each step has a frame of its own, so that the agent can act between any two.
    fn widen_after_paint(self) {
        request_animation_frame(move || set_timeout(move || self.widen(), Duration::ZERO));
    }

    fn widen(self) {
        // The list may be gone by now.
        let Some(len) = self.list.try_with_untracked(Vec::len) else { return };
        let Some((start, end)) = self.rows.try_get_untracked() else { return };
        if start == 0 && end >= len {
            // From now on those that come are in reach at once.
            self.rows.set((0, usize::MAX));
        } else {
            self.rows.set((start.saturating_sub(STEP), end.saturating_add(STEP)));
            self.widen_after_paint();
        }
    }
}
