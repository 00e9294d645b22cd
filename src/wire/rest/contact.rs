//! The directory of contacts: `GET /api/contacts`, `POST /api/contacts`.

use serde::{Deserialize, Serialize};

use crate::ids::ContactId;
use crate::wire::lenient::or_default;

/// A contact, as far as the desk reads and writes it. What it says of one another time may be
/// missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its number; none before it is made.
    #[serde(default, skip_serializing)]
    pub id: Option<ContactId>,
    /// The name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: CommonName,
    /// Phone numbers.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Held::is_empty")]
    pub phones: Held<Number>,
    /// Addresses for e-mails.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Held::is_empty")]
    pub emails: Held<Address>,
}

/// A contact's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonName {
    /// The whole name.
    #[serde(default, deserialize_with = "or_default")]
    pub common_name: String,
}

/// A list in a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held<T> {
    /// The entries.
    #[serde(default = "Vec::new")]
    pub data: Vec<T>,
}

impl<T> Held<T> {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }
}

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self { data: Vec::new() }
    }
}

impl<T> FromIterator<T> for Held<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self { data: entries.into_iter().collect() }
    }
}

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As it is dialled.
    pub number: String,
}

/// An address for e-mails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// As it is written.
    pub email: String,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_contact_is_read_as_servers_tell_it() {
        let told = json!({"id":"77","etag":"e","mode":"rwd","name":{"common_name":"Olena"},"about":null,
            "phones":{"data":[{"number":"+380501112233","primary":true}]},"emails":null});
        let contact: Contact = serde_json::from_value(told).unwrap();
        assert_eq!((contact.id, contact.name.common_name.as_str()), (Some(ContactId(77)), "Olena"));
        assert_eq!(contact.phones.data[0].number, "+380501112233");
        assert!(contact.emails.is_empty());
    }

    #[test]
    fn a_new_contact_says_what_is_known() {
        let name = CommonName { common_name: "Olena".to_owned() };
        let contact = Contact { name, ..Contact::default() };
        assert_eq!(serde_json::to_value(contact).unwrap(), json!({"name":{"common_name":"Olena"}}));
    }
}
