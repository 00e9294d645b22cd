//! Dates, durations, numbers and plurals, as the browser's own tables write them.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};

use crate::time::Millis;

thread_local! {
    static CLOCK: Function = date_format(&[("hour", "numeric"), ("minute", "2-digit")]);
    static DAY: Function = date_format(&[("weekday", "long"), ("day", "numeric"), ("month", "long")]);
    static DAY_AND_CLOCK: Function =
        date_format(&[("day", "numeric"), ("month", "short"), ("hour", "numeric"), ("minute", "2-digit")]);
    static DATE: Function = date_format(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    static DATE_AND_CLOCK: Function = date_format(&[
        ("day", "numeric"),
        ("month", "short"),
        ("year", "numeric"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
    ]);
    static NUMBER: Function = Intl::NumberFormat::new(&Array::new(), &Object::new()).format();
    static PLURALS: Intl::PluralRules = Intl::PluralRules::new(&words_locale(), &Object::new());
}

/// A plural form, as languages count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// English "one".
    One,
    /// As in Polish or Ukrainian for two to four.
    Few,
    /// As in Polish or Ukrainian for five and more.
    Many,
    /// All else; the only one besides `One` in English.
    Other,
}

/// The form in which the interface's language counts this number.
#[must_use]
pub fn plural(count: usize) -> Plural {
    #[expect(clippy::cast_precision_loss, reason = "no list on this desk is that long")]
    let category = PLURALS.with(|rules| rules.select(count as f64));
    match String::from(category).as_str() {
        "one" => Plural::One,
        "few" => Plural::Few,
        "many" => Plural::Many,
        _ => Plural::Other,
    }
}

/// A number with its thousands marked.
#[must_use]
pub fn number(value: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no list on this desk is that long")]
    NUMBER.with(|format| call(format, &JsValue::from_f64(value as f64)))
}

/// A number with its thousands and its fraction marked.
#[must_use]
pub fn decimal(value: f64) -> String {
    NUMBER.with(|format| call(format, &JsValue::from_f64(value)))
}

/// A day of any year, in the user's zone.
#[must_use]
pub fn date(time: Millis) -> String {
    DATE.with(|format| call(format, &js_date(time)))
}

/// A time of any day, in the user's zone.
#[must_use]
pub fn date_and_clock(time: Millis) -> String {
    DATE_AND_CLOCK.with(|format| call(format, &js_date(time)))
}

/// The time of the day, to the minute, in the user's zone.
#[must_use]
pub fn clock(time: Millis) -> String {
    CLOCK.with(|format| call(format, &js_date(time)))
}

/// The day in full, in the user's zone.
#[must_use]
pub fn day(time: Millis) -> String {
    DAY.with(|format| call(format, &js_date(time)))
}

/// The time of the day for today's times, and with the day for earlier ones.
#[must_use]
pub fn when(time: Millis, now: Millis) -> String {
    if days_between(time, now) == 0 {
        clock(time)
    } else {
        DAY_AND_CLOCK.with(|format| call(format, &js_date(time)))
    }
}

/// How many midnights of the user's zone lie between two times; negative if `later` is earlier.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a count of days")]
pub fn days_between(earlier: Millis, later: Millis) -> i64 {
    let midnight = |time: Millis| {
        let day = js_date(time);
        day.set_hours(0);
        day.set_minutes(0);
        day.set_seconds(0);
        day.set_milliseconds(0);
        day.get_time()
    };
    // A day may be an hour longer or shorter where the clocks change, hence the rounding.
    ((midnight(later) - midnight(earlier)) / 86_400_000.0).round() as i64
}

/// A time as machines read it, for the `datetime` of a `<time>`.
#[must_use]
pub fn machine(time: Millis) -> String {
    js_date(time).to_iso_string().into()
}

#[expect(clippy::cast_precision_loss, reason = "an f64 holds milliseconds since 1970 exactly")]
fn js_date(time: Millis) -> Date {
    Date::new(&JsValue::from_f64(time.0 as f64))
}

fn date_format(options: &[(&str, &str)]) -> Function {
    let object = Object::new();
    for (name, value) in options {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    // An empty list means the user's own locale.
    Intl::DateTimeFormat::new(&Array::new(), &object).format()
}

fn call(format: &Function, value: &JsValue) -> String {
    format.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Plurals follow the language of the words, which is the document's.
fn words_locale() -> Array {
    let lang = document().document_element().and_then(|root| root.get_attribute("lang"));
    Array::of1(
        &JsValue::from_str(lang.as_deref().filter(|lang| !lang.is_empty()).unwrap_or("en")).unchecked_into(),
    )
}
