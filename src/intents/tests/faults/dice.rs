//! Chance that can be repeated: the same seed gives the same schedule.

use std::cell::Cell;

pub(super) struct Dice(Cell<u64>);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    /// A number below `limit` (splitmix64).
    pub(super) fn below(&self, limit: u32) -> u32 {
        self.0.set(self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut bits = self.0.get();
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((bits ^ (bits >> 31)) % u64::from(limit.max(1))).unwrap()
    }

    pub(super) fn percent(&self, chance: u32) -> bool {
        self.below(100) < chance
    }
}
