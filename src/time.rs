//! Points in time as Webitel counts them, shared by every layer and by the sandbox.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::lenient;

/// A point in time: milliseconds since the Unix epoch, by the server's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl<'de> Deserialize<'de> for Millis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient::integer(deserializer).map(Self)
    }
}

impl std::fmt::Display for Millis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Millis {
    /// The time that is this many milliseconds later.
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this time; negative if `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A time for which servers also send 0, `null` or nothing: all mean that there is none.
pub mod maybe {
    use super::{Deserialize, Deserializer, Millis, Serializer};

    /// Reads 0 and `null` as `None`.
    ///
    /// # Errors
    /// If the value is not an integer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Millis>, D::Error> {
        Ok(Option::<Millis>::deserialize(deserializer)?.filter(|time| time.0 != 0))
    }

    /// Writes `None` as `null`.
    ///
    /// # Errors
    /// As the serializer's.
    pub fn serialize<S: Serializer>(time: &Option<Millis>, serializer: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => serializer.serialize_i64(time.0),
            None => serializer.serialize_none(),
        }
    }
}
