//! Lists, records, and single values of them.

mod expand;
mod rows;

use rusqlite::{Connection, params_from_iter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::address::Address;
use super::options::{self, Options, Shape};
use super::sql::Query;
use super::{MOST_RECORDS, Request, metadata};
use crate::creatio::model::{Column, Entity};
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::rights::check_reads;
use crate::creatio::session::Caller;
use crate::creatio::{streams, value};
use rows::Rows;

/// The media type of an answer in JSON.
const JSON: &str = "application/json; odata.metadata=minimal";

/// Answers a `GET`.
pub(super) fn read(db: &Connection, caller: &Caller, request: &Request, address: &Address) -> Outcome<Reply> {
    let options = options::parse(&request.query)?;
    let reader = Reader { db, caller, base: &request.base };
    match *address {
        Address::Service => Ok(json_reply(metadata::service(&request.base))),
        Address::Metadata => Ok(Reply::text("application/xml", metadata::document())),
        Address::Set(entity) => reader.list(entity, &options).map(json_reply),
        Address::Count(entity) => {
            let count = reader.count(entity, &options)?;
            Ok(Reply::text("text/plain", count.to_string()))
        }
        Address::Record(entity, id) => reader.record(entity, id, &options.shape).map(json_reply),
        Address::Value { entity, id, column, raw } => reader.value(entity, id, column, raw),
        Address::Related(entity, id, column, target) => {
            let related = reader.cell(entity, id, column)?;
            let related = value::guid(&related).ok_or_else(|| no_record(target, Uuid::nil()))?;
            reader.record(target, related, &options.shape).map(json_reply)
        }
        Address::Stream(entity, id, column) => {
            check_reads(db, caller, entity)?;
            let (_, bytes) = streams::get(db, id, column.name)?.ok_or_else(|| no_record(entity, id))?;
            Ok(Reply::bytes("application/octet-stream".to_owned(), bytes)
                .with("x-content-type-options", "nosniff"))
        }
    }
}

/// The record, as a write answers with it.
pub(super) fn record(
    db: &Connection,
    caller: &Caller,
    base: &str,
    entity: &'static Entity,
    id: Uuid,
) -> Outcome<Value> {
    Reader { db, caller, base }.record(entity, id, &Shape::default())
}

pub(super) fn json_reply(body: Value) -> Reply {
    Reply::json(200, body).with("content-type", JSON).with("odata-version", "4.0")
}

pub(super) fn no_record(entity: &Entity, id: Uuid) -> Refusal {
    Refusal::NotThere(format!("Item with id {id} not found in {}.", entity.name))
}

/// Reads for somebody.
struct Reader<'a> {
    db: &'a Connection,
    caller: &'a Caller,
    /// The service's own address.
    base: &'a str,
}

impl Reader<'_> {
    fn list(&self, entity: &'static Entity, options: &Options) -> Outcome<Value> {
        check_reads(self.db, self.caller, entity)?;
        let mut answer = json!({"@odata.context": format!("{}/$metadata#{}", self.base, entity.name)});
        if options.count {
            answer["@odata.count"] = self.count(entity, options)?.into();
        }
        let rows = self.rows(entity, options)?;
        answer["value"] = Value::Array(rows);
        Ok(answer)
    }

    fn rows(&self, entity: &'static Entity, options: &Options) -> Outcome<Vec<Value>> {
        let rows = Rows::of(entity, &options.shape)?;
        let mut query = Query::new(entity);
        let condition = options.filter.as_ref().map(|filter| query.condition(filter)).transpose()?;
        let mut order = Vec::new();
        for term in &options.order {
            let direction = if term.descending { "DESC" } else { "ASC" };
            order.push(format!("{} {direction}", query.sort_key(&term.path)?));
        }
        let top = options.top.unwrap_or(MOST_RECORDS).min(MOST_RECORDS);
        let sql = format!(
            "SELECT {} FROM {}{}{} LIMIT {top} OFFSET {}",
            rows.columns("t0"),
            query.tables(),
            condition.map_or_else(String::new, |condition| format!(" WHERE {condition}")),
            if order.is_empty() { String::new() } else { format!(" ORDER BY {}", order.join(", ")) },
            options.skip,
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let found = rows.fetch(statement.query(params_from_iter(query.values()))?)?;
        self.shown(&rows, found)
    }

    fn count(&self, entity: &'static Entity, options: &Options) -> Outcome<i64> {
        check_reads(self.db, self.caller, entity)?;
        let mut query = Query::new(entity);
        let condition = options.filter.as_ref().map(|filter| query.condition(filter)).transpose()?;
        let sql = format!(
            "SELECT count(*) FROM {}{}",
            query.tables(),
            condition.map_or_else(String::new, |condition| format!(" WHERE {condition}")),
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(query.values()), |row| row.get(0))?)
    }

    fn record(&self, entity: &'static Entity, id: Uuid, shape: &Shape) -> Outcome<Value> {
        check_reads(self.db, self.caller, entity)?;
        let rows = Rows::of(entity, shape)?;
        let sql = format!("SELECT {} FROM {} t0 WHERE t0.\"Id\" = ?", rows.columns("t0"), entity.table());
        let mut statement = self.db.prepare_cached(&sql)?;
        let found = rows.fetch(statement.query([value::of_guid(id)])?)?;
        let mut record = self.shown(&rows, found)?.pop().ok_or_else(|| no_record(entity, id))?;
        record["@odata.context"] = format!("{}/$metadata#{}/$entity", self.base, entity.name).into();
        Ok(record)
    }

    fn cell(&self, entity: &'static Entity, id: Uuid, column: &Column) -> Outcome<rusqlite::types::Value> {
        check_reads(self.db, self.caller, entity)?;
        let sql = format!("SELECT \"{}\" FROM {} WHERE \"Id\" = ?", column.field(), entity.table());
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([value::of_guid(id)])?;
        let row = rows.next()?.ok_or_else(|| no_record(entity, id))?;
        Ok(row.get(0)?)
    }

    fn value(&self, entity: &'static Entity, id: Uuid, column: &Column, raw: bool) -> Outcome<Reply> {
        let wire = value::to_wire(column.kind, &self.cell(entity, id, column)?);
        if !raw {
            let context = format!("{}/$metadata#{}({id})/{}", self.base, entity.name, column.field());
            return Ok(json_reply(json!({"@odata.context": context, "value": wire})));
        }
        let text = match wire {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Ok(Reply::text("text/plain; charset=utf-8", text))
    }
}
