//! The lookups of the CRM: each is an object whose rows people choose from, and that is listed by a
//! name.

use crate::domain::content::LONGEST_NAME;
use crate::ids::crm::{Guid, LookupId};

/// A lookup of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub id: LookupId,
    /// By what it is found.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The title of its object; empty where that is not in the CRM any more.
    pub object: String,
}

/// Which lookups, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Words of the name or the description.
    pub text: String,
    /// Whether the last name comes first.
    pub descending: bool,
}

/// Some of the lookups that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lookups.
    pub rows: Vec<Listed>,
    /// How many there are in all, where that was asked.
    pub total: Option<u64>,
    /// Whether there are further ones after these.
    pub more: bool,
}

/// A lookup that is to be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLookup {
    /// Its name.
    pub name: String,
    /// Its object, as other rows name it.
    pub object: Guid,
    /// What it is for; may be empty.
    pub description: String,
}

/// What is wrong with what was entered for a new lookup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// With the name.
    pub name: Option<NameFault>,
    /// Whether no object is chosen.
    pub no_object: bool,
}

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// There is none.
    Empty,
    /// It has so many characters more than it may have.
    TooLong(usize),
}

impl NewLookup {
    /// Of what was entered. Space around the texts is not meant.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(name: &str, object: Option<Guid>, description: &str) -> Result<Self, Faults> {
        let name = name.trim();
        let over = name.chars().count().saturating_sub(LONGEST_NAME);
        let wrong_name = match (name.is_empty(), over) {
            (true, _) => Some(NameFault::Empty),
            (false, 0) => None,
            (false, over) => Some(NameFault::TooLong(over)),
        };
        match (wrong_name, object) {
            (None, Some(object)) => {
                Ok(Self { name: name.to_owned(), object, description: description.trim().to_owned() })
            }
            (name, object) => Err(Faults { name, no_object: object.is_none() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const OBJECT: Guid = Guid(Uuid::from_u128(7));

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let empty = Faults { name: Some(NameFault::Empty), no_object: true };
        assert_eq!(NewLookup::check(" \n", None, "what for"), Err(empty));
        let long = Faults { name: Some(NameFault::TooLong(2)), no_object: false };
        assert_eq!(NewLookup::check(&"я".repeat(LONGEST_NAME + 2), Some(OBJECT), ""), Err(long));
    }

    #[test]
    fn space_around_is_not_meant() {
        let new = NewLookup::check(" Chat  texts ", Some(OBJECT), " two\nlines\n").unwrap();
        assert_eq!((new.name.as_str(), new.description.as_str()), ("Chat  texts", "two\nlines"));
        assert!(NewLookup::check(&"n".repeat(LONGEST_NAME), Some(OBJECT), "").is_ok());
    }
}
