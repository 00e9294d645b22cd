//! Readers for what servers send in more than one form.

use std::fmt;

use serde::de::{Error, IgnoredAny, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

struct IntegerVisitor;

impl Visitor<'_> for IntegerVisitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer or a string of digits")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        i64::try_from(value).map_err(|_| E::custom("integer out of range"))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        // A whole number in a form such as `7.0` or `1e3`; 2^53 is where f64 stops being exact.
        if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 {
            #[expect(clippy::cast_possible_truncation, reason = "checked to be a whole number in range")]
            return Ok(value as i64);
        }
        Err(E::custom("not a whole number"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<i64, E> {
        value.parse().map_err(|_| E::custom("not a string of digits"))
    }
}

/// An integer, given as a number or as a string of digits.
///
/// # Errors
/// If the value is neither.
pub fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    deserializer.deserialize_any(IntegerVisitor)
}

/// `null` and a missing field both read as the type's default, such as an empty list.
///
/// # Errors
/// If the value is there but has another type.
pub fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// An id for which servers also send `null` or an empty string: both mean that there is none.
///
/// # Errors
/// If the value is text that is not an id.
pub fn maybe_id<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr,
{
    match Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)? {
        None => Ok(None),
        Some(text) if text.is_empty() => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| D::Error::custom("not an id")),
    }
}

/// Writes a number as a string, as REST does with 64-bit integers.
///
/// # Errors
/// As the serializer's.
pub fn as_string<S: Serializer, T: fmt::Display>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// A reply without data: whatever the server says is accepted and dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nothing;

impl<'de> Deserialize<'de> for Nothing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl Serialize for Nothing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// The list in a reply such as `{"items":[…]}`; a real server sends `null` for an empty one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Items<T> {
    /// The entries.
    #[serde(default, deserialize_with = "or_default")]
    pub items: Vec<T>,
}

impl<T> Items<T> {
    /// A list of these entries.
    #[must_use]
    pub fn new(items: Vec<T>) -> Self {
        Self { items }
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}
