//! Which columns of an object a query fetches, and which of them it shows.

use rusqlite::types::Value as Cell;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::creatio::model::{Column, Entity, Kind, Member};
use crate::creatio::odata::options::Shape;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::value::{guid, to_wire};

/// The place of the key.
pub(super) const KEY: usize = 0;

/// The rows of a query. The key comes first, whether it is shown or not.
pub(super) struct Rows {
    pub(super) entity: &'static Entity,
    fetched: Vec<&'static Column>,
    /// The places of the columns that are shown.
    shown: Vec<usize>,
    streams: Vec<&'static Column>,
    pub(super) expanded: Vec<Expanded>,
}

/// What a row holds of other records.
pub(super) enum Expanded {
    /// The record to which the column at this place refers.
    One { name: String, place: usize, target: &'static Entity, shape: Shape },
    /// The records that refer to the row by this column.
    Many { name: String, child: &'static Entity, column: &'static Column, shape: Shape },
}

impl Rows {
    pub(super) fn of(entity: &'static Entity, shape: &Shape) -> Outcome<Self> {
        let mut rows = Self {
            entity,
            fetched: Vec::new(),
            shown: Vec::new(),
            streams: Vec::new(),
            expanded: Vec::new(),
        };
        rows.fetched.extend(entity.value("Id"));
        let all = || entity.columns().map(Ok).collect::<Outcome<Vec<_>>>();
        let chosen = if shape.select.is_empty() { all()? } else { rows.selected(&shape.select)? };
        for column in chosen {
            if column.kind == Kind::Stream {
                rows.streams.push(column);
            } else {
                let place = rows.place(column);
                rows.shown.push(place);
            }
        }
        for (name, shape) in &shape.expand {
            let expanded = rows.expand(name, shape)?;
            rows.expanded.push(expanded);
        }
        Ok(rows)
    }

    fn selected(&self, names: &[String]) -> Outcome<Vec<&'static Column>> {
        let column = |name: &String| match self.entity.member(name) {
            Some(Member::Value(column)) => Ok(Some(column)),
            // With `$expand`; alone it shows nothing.
            Some(Member::Navigation(..) | Member::Collection(..)) => Ok(None),
            None => Err(unknown(self.entity, name)),
        };
        names.iter().filter_map(|name| column(name).transpose()).collect()
    }

    fn expand(&mut self, name: &str, shape: &Shape) -> Outcome<Expanded> {
        let member = self.entity.member(name);
        let (name, shape) = (name.to_owned(), shape.clone());
        match member {
            Some(Member::Navigation(column, target)) => {
                Ok(Expanded::One { name, place: self.place(column), target, shape })
            }
            Some(Member::Collection(child, column)) => Ok(Expanded::Many { name, child, column, shape }),
            _ => Err(unknown(self.entity, &name)),
        }
    }

    /// The place of a column, which is fetched from now on.
    pub(super) fn place(&mut self, column: &'static Column) -> usize {
        self.fetched.iter().position(|own| own.name == column.name).unwrap_or_else(|| {
            self.fetched.push(column);
            self.fetched.len() - 1
        })
    }

    /// The column at a place.
    pub(super) fn column(&self, place: usize) -> Option<&'static Column> {
        self.fetched.get(place).copied()
    }

    /// The columns, for `SELECT`.
    pub(super) fn columns(&self, alias: &str) -> String {
        let columns: Vec<String> =
            self.fetched.iter().map(|column| format!("{alias}.\"{}\"", column.field())).collect();
        columns.join(", ")
    }

    pub(super) fn fetch(&self, mut rows: rusqlite::Rows) -> Outcome<Vec<Vec<Cell>>> {
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: rusqlite::Result<Vec<Cell>> =
                (0..self.fetched.len()).map(|index| row.get(index)).collect();
            found.push(cells?);
        }
        Ok(found)
    }

    /// A row as the wire has it, without what is expanded.
    pub(super) fn show(&self, cells: &[Cell]) -> Map<String, Value> {
        let mut shown = Map::new();
        for &place in &self.shown {
            let column = self.fetched[place];
            shown.insert(column.field(), to_wire(column.kind, &cells[place]));
        }
        for column in &self.streams {
            let link = format!("{}({})/{}", self.entity.name, id(cells), column.name);
            let annotation = |name: &str| format!("{}@odata.{name}", column.name);
            shown.insert(annotation("mediaEditLink"), link.clone().into());
            shown.insert(annotation("mediaReadLink"), link.into());
            shown.insert(annotation("mediaContentType"), "application/octet-stream".into());
        }
        shown
    }
}

/// The key of a row.
pub(super) fn id(cells: &[Cell]) -> Uuid {
    cells.get(KEY).and_then(guid).unwrap_or_default()
}

fn unknown(entity: &Entity, name: &str) -> Refusal {
    Refusal::Query(format!(
        "Could not find a property named '{name}' on type 'Terrasoft.Configuration.OData.{}'.",
        entity.name
    ))
}
