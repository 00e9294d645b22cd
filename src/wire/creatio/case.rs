//! Cases.

use serde::Deserialize;

use super::entity::{Column, Entity, Lookup, Row, Shape, Titled, id};
use super::lookup::CaseStatus;
use super::moment;
use super::people::{Account, Contact};
use crate::ids::crm::CaseId;
use crate::time::Millis;

/// A case.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Case {
    /// Its key.
    pub id: Option<CaseId>,
    /// Its number, such as `SR00000001`.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// How far it has come, in words.
    pub status: String,
    /// Since when.
    #[serde(deserialize_with = "moment::maybe")]
    pub registered_on: Option<Millis>,
}

impl Entity for Case {
    const SET: &'static str = "Case";
    type Id = CaseId;
}

impl Case {
    /// Its number.
    pub const NUMBER: Column<Self, String> = Column::new("Number");
    /// What it is about.
    pub const SUBJECT: Column<Self, String> = Column::new("Subject");
    /// How far it has come.
    pub const STATUS: Lookup<Self, CaseStatus> = Lookup::new("Status");
    /// Since when.
    pub const REGISTERED_ON: Column<Self, Millis> = Column::new("RegisteredOn");
    /// Whose it is.
    pub const CONTACT: Lookup<Self, Contact> = Lookup::new("Contact");
    /// Of which company.
    pub const ACCOUNT: Lookup<Self, Account> = Lookup::new("Account");
}

impl Titled for Case {
    const TITLE: Column<Self, String> = Self::NUMBER;
}

impl Row for Case {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[
            id::<Self>().field(),
            Self::NUMBER.field(),
            Self::SUBJECT.field(),
            Self::STATUS.field(),
            Self::REGISTERED_ON.field(),
        ],
        titles: &[Self::STATUS.title()],
    };
}
