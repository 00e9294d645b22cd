//! Records: read, put in, changed and removed by what the model says of their object.

use std::collections::BTreeMap;

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, Error, ErrorCode, OptionalExtension, Result, params_from_iter};
use uuid::Uuid;

use super::model::Entity;
use super::moment::Moment;
use super::value::{guid, of_guid};

/// The values of a record, or some of them, under the names of their fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields(BTreeMap<String, Cell>);

impl Fields {
    pub(crate) fn set(&mut self, field: &str, cell: impl Into<Cell>) {
        self.0.insert(field.to_owned(), cell.into());
    }

    pub(crate) fn set_guid(&mut self, field: &str, id: Uuid) {
        self.set(field, of_guid(id));
    }

    pub(crate) fn set_moment(&mut self, field: &str, moment: Moment) {
        self.set(field, Cell::Integer(moment.0));
    }

    /// Sets what is not set, or set to nothing.
    pub(crate) fn fill(&mut self, field: &str, cell: impl Into<Cell>) {
        if self.is_empty(field) {
            self.set(field, cell);
        }
    }

    pub(crate) fn fill_guid(&mut self, field: &str, id: Uuid) {
        self.fill(field, of_guid(id));
    }

    pub(crate) fn get(&self, field: &str) -> Option<&Cell> {
        self.0.get(field)
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// The text of a field; empty where there is none.
    pub(crate) fn text(&self, field: &str) -> &str {
        match self.0.get(field) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    pub(crate) fn guid(&self, field: &str) -> Option<Uuid> {
        guid(self.0.get(field)?)
    }

    pub(crate) fn integer(&self, field: &str) -> Option<i64> {
        match self.0.get(field) {
            Some(Cell::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn remove(&mut self, field: &str) {
        self.0.remove(field);
    }

    fn is_empty(&self, field: &str) -> bool {
        match self.0.get(field) {
            None | Some(Cell::Null) => true,
            Some(Cell::Text(text)) => text.is_empty(),
            Some(_) => false,
        }
    }
}

/// Puts a record in.
pub(crate) fn insert(db: &Connection, entity: &Entity, fields: &Fields) -> Result<()> {
    write(db, "INSERT", entity, fields).map(drop)
}

/// Puts a record in unless it is there.
pub(crate) fn insert_once(db: &Connection, entity: &Entity, fields: &Fields) -> Result<()> {
    write(db, "INSERT OR IGNORE", entity, fields).map(drop)
}

fn write(db: &Connection, verb: &str, entity: &Entity, fields: &Fields) -> Result<usize> {
    let names: Vec<String> = fields.0.keys().map(|field| format!("\"{field}\"")).collect();
    let places = vec!["?"; names.len()].join(", ");
    let sql = format!("{verb} INTO {} ({}) VALUES ({places})", entity.table(), names.join(", "));
    db.prepare_cached(&sql)?.execute(params_from_iter(fields.0.values()))
}

/// Changes a record; `false` if it is not there.
pub(crate) fn update(db: &Connection, entity: &Entity, id: Uuid, fields: &Fields) -> Result<bool> {
    let sets: Vec<String> = fields.0.keys().map(|field| format!("\"{field}\" = ?")).collect();
    let sql = format!("UPDATE {} SET {} WHERE \"Id\" = ?", entity.table(), sets.join(", "));
    let key = of_guid(id);
    let values = fields.0.values().chain(std::iter::once(&key));
    Ok(db.prepare_cached(&sql)?.execute(params_from_iter(values))? > 0)
}

/// Removes a record; `false` if it is not there.
pub(crate) fn delete(db: &Connection, entity: &Entity, id: Uuid) -> Result<bool> {
    let sql = format!("DELETE FROM {} WHERE \"Id\" = ?", entity.table());
    Ok(db.prepare_cached(&sql)?.execute([of_guid(id)])? > 0)
}

/// A record as a whole.
pub(crate) fn get(db: &Connection, entity: &Entity, id: Uuid) -> Result<Option<Fields>> {
    Ok(find(db, entity, "\"Id\" = ?", &[of_guid(id)])?.into_iter().next())
}

/// The records that fulfil a condition in SQL.
pub(crate) fn find(
    db: &Connection,
    entity: &Entity,
    condition: &str,
    values: &[Cell],
) -> Result<Vec<Fields>> {
    let names: Vec<String> = entity.stored().map(super::model::Column::field).collect();
    let sql = format!("SELECT \"{}\" FROM {} WHERE {condition}", names.join("\", \""), entity.table());
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        let mut fields = Fields::default();
        for (index, name) in names.iter().enumerate() {
            fields.set(name, row.get::<_, Cell>(index)?);
        }
        Ok(fields)
    })?;
    rows.collect()
}

/// Whether a record is there.
pub(crate) fn exists(db: &Connection, entity: &Entity, id: Uuid) -> Result<bool> {
    let sql = format!("SELECT 1 FROM {} WHERE \"Id\" = ?", entity.table());
    Ok(db.prepare_cached(&sql)?.query_row([of_guid(id)], |_| Ok(())).optional()?.is_some())
}

/// What stands for a record where another one refers to it; empty if it is not there.
pub(crate) fn display(db: &Connection, entity: &Entity, id: Uuid) -> Result<String> {
    let sql = format!("SELECT \"{}\" FROM {} WHERE \"Id\" = ?", entity.display, entity.table());
    let cell = db.prepare_cached(&sql)?.query_row([of_guid(id)], |row| row.get(0)).optional()?;
    Ok(match cell {
        Some(Cell::Text(text)) => text,
        _ => String::new(),
    })
}

/// The next number of an object's records, from 1.
pub(crate) fn next_number(db: &Connection, entity: &Entity) -> Result<i64> {
    db.prepare_cached(
        "INSERT INTO crm_numbers (object, last) VALUES (?1, 1)
         ON CONFLICT (object) DO UPDATE SET last = last + 1 RETURNING last",
    )?
    .query_row([entity.name], |row| row.get(0))
}

/// What a database's refusal means, in the words of the one that a real CRM has.
pub(crate) fn explain(error: &Error) -> String {
    const UNIQUE: i32 = rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY;
    const FOREIGN: i32 = rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY;
    match error {
        Error::SqliteFailure(failure, _) if failure.code == ErrorCode::ConstraintViolation => {
            match failure.extended_code {
                UNIQUE => "Violation of PRIMARY KEY constraint. Cannot insert duplicate key.".to_owned(),
                FOREIGN => "The statement conflicted with the FOREIGN KEY constraint: a record that it \
                            refers to is not there, or other records refer to it."
                    .to_owned(),
                _ => "The statement conflicted with a constraint.".to_owned(),
            }
        }
        other => other.to_string(),
    }
}
