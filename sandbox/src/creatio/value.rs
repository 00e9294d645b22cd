//! Values on their way between the wire and the database. The wire knows no `null`: what is
//! empty is a zero id, an empty text, the year 1, 0 or `false`.

use rusqlite::types::Value as Cell;
use serde_json::Value;
use uuid::Uuid;

use super::model::{Column, Kind};
use super::moment::{self, Moment};

/// A database's value as the wire has it. Streams have no value.
pub(crate) fn to_wire(kind: Kind, cell: &Cell) -> Value {
    match (kind, cell) {
        (Kind::Guid | Kind::Lookup(_) | Kind::PartOf(_) | Kind::Author, cell) => {
            Value::String(guid(cell).unwrap_or_default().hyphenated().to_string())
        }
        (Kind::Moment | Kind::Day, Cell::Integer(ticks)) => Value::String(Moment(*ticks).to_string()),
        (Kind::Moment | Kind::Day, _) => Value::String(moment::NONE.to_owned()),
        (Kind::Boolean, cell) => Value::Bool(*cell == Cell::Integer(1)),
        (Kind::Integer, Cell::Integer(number)) => Value::from(*number),
        (Kind::Decimal, Cell::Real(number)) => Value::from(*number),
        (Kind::Decimal, Cell::Integer(number)) => Value::from(*number),
        (Kind::Integer | Kind::Decimal, _) => Value::from(0),
        (Kind::Text, Cell::Text(text)) => Value::String(text.clone()),
        (Kind::Text | Kind::Stream, _) => Value::String(String::new()),
    }
}

/// A value from the wire as the database keeps it, or what is wrong with it.
pub(crate) fn from_wire(column: &Column, value: &Value) -> Result<Cell, String> {
    let wrong =
        || format!("Cannot convert the value {value} of '{}' to type '{}'.", column.field(), edm(column));
    match (column.kind, value) {
        (Kind::Text, Value::Null) => Ok(Cell::Text(String::new())),
        (Kind::Integer | Kind::Decimal | Kind::Boolean, Value::Null) => Ok(Cell::Integer(0)),
        (_, Value::Null) => Ok(Cell::Null),
        (Kind::Text, Value::String(text)) => Ok(Cell::Text(text.clone())),
        (Kind::Guid | Kind::Lookup(_) | Kind::PartOf(_) | Kind::Author, Value::String(text)) => {
            Uuid::parse_str(text).map(of_guid).map_err(|_| wrong())
        }
        (Kind::Moment | Kind::Day, Value::String(text)) => {
            let moment = Moment::parse(text).ok_or_else(wrong)?;
            let moment = if column.kind == Kind::Day { moment.map(Moment::day) } else { moment };
            Ok(moment.map_or(Cell::Null, |moment| Cell::Integer(moment.0)))
        }
        (Kind::Boolean, Value::Bool(flag)) => Ok(Cell::Integer((*flag).into())),
        (Kind::Integer, Value::Number(number)) => {
            let number = number.as_i64().filter(|number| i32::try_from(*number).is_ok());
            number.map(Cell::Integer).ok_or_else(wrong)
        }
        (Kind::Decimal, Value::Number(number)) => number.as_f64().map(Cell::Real).ok_or_else(wrong),
        // A client that says `IEEE754Compatible=true` sends decimals as text.
        (Kind::Decimal, Value::String(text)) => text.parse().map(Cell::Real).map_err(|_| wrong()),
        _ => Err(wrong()),
    }
}

/// The zero id is none.
pub(crate) fn of_guid(id: Uuid) -> Cell {
    if id.is_nil() { Cell::Null } else { Cell::Blob(id.as_bytes().to_vec()) }
}

/// The id in a cell, if there is one.
pub(crate) fn guid(cell: &Cell) -> Option<Uuid> {
    match cell {
        Cell::Blob(bytes) => Uuid::from_slice(bytes).ok(),
        _ => None,
    }
}

/// The type by which OData knows a column.
pub(crate) fn edm(column: &Column) -> &'static str {
    match column.kind {
        Kind::Guid | Kind::Lookup(_) | Kind::PartOf(_) | Kind::Author => "Edm.Guid",
        Kind::Text => "Edm.String",
        Kind::Integer => "Edm.Int32",
        Kind::Decimal => "Edm.Decimal",
        Kind::Boolean => "Edm.Boolean",
        Kind::Moment | Kind::Day => "Edm.DateTimeOffset",
        Kind::Stream => "Edm.Stream",
    }
}
