//! The directory of contacts.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};
use webitel_chats::ids::{ContactId, UserId};

use super::answer::{Data, with_fields};
use super::params::{Paging, Params};
use crate::app::App;
use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::store::contacts::{self, Contact};

/// How many contacts a page holds unless the request says otherwise.
const PAGE: i64 = 16;

/// The longest name.
const LONGEST_NAME: usize = 500;

/// `GET /api/contacts`: by name, number or address; with `qin=imclients{user{id}}` by the
/// customer's user id.
pub(super) async fn list(
    State(app): State<App>,
    session: Session,
    params: Params,
) -> Result<Json<Data<Value>>> {
    session.need_licence()?;
    let paging = params.paging(PAGE);
    let fields = fields(&params);
    app.read(|db| {
        let found = find(db, &params, paging)?;
        let lines: Result<Vec<Value>> =
            found.iter().map(|contact| with_fields(&line(db, contact)?, &fields)).collect();
        Ok(Json(Data::new(lines?, paging)))
    })
}

fn find(db: &Connection, params: &Params, paging: Paging) -> Result<Vec<Contact>> {
    let by_customer = params.get("qin").is_some_and(|qin| qin.starts_with("imclients{user"));
    if !by_customer {
        return Ok(contacts::find(db, &params.pattern(), paging.limit(), paging.offset())?);
    }
    let customer = params.number("q").map(UserId);
    let contact = customer.map(|id| contacts::of_customer(db, id)).transpose()?.flatten();
    Ok(contact.into_iter().collect())
}

pub(super) async fn read(
    State(app): State<App>,
    session: Session,
    Path(id): Path<i64>,
    params: Params,
) -> Result<Json<Value>> {
    session.need_licence()?;
    app.read(|db| {
        let contact = contacts::get(db, ContactId(id))?
            .ok_or_else(|| Failure::new(404, "contacts.not_found", "there is no such contact"))?;
        Ok(Json(with_fields(&line(db, &contact)?, &fields(&params))?))
    })
}

pub(super) async fn create(State(app): State<App>, session: Session, body: Bytes) -> Result<Json<Value>> {
    session.need_licence()?;
    let contact = parse(&body)?;
    app.act(|act| {
        let id = contacts::add(&act.db, &contact)?;
        Ok(Json(line(&act.db, &Contact { id: id.0, ..contact })?))
    })
}

/// A contact as clients send it.
#[derive(Deserialize)]
struct NewContact {
    name: Name,
    #[serde(default)]
    about: Option<String>,
    #[serde(default)]
    phones: Option<List<Phone>>,
    #[serde(default)]
    emails: Option<List<Email>>,
}

/// The name alone, or an object around it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Plain(String),
    Parts { common_name: String },
}

/// A list alone, or an object around it.
#[derive(Deserialize)]
#[serde(untagged)]
enum List<T> {
    Plain(Vec<T>),
    Page { data: Vec<T> },
}

impl<T> List<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::Plain(entries) | Self::Page { data: entries } => entries,
        }
    }
}

#[derive(Deserialize)]
struct Phone {
    number: String,
}

#[derive(Deserialize)]
struct Email {
    email: String,
}

/// Reads a new contact, or says what is wrong with it.
pub(super) fn parse(body: &[u8]) -> Result<Contact> {
    let wrong = |why: String| Failure::new(400, "contacts.input", why);
    let new: NewContact = serde_json::from_slice(body).map_err(|error| wrong(error.to_string()))?;
    let name = match new.name {
        Name::Plain(name) | Name::Parts { common_name: name } => name.trim().to_owned(),
    };
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(wrong(format!("name must have 1 to {LONGEST_NAME} characters")));
    }
    Ok(Contact {
        id: 0,
        name,
        about: new.about.unwrap_or_default(),
        phones: new.phones.map(List::into_vec).unwrap_or_default().into_iter().map(|p| p.number).collect(),
        emails: new.emails.map(List::into_vec).unwrap_or_default().into_iter().map(|e| e.email).collect(),
    })
}

/// What a contact always says, whatever fields are asked for: clients rely on it.
fn fields(params: &Params) -> Vec<&str> {
    let mut fields = params.fields();
    if !fields.is_empty() {
        // `name{common_name}` names a part; the whole is as good.
        for field in &mut fields {
            *field = field.split('{').next().unwrap_or_default();
        }
        fields.extend(["id", "etag", "mode", "name"]);
    }
    fields
}

/// A contact as it travels.
pub(super) fn line(db: &Connection, contact: &Contact) -> Result<Value> {
    let list = |entries: Vec<Value>| json!({ "data": entries });
    let clients = contacts::customers(db, ContactId(contact.id))?.into_iter().map(|customer| {
        json!({
            "id": customer.id.to_string(),
            "etag": customer.id.to_string(),
            "user": { "id": customer.id.to_string(), "name": customer.name, "type": customer.source },
            "protocol": customer.source,
        })
    });
    let phones = contact.phones.iter().map(|number| json!({ "number": number }));
    let emails = contact.emails.iter().map(|email| json!({ "email": email }));
    Ok(json!({
        "id": contact.id.to_string(),
        "etag": contact.id.to_string(),
        "mode": "rwd",
        "name": { "common_name": contact.name },
        "about": contact.about,
        "labels": list(vec![]),
        "managers": list(vec![]),
        "variables": list(vec![]),
        "timezones": list(vec![]),
        "groups": list(vec![]),
        "phones": list(phones.collect()),
        "emails": list(emails.collect()),
        "imclients": list(clients.collect()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_new_contact_are_read() {
        let plain = parse(br#"{"name":" Olena ","phones":[{"number":"+380"}]}"#).unwrap();
        let nested =
            parse(br#"{"name":{"common_name":"Olena"},"phones":{"data":[{"number":"+380"}]}}"#).unwrap();
        assert_eq!(plain, nested);
        assert_eq!(plain.phones, ["+380"]);
    }

    #[test]
    fn a_contact_needs_a_name() {
        for body in [&b"{}"[..], br#"{"name":"  "}"#, br#"{"name":{}}"#, b"[]", b"x"] {
            assert_eq!(parse(body).unwrap_err().0.code, 400);
        }
    }
}
