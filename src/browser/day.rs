//! Days of the user's zone, cheap enough to be asked for every row of a list.

use std::cell::Cell;

use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::time::Millis;

thread_local! {
    /// The day that was asked for last: neighbours in a list mostly share theirs.
    static LAST: Cell<(i64, i64)> = const { Cell::new((0, 0)) };
}

/// The midnight with which the day of this time began.
#[must_use]
pub fn day_of(time: Millis) -> Millis {
    let (start, end) = LAST.get();
    if (start..end).contains(&time.0) {
        return Millis(start);
    }
    let day = (midnight(time, 0), midnight(time, 1));
    LAST.set(day);
    Millis(day.0)
}

/// The midnight so many days after the one before this time, whatever the clocks do between.
#[expect(clippy::cast_precision_loss, reason = "an f64 holds these milliseconds exactly")]
#[expect(clippy::cast_possible_truncation, reason = "a date of the browser fits")]
fn midnight(time: Millis, days_later: u32) -> i64 {
    let date = Date::new(&JsValue::from_f64(time.0 as f64));
    date.set_hours(0);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    date.set_date(date.get_date() + days_later);
    date.get_time() as i64
}

/// The midnight with which a date such as `2026-11-22` begins in the user's zone, as a field for
/// dates gives it; nothing for an empty or unfinished one.
#[must_use]
pub fn start_of(date: &str) -> Option<Millis> {
    from_local(date, "T00:00")
}

/// The midnight with which it ends.
#[must_use]
pub fn end_of(date: &str) -> Option<Millis> {
    start_of(date).map(|start| Millis(midnight(start, 1)))
}

#[expect(clippy::cast_possible_truncation, reason = "a date of the browser fits")]
fn from_local(date: &str, time: &str) -> Option<Millis> {
    // With a time and without a zone the browser reads it in the user's own.
    let parsed = Date::parse(&format!("{date}{time}"));
    parsed.is_finite().then_some(Millis(parsed as i64))
}
