//! Fields of a record that an installation has besides the usual ones, as its configuration names
//! them.

use std::cmp::Ordering;

use super::Named;
use crate::ids::crm::Guid;
use crate::time::Millis;

/// The name of an object or of a column: nothing else can be in it, wherever it is put.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier(String);

impl Identifier {
    /// The name, if it is one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        const LONGEST: usize = 128;
        let mut bytes = text.bytes();
        let starts = bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_');
        let goes_on = bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        (starts && goes_on && text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }

    /// It, as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A column with its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraField {
    /// The column; of a lookup without `Id`.
    pub column: Identifier,
    /// Its title for people.
    pub title: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it is only shown.
    pub fixed: bool,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Text of several lines.
    Lines,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A day.
    Date,
    /// A point in time.
    Time,
    /// Yes or no.
    Flag,
    /// A row of an object.
    Row {
        /// The object.
        object: Identifier,
        /// The column by which its rows are called.
        shown: Identifier,
    },
}

/// A configured field of the record. The configuration is read once and stays as long as the page.
/// Two are the same if they are the same column.
#[derive(Clone, Copy, Debug)]
pub struct Extra(pub &'static ExtraField);

impl Extra {
    /// What it holds where nothing has been entered: the CRM has no other word for that.
    #[must_use]
    pub fn nothing(self) -> Cell {
        self.0.kind.nothing()
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.0.column == other.0.column
    }
}

impl Eq for Extra {}

impl PartialOrd for Extra {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Extra {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.column.cmp(&other.0.column)
    }
}

impl std::hash::Hash for Extra {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.column.hash(state);
    }
}

/// The value of a column.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Of [`Kind::Text`] and [`Kind::Lines`].
    Text(String),
    /// Of [`Kind::Integer`] and [`Kind::Number`].
    Number(Decimal),
    /// Of [`Kind::Date`], its midnight in UTC, and of [`Kind::Time`].
    Time(Option<Millis>),
    /// Of [`Kind::Flag`].
    Flag(bool),
    /// Of [`Kind::Row`].
    Row(Option<Named<Guid>>),
}

/// Two rows are the same if their keys are, whatever they are called by now.
impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::Time(a), Self::Time(b)) => a == b,
            (Self::Flag(a), Self::Flag(b)) => a == b,
            (Self::Row(a), Self::Row(b)) => {
                a.as_ref().map(|named| named.id) == b.as_ref().map(|named| named.id)
            }
            _ => false,
        }
    }
}

impl Eq for Cell {}

/// A number, never something that is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Decimal(f64);

impl Eq for Decimal {}

impl Decimal {
    /// The number, if it is one.
    #[must_use]
    pub fn new(number: f64) -> Option<Self> {
        // Zero has two forms, which are the same to everybody.
        number.is_finite().then_some(Self(number + 0.0))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// It, if it is whole and small enough to be exact.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    pub fn whole(self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        (self.0.fract() == 0.0 && self.0.abs() <= EXACT).then_some(self.0 as i64)
    }
}

impl Kind {
    /// What it holds where nothing has been entered.
    #[must_use]
    pub fn nothing(&self) -> Cell {
        match self {
            Self::Text | Self::Lines => Cell::Text(String::new()),
            Self::Integer | Self::Number => Cell::Number(Decimal::default()),
            Self::Date | Self::Time => Cell::Time(None),
            Self::Flag => Cell::Flag(false),
            Self::Row { .. } => Cell::Row(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_names() {
        for name in ["UsrTopic", "_x", "A1"] {
            assert_eq!(Identifier::new(name).unwrap().as_str(), name);
        }
        for text in ["", "1A", "Usr Topic", "A/B", "A'", "A)&$top=5", "Ї", "A,B", &"a".repeat(129)] {
            assert_eq!(Identifier::new(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_numbers() {
        assert_eq!(Decimal::new(f64::NAN), None);
        assert_eq!(Decimal::new(f64::INFINITY), None);
        assert_eq!(Decimal::new(-0.0).map(|zero| zero.get().is_sign_positive()), Some(true));
        assert_eq!(Decimal::new(12.0).and_then(Decimal::whole), Some(12));
        assert_eq!(Decimal::new(12.5).and_then(Decimal::whole), None);
        assert_eq!(Decimal::new(1e300).and_then(Decimal::whole), None);
    }

    proptest! {
        /// Whatever passes for a name can do nothing in an address.
        #[test]
        fn no_name_needs_escaping(text in ".{0,12}") {
            if let Some(name) = Identifier::new(&text) {
                prop_assert!(name.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
            }
        }
    }
}
