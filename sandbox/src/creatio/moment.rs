//! Points in time as the CRM has them: UTC, with up to seven digits of a second.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use webitel_chats::time::Millis;

/// A point in time, or a day at its midnight: units of 100 ns since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) i64);

const PER_SECOND: i64 = 10_000_000;
const NANOS: i128 = 100;

/// What stands for "no date" on the wire.
pub(crate) const NONE: &str = "0001-01-01T00:00:00Z";

impl Moment {
    /// This moment, by the machine's clock.
    pub(crate) fn now() -> Self {
        Self::from_time(OffsetDateTime::now_utc())
    }

    /// Reads `2024-05-01T08:30:00.1234567Z`, with any offset, or a bare day. Year 1 means that
    /// there is none.
    pub(crate) fn parse(text: &str) -> Option<Option<Self>> {
        let whole = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
        let time = OffsetDateTime::parse(&whole, &Rfc3339).ok()?;
        Some((time.year() > 1).then(|| Self::from_time(time)))
    }

    fn from_time(time: OffsetDateTime) -> Self {
        Self(i64::try_from(time.unix_timestamp_nanos() / NANOS).unwrap_or_default())
    }

    /// The time so many seconds later.
    pub(crate) fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(PER_SECOND)))
    }

    /// The midnight before.
    pub(crate) fn day(self) -> Self {
        Self(self.0 - self.0.rem_euclid(24 * 60 * 60 * PER_SECOND))
    }
}

impl From<Millis> for Moment {
    fn from(millis: Millis) -> Self {
        Self(millis.0.saturating_mul(PER_SECOND / 1000))
    }
}

/// As on the wire: no more digits of a second than needed.
impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * NANOS);
        match time.ok().and_then(|time| time.format(&Rfc3339).ok()) {
            Some(text) => f.write_str(&text),
            None => f.write_str(NONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_have_as_many_digits_as_they_need() {
        for text in ["2017-03-30T14:50:04Z", "2017-03-30T14:50:46.234Z", "2017-03-30T14:50:44.5045174Z"] {
            assert_eq!(Moment::parse(text).unwrap().unwrap().to_string(), text);
        }
    }

    #[test]
    fn offsets_days_and_the_year_one_are_read() {
        let utc = Moment::parse("2024-05-01T08:30:00Z");
        assert_eq!(Moment::parse("2024-05-01T11:30:00+03:00"), utc);
        assert_eq!(Moment::parse("2024-05-01"), Some(utc.unwrap().map(Moment::day)));
        assert_eq!(Moment::parse(NONE), Some(None));
        assert_eq!(Moment::parse("1714552200"), None);
    }
}
