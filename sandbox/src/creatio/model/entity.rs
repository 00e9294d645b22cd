//! How an object and a column are declared.

use uuid::Uuid;

use super::{COMMON, OF_FILE, OF_LOOKUP};
use crate::creatio::guid;

/// An object of the CRM: an entity set of OData, a table of the database.
#[derive(Debug)]
pub(crate) struct Entity {
    /// The code, which is the name of the entity set, too.
    pub(crate) name: &'static str,
    /// The title for people.
    pub(crate) caption: &'static str,
    /// The column that stands for a record where another one refers to it.
    pub(crate) display: &'static str,
    /// Where its rows come from.
    pub(crate) source: Source,
    /// What it shares with others of its kind.
    pub(crate) form: Form,
    uid: Option<&'static str>,
    own: &'static [Column],
}

/// What several objects have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    /// A list of values to choose from: it has a name and a description, and is listed in `Lookup`.
    Lookup,
    /// A file of a record.
    File,
}

/// Where the rows of an object come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A table of its own.
    Table,
    /// This query; such an object can only be read.
    View(&'static str),
}

/// A column of an object.
#[derive(Debug)]
pub(crate) struct Column {
    /// Of a lookup column the name without `Id`.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Whether lists are sorted or searched by it often.
    pub(crate) sorted: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Guid,
    Text,
    Integer,
    Decimal,
    Boolean,
    /// A point in time.
    Moment,
    /// A day: a point in time at midnight.
    Day,
    /// A record of this object.
    Lookup(&'static str),
    /// A record of this object with which this one goes.
    PartOf(&'static str),
    /// Who wrote the record; not checked.
    Author,
    /// Bytes, which lie beside the table.
    Stream,
}

/// What a name means that stands for a value of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Member {
    /// A column's value; of a lookup column the id.
    Value(&'static Column),
    /// The record to which a lookup column refers.
    Navigation(&'static Column, &'static Entity),
    /// The records of another object that refer to this one by a column.
    Collection(&'static Entity, &'static Column),
}

impl Entity {
    /// An object that is shown by its `Name`.
    pub(super) const fn new(name: &'static str, caption: &'static str, own: &'static [Column]) -> Self {
        Self { name, caption, display: "Name", source: Source::Table, form: Form::Plain, uid: None, own }
    }

    /// A list of values to choose from, with name and description.
    pub(super) const fn lookup(name: &'static str, caption: &'static str, own: &'static [Column]) -> Self {
        Self { form: Form::Lookup, ..Self::new(name, caption, own) }
    }

    /// Files of a kind of record.
    pub(super) const fn file(name: &'static str, caption: &'static str, own: &'static [Column]) -> Self {
        Self { form: Form::File, ..Self::new(name, caption, own) }
    }

    /// The id of the object itself, where it is the same on every system.
    pub(super) const fn uid(mut self, uid: &'static str) -> Self {
        self.uid = Some(uid);
        self
    }

    pub(super) const fn shown_by(mut self, column: &'static str) -> Self {
        self.display = column;
        self
    }

    pub(super) const fn view(mut self, sql: &'static str) -> Self {
        self.source = Source::View(sql);
        self
    }

    /// The id of the object itself.
    pub(crate) fn schema_uid(&self) -> Uuid {
        let known = self.uid.and_then(|uid| Uuid::parse_str(uid).ok());
        known.unwrap_or_else(|| guid::named("schema", self.name))
    }

    /// The table or view in the database.
    pub(crate) fn table(&self) -> String {
        format!("crm_{}", self.name)
    }

    /// All columns, the key first.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static Column> {
        let shared = match self.form {
            Form::Plain => &[],
            Form::Lookup => OF_LOOKUP,
            Form::File => OF_FILE,
        };
        COMMON.iter().chain(shared).chain(self.own)
    }

    /// The columns whose values are in the table.
    pub(crate) fn stored(&self) -> impl Iterator<Item = &'static Column> {
        self.columns().filter(|column| column.kind != Kind::Stream)
    }

    /// The column with a value of this name: `Name`, `AccountId`.
    pub(crate) fn value(&self, field: &str) -> Option<&'static Column> {
        self.columns().find(|column| column.is_field(field))
    }

    /// The lookup column of this name: `Account`.
    pub(crate) fn navigation(&self, name: &str) -> Option<(&'static Column, &'static Entity)> {
        let column = self.columns().find(|column| column.name == name)?;
        Some((column, super::find(column.target()?)?))
    }

    /// What a name means.
    pub(crate) fn member(&'static self, name: &str) -> Option<Member> {
        if let Some(column) = self.value(name) {
            return Some(Member::Value(column));
        }
        if let Some((column, target)) = self.navigation(name) {
            return Some(Member::Navigation(column, target));
        }
        let (child, column) = name.split_once("CollectionBy")?;
        let child = super::find(child)?;
        let column = child.columns().find(|own| own.name == column && own.target() == Some(self.name))?;
        Some(Member::Collection(child, column))
    }

    /// Whether its records can be written.
    pub(crate) fn is_writable(&self) -> bool {
        self.source == Source::Table
    }
}

impl Column {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, sorted: false }
    }

    /// Lists are sorted or searched by it.
    pub(super) const fn sorted(mut self) -> Self {
        self.sorted = true;
        self
    }

    /// The name of its value, in the database, too.
    pub(crate) fn field(&self) -> String {
        if self.target().is_some() { format!("{}Id", self.name) } else { self.name.to_owned() }
    }

    fn is_field(&self, field: &str) -> bool {
        match self.target() {
            Some(_) => field.strip_suffix("Id") == Some(self.name),
            None => field == self.name,
        }
    }

    /// The object to which it refers.
    pub(crate) fn target(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Lookup(target) | Kind::PartOf(target) => Some(target),
            Kind::Author => Some("Contact"),
            _ => None,
        }
    }
}

pub(super) const fn guid(name: &'static str) -> Column {
    Column::new(name, Kind::Guid)
}

pub(super) const fn text(name: &'static str) -> Column {
    Column::new(name, Kind::Text)
}

pub(super) const fn integer(name: &'static str) -> Column {
    Column::new(name, Kind::Integer)
}

pub(super) const fn decimal(name: &'static str) -> Column {
    Column::new(name, Kind::Decimal)
}

pub(super) const fn boolean(name: &'static str) -> Column {
    Column::new(name, Kind::Boolean)
}

pub(super) const fn moment(name: &'static str) -> Column {
    Column::new(name, Kind::Moment)
}

pub(super) const fn day(name: &'static str) -> Column {
    Column::new(name, Kind::Day)
}

pub(super) const fn lookup(name: &'static str, target: &'static str) -> Column {
    Column::new(name, Kind::Lookup(target))
}

pub(super) const fn part_of(name: &'static str, target: &'static str) -> Column {
    Column::new(name, Kind::PartOf(target))
}

pub(super) const fn author(name: &'static str) -> Column {
    Column::new(name, Kind::Author)
}

pub(super) const fn stream(name: &'static str) -> Column {
    Column::new(name, Kind::Stream)
}
