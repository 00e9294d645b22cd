//! Contacts, accounts, and how they can be reached.

use serde::Deserialize;

use super::entity::{Column, Entity, Lookup, Row, Shape, Titled, id};
use super::file::SysImage;
use super::lookup::{Channel, CommunicationType, ContactType};
use crate::ids::crm::{AccountId, ContactId, Guid, LookupId};

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Contact {
    /// Its key.
    pub id: Option<ContactId>,
    /// The whole name.
    pub name: String,
    /// The person's work.
    pub job_title: String,
    /// Where the person works.
    pub account_id: Option<AccountId>,
    /// The account's name.
    pub account: String,
    /// The mobile number.
    pub mobile_phone: String,
    /// The business number.
    pub phone: String,
    /// The address for e-mails.
    pub email: String,
    /// The picture, an image of its own.
    pub photo_id: Option<Guid>,
}

impl Entity for Contact {
    const SET: &'static str = "Contact";
    type Id = ContactId;
}

impl Contact {
    /// The whole name.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// The person's work.
    pub const JOB_TITLE: Column<Self, String> = Column::new("JobTitle");
    /// Where the person works.
    pub const ACCOUNT: Lookup<Self, Account> = Lookup::new("Account");
    /// Whether it is a client or an employee.
    pub const TYPE: Lookup<Self, ContactType> = Lookup::new("Type");
    /// The mobile number.
    pub const MOBILE_PHONE: Column<Self, String> = Column::new("MobilePhone");
    /// The business number.
    pub const PHONE: Column<Self, String> = Column::new("Phone");
    /// The address for e-mails.
    pub const EMAIL: Column<Self, String> = Column::new("Email");
    /// What is known besides.
    pub const NOTES: Column<Self, String> = Column::new("Notes");
    /// Whether the person wants no e-mails.
    pub const DO_NOT_USE_EMAIL: Column<Self, bool> = Column::new("DoNotUseEmail");
    /// Whether the person wants no calls.
    pub const DO_NOT_USE_CALL: Column<Self, bool> = Column::new("DoNotUseCall");
    /// The picture.
    pub const PHOTO: Lookup<Self, SysImage> = Lookup::new("Photo");
}

impl Titled for Contact {
    const TITLE: Column<Self, String> = Self::NAME;
}

impl Row for Contact {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[
            id::<Self>().field(),
            Self::NAME.field(),
            Self::JOB_TITLE.field(),
            Self::ACCOUNT.field(),
            Self::MOBILE_PHONE.field(),
            Self::PHONE.field(),
            Self::EMAIL.field(),
            Self::PHOTO.field(),
        ],
        titles: &[Self::ACCOUNT.title()],
    };
}

/// What a contact has agreed to: the same set, with fewer columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ContactConsent {
    /// Whether the person wants no e-mails.
    pub do_not_use_email: bool,
    /// Whether the person wants no calls.
    pub do_not_use_call: bool,
}

impl Row for ContactConsent {
    type Of = Contact;
    const SHAPE: Shape<Contact> =
        Shape { fields: &[Contact::DO_NOT_USE_EMAIL.field(), Contact::DO_NOT_USE_CALL.field()], titles: &[] };
}

/// A company.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Account {
    /// Its key.
    pub id: Option<AccountId>,
    /// The name.
    pub name: String,
    /// The main number.
    pub phone: String,
}

impl Entity for Account {
    const SET: &'static str = "Account";
    type Id = AccountId;
}

impl Account {
    /// The name.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// The main number.
    pub const PHONE: Column<Self, String> = Column::new("Phone");
}

impl Titled for Account {
    const TITLE: Column<Self, String> = Self::NAME;
}

impl Row for Account {
    type Of = Self;
    const SHAPE: Shape<Self> =
        Shape { fields: &[id::<Self>().field(), Self::NAME.field(), Self::PHONE.field()], titles: &[] };
}

/// A number or an address of a contact.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ContactCommunication {
    /// Whose it is.
    pub contact_id: Option<ContactId>,
    /// As it was typed.
    pub number: String,
}

impl Entity for ContactCommunication {
    const SET: &'static str = "ContactCommunication";
    type Id = LookupId;
}

impl ContactCommunication {
    /// Whose it is.
    pub const CONTACT: Lookup<Self, Contact> = Lookup::new("Contact");
    /// What kind it is.
    pub const TYPE: Lookup<Self, CommunicationType> = Lookup::new("CommunicationType");
    /// As it was typed.
    pub const NUMBER: Column<Self, String> = Column::new("Number");
    /// Its place among the contact's others.
    pub const POSITION: Column<Self, i64> = Column::new("Position");
    /// Whether it does not lead to the contact any more.
    pub const NON_ACTUAL: Column<Self, bool> = Column::new("NonActual");
    /// What it is searched by: its digits, on some servers back to front.
    pub const SEARCH_NUMBER: Column<Self, String> = Column::new("SearchNumber");
}

impl Row for ContactCommunication {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape { fields: &[Self::CONTACT.field(), Self::NUMBER.field()], titles: &[] };
}

/// A number or an address of a contact, as people read it: the same set, with other columns.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ContactWay {
    /// What kind it is, in words.
    pub communication_type: String,
    /// As it was typed.
    pub number: String,
}

impl Row for ContactWay {
    type Of = ContactCommunication;
    const SHAPE: Shape<ContactCommunication> = Shape {
        fields: &[ContactCommunication::NUMBER.field(), ContactCommunication::TYPE.field()],
        titles: &[ContactCommunication::TYPE.title()],
    };
}

/// Whose an id with a channel's provider is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ContactIdentity {
    /// Whose it is.
    pub contact_id: Option<ContactId>,
}

impl Entity for ContactIdentity {
    const SET: &'static str = "ContactIdentity";
    type Id = LookupId;
}

impl ContactIdentity {
    /// Whose it is.
    pub const CONTACT: Lookup<Self, Contact> = Lookup::new("Contact");
    /// The channel.
    pub const CHANNEL: Lookup<Self, Channel> = Lookup::new("Channel");
    /// The customer's id there.
    pub const IDENTITY: Column<Self, String> = Column::new("ChannelIdentity");
}

impl Row for ContactIdentity {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape { fields: &[Self::CONTACT.field()], titles: &[] };
}
