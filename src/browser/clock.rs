//! One ticking clock for the whole page, so that forty waiting rows cost one timer.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use crate::time::Millis;

/// The present moment, refreshed each second while the page is visible.
#[derive(Clone)]
pub struct Clock(ArcRwSignal<Millis>);

impl Clock {
    /// Starts the clock; the timer ends with the owner that provided it.
    pub fn provide() {
        let clock = Self(ArcRwSignal::new(now()));
        provide_context(clock.clone());
        let tick = move || {
            if visible() {
                clock.0.set(now());
            }
        };
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    }

    /// Makes the reader run again each second.
    pub fn track(&self) {
        self.0.track();
    }

    /// Now, to the second; tracked.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.0.get()
    }
}

/// The page's clock; one that stands still where none was provided.
#[must_use]
pub fn use_clock() -> Clock {
    use_context().unwrap_or_else(|| Clock(ArcRwSignal::new(now())))
}

/// Now, at this very moment, by the browser's clock.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "an f64 holds these milliseconds exactly")]
pub fn now() -> Millis {
    Millis(js_sys::Date::now() as i64)
}

/// Waits for this many ms.
pub async fn pause(ms: u32) {
    TimeoutFuture::new(ms).await;
}

fn visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}
