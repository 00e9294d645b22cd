//! New records, changes, removals, and the bytes of stream columns.

use axum::http::Method;
use serde_json::{Map, Value};

use super::address::Address;
use super::{Request, read};
use crate::app::Act;
use crate::creatio::model::{Entity, Kind, Member};
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::session::Caller;
use crate::creatio::table::Fields;
use crate::creatio::{files, records, value};

/// `POST` to a set: answers with the whole new record.
pub(super) fn create(act: &mut Act, caller: &Caller, request: &Request, address: &Address) -> Outcome<Reply> {
    let Address::Set(entity) = *address else { return Err(refused(&request.method)) };
    let fields = body(entity, request)?;
    let id = records::create(act, caller, entity, fields)?;
    let record = read::record(&act.db, caller, &request.base, entity, id)?;
    let location = format!("{}/{}({id})", request.base, entity.name);
    Ok(Reply { status: 201, ..read::json_reply(record) }.with("location", location))
}

/// `PATCH` of a record: only what is named changes.
pub(super) fn change(act: &mut Act, caller: &Caller, request: &Request, address: &Address) -> Outcome<Reply> {
    let Address::Record(entity, id) = *address else { return Err(refused(&request.method)) };
    let fields = body(entity, request)?;
    records::change(act, caller, entity, id, fields)?;
    Ok(Reply::empty(204))
}

/// `DELETE` of a record, or of the bytes of a stream column.
pub(super) fn remove(act: &mut Act, caller: &Caller, address: &Address) -> Outcome<Reply> {
    match *address {
        Address::Record(entity, id) => records::remove(act, caller, entity, id)?,
        Address::Stream(entity, id, column) => {
            files::put_bytes(act, caller, entity, id, column.name, "", &[])?
        }
        _ => return Err(refused(&Method::DELETE)),
    }
    Ok(Reply::empty(204))
}

/// `PUT` of the bytes of a stream column; nothing else can be put.
pub(super) fn put_stream(
    act: &mut Act,
    caller: &Caller,
    request: &Request,
    address: &Address,
) -> Outcome<Reply> {
    let Address::Stream(entity, id, column) = *address else { return Err(refused(&request.method)) };
    files::put_bytes(act, caller, entity, id, column.name, &request.media_type, &request.body)?;
    Ok(Reply::empty(200))
}

fn refused(method: &Method) -> Refusal {
    Refusal::Method(format!("The requested resource does not support http method '{method}'."))
}

/// The fields that a body names. A record behind a lookup is ignored without a word, as
/// annotations are: only the lookup's id is read.
fn body(entity: &'static Entity, request: &Request) -> Outcome<Fields> {
    let body: Map<String, Value> = serde_json::from_slice(&request.body)
        .map_err(|error| Refusal::Body(format!("The body is not a JSON object: {error}.")))?;
    let mut fields = Fields::default();
    for (name, wire) in body.iter().filter(|(name, _)| !name.contains('@')) {
        match entity.member(name) {
            Some(Member::Value(column)) if column.kind == Kind::Stream => {
                return Err(Refusal::Body(format!(
                    "'{name}' is a stream: its bytes are put to its own address."
                )));
            }
            Some(Member::Value(column)) => {
                fields.set(name, value::from_wire(column, wire).map_err(Refusal::Body)?);
            }
            Some(Member::Navigation(..) | Member::Collection(..)) => {}
            None => {
                return Err(Refusal::Body(format!(
                    "The property '{name}' does not exist on type 'Terrasoft.Configuration.OData.{}'.",
                    entity.name
                )));
            }
        }
    }
    Ok(fields)
}
