//! How long to wait before the next attempt to connect: longer each time, never for ever.

/// The first wait, in ms.
const FIRST: u32 = 500;
/// The longest wait, in ms.
const LONGEST: u32 = 15_000;

/// Waits that double up to a limit, each shortened by chance, so that the agents of a restarted
/// server do not come back all at once.
#[derive(Clone, Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The next wait, in ms. `random` is from 0 to 1.
    pub fn next_wait(&mut self, random: f64) -> u32 {
        let full = FIRST.saturating_mul(1 << self.failures.min(10)).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        let half = f64::from(full) / 2.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most LONGEST")]
        let wait = (half + half * random.clamp(0.0, 1.0)) as u32;
        wait
    }

    /// The connection stood: the next wait is short again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{Backoff, FIRST, LONGEST};

    #[test]
    fn waits_grow_to_the_limit_and_start_over() {
        let mut backoff = Backoff::default();
        assert_eq!(backoff.next_wait(1.0), FIRST);
        assert_eq!(backoff.next_wait(1.0), FIRST * 2);
        for _ in 0..100 {
            assert!((LONGEST / 2..=LONGEST).contains(&{
                backoff.failures = backoff.failures.max(6);
                backoff.next_wait(0.3)
            }));
        }
        backoff.reset();
        assert_eq!(backoff.next_wait(0.0), FIRST / 2);
    }
}
