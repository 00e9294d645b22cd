//! What a record's page shows besides the usual: fields, lists of related records and figures, as an
//! installation configures them.

use super::ChatRecord;
use super::extra::{Cell, ExtraField, Identifier};
use crate::ids::crm::{Guid, Key};

/// All that is configured.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// At the end of "Chat details".
    pub details: Vec<Item>,
    /// Further tabs.
    pub tabs: Vec<OwnTab>,
}

/// A tab that an installation has besides the usual ones.
#[derive(Debug, PartialEq, Eq)]
pub struct OwnTab {
    /// Its name.
    pub title: String,
    /// What it shows.
    pub items: Vec<Item>,
}

/// What can stand in a tab.
#[derive(Debug, PartialEq, Eq)]
pub enum Item {
    /// Fields of the record.
    Group(Group),
    /// A list of related records.
    Detail(Detail),
    /// Figures.
    Dashboard(Dashboard),
}

/// Fields of the record under a common title.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// The title; empty for a field that stands for itself.
    pub title: String,
    /// The fields.
    pub fields: Vec<ExtraField>,
}

/// A list of related records.
#[derive(Debug, PartialEq, Eq)]
pub struct Detail {
    /// Its title.
    pub title: String,
    /// Of which object.
    pub object: Identifier,
    /// Which records.
    pub filter: Vec<Condition>,
    /// What is shown of each.
    pub columns: Vec<ExtraField>,
    /// By which column they are sorted, and whether the largest comes first.
    pub order: Option<(Identifier, bool)>,
    /// How many are read at once.
    pub rows: u32,
}

/// Figures under a common title.
#[derive(Debug, PartialEq, Eq)]
pub struct Dashboard {
    /// The title.
    pub title: String,
    /// Single numbers.
    pub metrics: Vec<Metric>,
    /// Numbers by the rows of a lookup.
    pub bars: Vec<Bars>,
}

/// How many records there are.
#[derive(Debug, PartialEq, Eq)]
pub struct Metric {
    /// What is counted.
    pub title: String,
    /// Of which object.
    pub object: Identifier,
    /// Which records.
    pub filter: Vec<Condition>,
}

/// How many records there are for each row of a lookup.
#[derive(Debug, PartialEq, Eq)]
pub struct Bars {
    /// What is counted, and which records.
    pub of: Metric,
    /// The lookup by which they are told apart, without `Id`.
    pub by: Identifier,
    /// The object of the lookup.
    pub groups: Identifier,
    /// The column by which its rows are called.
    pub shown: Identifier,
}

/// Something that has to hold for a record.
#[derive(Debug, PartialEq, Eq)]
pub struct Condition {
    /// The way to a column, through lookups.
    pub path: Vec<Identifier>,
    /// Whether it must be the same; else it must differ.
    pub same: bool,
    /// As what.
    pub operand: Operand,
}

/// With what a column is compared.
#[derive(Debug, PartialEq, Eq)]
pub enum Operand {
    /// A record of the page.
    Of(Role),
    /// A row.
    Row(Guid),
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

/// What a record is to the chat on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    /// The chat's record itself.
    Record,
    Contact,
    Account,
    Case,
    Activity,
    /// The agent.
    Owner,
}

/// The records of a page, by their roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject([Option<Guid>; 6]);

impl Subject {
    /// Those of this record.
    #[must_use]
    pub fn of(record: &ChatRecord) -> Self {
        fn key<I: Key>(named: Option<&super::Named<I>>) -> Option<Guid> {
            named.map(|named| Guid(named.id.uuid()))
        }
        Self([
            Some(Guid(record.id.uuid())),
            key(record.contact.as_ref()),
            key(record.account.as_ref()),
            key(record.case.as_ref()),
            key(record.activity.as_ref()),
            key(record.owner.as_ref()),
        ])
    }

    /// The record in this role, if there is one.
    #[must_use]
    pub fn get(&self, role: Role) -> Option<Guid> {
        self.0.get(role as usize).copied().flatten()
    }

    /// Whether there is a record for every role that these conditions name.
    #[must_use]
    pub fn meets(&self, filter: &[Condition]) -> bool {
        filter.iter().all(|condition| match condition.operand {
            Operand::Of(role) => self.get(role).is_some(),
            _ => true,
        })
    }
}

/// Some rows of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailPage {
    /// The rows.
    pub rows: Vec<DetailRow>,
    /// How many there are in all.
    pub total: u64,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailRow {
    /// Its key.
    pub id: Guid,
    /// The values of its columns.
    pub cells: Vec<Cell>,
    /// Where it is shown whole, if anywhere.
    pub page: Option<String>,
}

/// What was counted for a dashboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// For each metric its number; nothing where a record that it names is not there.
    pub metrics: Vec<Option<u64>>,
    /// For each list of bars the rows that have any, the most frequent first.
    pub bars: Vec<Vec<(String, u64)>>,
}
