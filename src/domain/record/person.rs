//! Who a client is.

use super::Named;
use crate::ids::crm::{AccountId, ContactId, Guid};

/// A contact, as far as an agent needs it to tell people apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The contact.
    pub id: ContactId,
    /// The name.
    pub name: String,
    /// The person's work.
    pub job: String,
    /// Where the person works.
    pub account: Option<Named<AccountId>>,
    /// A phone number.
    pub phone: String,
    /// An address for e-mails.
    pub email: String,
    /// The picture.
    pub photo: Option<Guid>,
}

/// What is known of a client before he is identified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientTrace {
    /// The provider, such as `telegram`.
    pub source: String,
    /// The client's id with the provider.
    pub identity: String,
    /// A phone number, if there is one.
    pub phone: String,
    /// An address for e-mails, if there is one.
    pub email: String,
}

/// Who a client may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identified {
    /// Nobody who is known.
    Nobody,
    /// This one.
    One(Person),
    /// One of these; the agent has to choose.
    Several(Vec<Person>),
}

/// A new contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContact {
    /// The whole name; the only thing that must be there.
    pub name: String,
    /// The mobile number.
    pub phone: String,
    /// The address for e-mails.
    pub email: String,
    /// The company.
    pub account: Option<AccountId>,
    /// The person's work.
    pub job: String,
    /// What is known besides.
    pub notes: String,
}
