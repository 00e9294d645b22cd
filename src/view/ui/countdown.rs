//! A ring that empties, with the seconds that are left.

use leptos::prelude::*;

use crate::time::Millis;

/// Counts down to a moment; the ring is whole at `from`.
#[component]
pub fn Countdown(
    /// When it began.
    from: Millis,
    /// When it is over.
    until: Millis,
    /// Now, by the same clock.
    now: Signal<Millis>,
    /// What ends then, for those who do not see the ring.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let whole = seconds_left(from, until).max(1);
    // The two clocks may differ by a bit: never more is left than there was.
    let left = Memo::new(move |_| seconds_left(now.get(), until).min(whole));
    view! {
        <span
            class="countdown"
            role="timer"
            aria-label=label
            class:countdown-short=move || left.get() <= SHORT
            style:--left=move || share(left.get(), whole).to_string()
        >
            {left}
        </span>
    }
}

/// From here on the ring says that it is urgent.
const SHORT: i64 = 5;

fn seconds_left(now: Millis, until: Millis) -> i64 {
    (until.since(now).max(0) + 999) / 1000
}

/// In thousandths.
fn share(left: i64, whole: i64) -> i64 {
    (left * 1000 / whole).min(1000)
}
