//! Points in time as Creatio writes them: UTC, with up to seven digits of a second. The year 1
//! stands for none.

use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::time::Millis;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Reads a point in time such as `2024-05-01T08:30:00.1234567Z`. `None` if it is none; inside,
/// `None` for the year 1, which stands for "no date". Digits below a millisecond are dropped.
#[must_use]
pub fn parse(text: &str) -> Option<Option<Millis>> {
    let (date, time) = text.split_once('T')?;
    let (year, month, day) = (digits(date, 0, 4)?, digits(date, 5, 2)?, digits(date, 8, 2)?);
    let separated = date.len() == 10 && date.as_bytes()[4] == b'-' && date.as_bytes()[7] == b'-';
    if !separated || !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    let (clock, offset) = offset(time)?;
    let ms = days_since_epoch(year, month, day) * DAY_MS + of_day(clock)? - offset;
    Some((year > 1).then_some(Millis(ms)))
}

/// Writes a point in time, in UTC and with as many digits of a second as it needs.
#[must_use]
pub fn format(time: Millis) -> String {
    let (days, ms) = (time.0.div_euclid(DAY_MS), time.0.rem_euclid(DAY_MS));
    let (year, month, day) = date_of(days);
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    let fraction = match ms % 1000 {
        0 => String::new(),
        part => format!(".{part:03}"),
    };
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}{fraction}Z")
}

/// Reads a column with a date.
///
/// # Errors
/// If it is something else.
pub fn maybe<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Millis>, D::Error> {
    match Option::<Cow<'de, str>>::deserialize(deserializer)? {
        None => Ok(None),
        Some(text) => parse(&text).ok_or_else(|| D::Error::custom("not a point in time")),
    }
}

/// The clock's part of a time, and how many ms it is ahead of UTC.
fn offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let at = time.rfind(['+', '-'])?;
    let (clock, offset) = time.split_at(at);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let minutes = digits(offset, 1, 2)? * 60 + digits(offset, 4, 2)?;
    (offset.len() == 6).then_some((clock, sign * minutes * 60_000))
}

/// The ms since midnight in `08:30:00`, with or without a fraction.
fn of_day(clock: &str) -> Option<i64> {
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let (hours, minutes, seconds) = (digits(whole, 0, 2)?, digits(whole, 3, 2)?, digits(whole, 6, 2)?);
    let separated = whole.len() == 8 && whole.as_bytes()[2] == b':' && whole.as_bytes()[5] == b':';
    let valid = separated && hours < 24 && minutes < 60 && seconds < 60;
    let plain = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !valid || !plain {
        return None;
    }
    let ms: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some((hours * 3600 + minutes * 60 + seconds) * 1000 + ms)
}

fn digits(text: &str, from: usize, count: usize) -> Option<i64> {
    let part = text.get(from..from + count)?;
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the Gregorian calendar. Years begin in March here, so that the leap
/// day is the last one.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date so many days from 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fractions_have_any_length() {
        let at = |text: &str| parse(text).unwrap().unwrap().0;
        assert_eq!(at("1970-01-01T00:00:00Z"), 0);
        assert_eq!(at("2017-03-30T14:50:04Z"), 1_490_885_404_000);
        assert_eq!(at("2017-03-30T14:50:04.2Z"), 1_490_885_404_200);
        assert_eq!(at("2017-03-30T14:50:04.234Z"), 1_490_885_404_234);
        assert_eq!(at("2017-03-30T14:50:04.2345174Z"), 1_490_885_404_234);
        assert_eq!(at("2017-03-30T17:50:04.2345174+03:00"), 1_490_885_404_234);
        assert_eq!(at("2000-02-29T00:00:00Z"), 951_782_400_000);
    }

    #[test]
    fn the_year_one_is_none() {
        assert_eq!(parse("0001-01-01T00:00:00Z"), Some(None));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2017",
            "2017-03-30",
            "2017-13-01T00:00:00Z",
            "2017-02-29T00:00:00Z",
            "2017-03-30T24:00:00Z",
            "2017-03-30T14:50:04",
            "2017-03-30T14:50:04.Z",
            "2017x03-30T14:50:04Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(ms in -59_000_000_000_000_i64..250_000_000_000_000) {
            prop_assert_eq!(parse(&format(Millis(ms))), Some(Some(Millis(ms))));
        }

        #[test]
        fn times_are_written_in_their_order(a in 0..250_000_000_000_i64, b in 0..250_000_000_000_i64) {
            let (early, late) = (a.min(b) * 1000, a.max(b) * 1000);
            prop_assert!(format(Millis(early)) <= format(Millis(late)));
        }

        #[test]
        fn no_text_does_harm(text in r"[0-9TZ:.+\-é]{0,30}") {
            let _ = parse(&text);
        }
    }
}
