//! Times and days as fields for them hold their values.

use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::time::Millis;

/// A time as a field of the type `datetime-local` shows it: in the user's zone, to the minute.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "an f64 holds these milliseconds exactly")]
pub fn to_field(time: Millis) -> String {
    let date = Date::new(&JsValue::from_f64(time.0 as f64));
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// The midnight in the user's zone of a day that the CRM keeps as its midnight in UTC.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "an f64 holds these milliseconds exactly")]
#[expect(clippy::cast_possible_truncation, reason = "a date of the browser fits")]
pub fn from_utc_day(time: Millis) -> Millis {
    let date = Date::new(&JsValue::from_f64(time.0 as f64));
    let offset = date.get_timezone_offset() * 60_000.0;
    Millis(time.0 + offset as i64)
}

/// The time that such a field holds; nothing for an empty or unfinished one.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a date of the browser fits")]
pub fn from_field(text: &str) -> Option<Millis> {
    // With a time and without a zone the browser reads it in the user's own.
    let parsed = if text.contains('T') { Date::parse(text) } else { f64::NAN };
    parsed.is_finite().then_some(Millis(parsed as i64))
}
