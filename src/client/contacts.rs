//! Webitel's directory of contacts.

use super::Client;
use super::platform::Platform;
use super::rest::{RestError, percent_encode};
use crate::domain::record::Person;
use crate::ids::ContactId;
use crate::wire::rest::{Address, CommonName, Contact, Number, Page};

/// How many contacts of the same name are looked at.
const NAMESAKES: u32 = 20;
/// Numbers whose last digits are the same are the same number, with and without its prefix.
const TELLING_DIGITS: usize = 9;

impl<P: Platform> Client<P> {
    /// The contact in Webitel's directory who is this person, or a new one.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn contact_of(&self, person: &Person) -> Result<ContactId, RestError> {
        let name = percent_encode(&person.name);
        let fields = "fields=id&fields=name&fields=phones&fields=emails";
        let found: Page<Contact> =
            self.get(&format!("/api/contacts?q={name}&size={NAMESAKES}&{fields}")).await?;
        if let Some(id) = found.items.iter().find(|contact| is(contact, person)).and_then(|one| one.id) {
            return Ok(id);
        }
        let made: Contact = self.post("/api/contacts", &contact(person)).await?;
        made.id.ok_or(RestError::Unreadable)
    }
}

/// Whether a contact is this person. Namesakes are told apart by numbers and addresses; who has
/// neither is nobody known.
fn is(contact: &Contact, person: &Person) -> bool {
    contact.name.common_name == person.name
        && (contact.phones.data.iter().any(|phone| same_number(&phone.number, &person.phone))
            || contact.emails.data.iter().any(|address| same_address(&address.email, &person.email)))
}

fn same_number(one: &str, other: &str) -> bool {
    let (one, other) = (telling(one), telling(other));
    one.len() == TELLING_DIGITS && one == other
}

fn telling(number: &str) -> Vec<char> {
    number.chars().rev().filter(char::is_ascii_digit).take(TELLING_DIGITS).collect()
}

fn same_address(one: &str, other: &str) -> bool {
    !one.is_empty() && one.eq_ignore_ascii_case(other)
}

fn contact(person: &Person) -> Contact {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Contact {
        id: None,
        name: CommonName { common_name: person.name.clone() },
        phones: given(&person.phone).map(|number| Number { number }).into_iter().collect(),
        emails: given(&person.email).map(|email| Address { email }).into_iter().collect(),
    }
}
