//! Several requests in one. Whoever puts one in gets a slot, by which its result is taken out.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::error::{self, CrmError};
use super::filter::Literal;
use super::query::{Plan, Query};
use super::settings::Settings;
use super::values::Values;
use super::{codec, encode};
use crate::client::json;
use crate::client::platform::Method;
use crate::ids::crm::Key;
use crate::wire::creatio::entity::{Entity, Member, Row};
use uuid::Uuid;

/// The most requests that Creatio takes in one batch.
pub const MOST: usize = 100;

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<T> {
    /// The records.
    pub rows: Vec<T>,
    /// How many there are in all, where that was asked.
    pub total: Option<u64>,
}

/// A request to OData, without types.
#[derive(Clone, Debug)]
pub(super) enum Part {
    List(Plan),
    Get(Plan, Uuid),
    Create(&'static str, Vec<(Member, Literal)>),
    Change(&'static str, Uuid, Vec<(Member, Literal)>),
    Delete(&'static str, Uuid),
}

impl Part {
    pub(super) fn method(&self) -> Method {
        match self {
            Self::List(_) | Self::Get(..) => Method::Get,
            Self::Create(..) => Method::Post,
            Self::Change(..) => Method::Patch,
            Self::Delete(..) => Method::Delete,
        }
    }

    /// Its address, relative to the OData service.
    pub(super) fn address(&self, settings: &Settings) -> String {
        match self {
            Self::List(plan) => encode::list(settings, plan),
            Self::Get(plan, id) => encode::record(settings, plan, *id),
            Self::Create(set, _) => settings.object(set).to_owned(),
            Self::Change(set, id, _) | Self::Delete(set, id) => encode::key(settings, set, *id),
        }
    }

    pub(super) fn body(&self, settings: &Settings) -> Option<Value> {
        match self {
            Self::Create(_, fields) | Self::Change(_, _, fields) => Some(encode::body(settings, fields)),
            _ => None,
        }
    }

    /// An answer in our terms: of a list an object with `rows` and `total`.
    pub(super) fn read(&self, settings: &Settings, answer: Value) -> Value {
        match self {
            Self::List(plan) => {
                let total = answer.get("@odata.count").cloned().unwrap_or_default();
                json!({"rows": codec::rows(settings, plan, answer), "total": total})
            }
            Self::Get(plan, _) => codec::one(settings, plan, answer),
            _ => Value::Null,
        }
    }

    fn request(&self, settings: &Settings, id: usize, group: bool) -> Value {
        let mut request = Map::new();
        request.insert("id".to_owned(), id.to_string().into());
        request.insert("method".to_owned(), self.method().name().into());
        request.insert("url".to_owned(), self.address(settings).into());
        if group {
            request.insert("atomicityGroup".to_owned(), "together".into());
        }
        if let Some(body) = self.body(settings) {
            let headers = json!({"Content-Type": "application/json; charset=utf-8; IEEE754Compatible=true"});
            request.insert("headers".to_owned(), headers);
            request.insert("body".to_owned(), body);
        }
        Value::Object(request)
    }
}

/// Several requests in one.
#[derive(Default)]
pub struct Batch {
    pub(super) parts: Vec<Part>,
    pub(super) together: bool,
}

/// Where a result will be.
#[must_use = "a result has to be taken out"]
pub struct Slot<T> {
    at: usize,
    read: fn(Value) -> Option<T>,
}

impl Batch {
    /// Without any requests yet; each is carried out by itself.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Without any requests yet; all are carried out or none. Not for more than [`MOST`].
    #[must_use]
    pub fn together() -> Self {
        Self { parts: Vec::new(), together: true }
    }

    /// Reads a list.
    pub fn list<R: Row>(&mut self, query: Query<R>) -> Slot<Page<R>> {
        self.add(Part::List(query.plan), page)
    }

    /// Reads a record.
    pub fn get<R: Row>(&mut self, id: <R::Of as Entity>::Id) -> Slot<R> {
        self.add(Part::Get(Query::<R>::new().plan, id.uuid()), |value| json::fill(value).ok())
    }

    /// Makes a record.
    pub fn create<E: Entity>(&mut self, values: Values<E>) -> Slot<()> {
        self.add(Part::Create(E::SET, values.fields), |_| Some(()))
    }

    /// Changes a record.
    pub fn change<E: Entity>(&mut self, id: E::Id, values: Values<E>) -> Slot<()> {
        self.add(Part::Change(E::SET, id.uuid(), values.fields), |_| Some(()))
    }

    /// Removes a record.
    pub fn delete<E: Entity>(&mut self, id: E::Id) -> Slot<()> {
        self.add(Part::Delete(E::SET, id.uuid()), |_| Some(()))
    }

    pub(super) fn add<T>(&mut self, part: Part, read: fn(Value) -> Option<T>) -> Slot<T> {
        self.parts.push(part);
        Slot { at: self.parts.len() - 1, read }
    }
}

/// Reads a list in our terms.
pub(super) fn page<R: DeserializeOwned>(mut value: Value) -> Option<Page<R>> {
    let total = value.get("total").and_then(Value::as_u64);
    let rows = value.get_mut("rows").map(Value::take).unwrap_or_default();
    Some(Page { rows: json::fill(rows).ok()?, total })
}

/// The results of a batch.
#[derive(Debug)]
pub struct Results {
    values: Vec<Option<Result<Value, CrmError>>>,
    not_clone: PhantomData<()>,
}

impl Results {
    pub(super) fn new(values: Vec<Result<Value, CrmError>>) -> Self {
        Self { values: values.into_iter().map(Some).collect(), not_clone: PhantomData }
    }

    /// Takes a result out.
    ///
    /// # Errors
    /// See [`CrmError`]; a batch that succeeds may hold requests that did not.
    pub fn take<T>(&mut self, slot: Slot<T>) -> Result<T, CrmError> {
        let value = self.values.get_mut(slot.at).and_then(Option::take).ok_or(CrmError::Unreadable)??;
        (slot.read)(value).ok_or(CrmError::Unreadable)
    }

    /// The first failure, if there is one.
    pub(super) fn failure(&self) -> Option<CrmError> {
        self.values.iter().flatten().find_map(|result| result.as_ref().err().cloned())
    }
}

/// The body of a batch.
pub(super) fn body(settings: &Settings, parts: &[Part], together: bool) -> String {
    let requests: Vec<_> =
        parts.iter().enumerate().map(|(id, part)| part.request(settings, id, together)).collect();
    json!({"requests": requests}).to_string()
}

/// The answers to a batch, in the order of its requests. What was not answered was not done.
pub(super) fn answers(
    settings: &Settings,
    parts: &[Part],
    mut answer: Value,
) -> Vec<Result<Value, CrmError>> {
    let mut found: Vec<Option<Result<Value, CrmError>>> = parts.iter().map(|_| None).collect();
    let responses = match answer.get_mut("responses").map(Value::take) {
        Some(Value::Array(responses)) => responses,
        _ => Vec::new(),
    };
    for (place, mut response) in responses.into_iter().enumerate() {
        // Ids of ours are answered unless a server has its own; then the order tells.
        let id = response.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
        let at = id.filter(|at| found.get(*at).is_some_and(Option::is_none)).unwrap_or(place);
        let (Some(slot), Some(part)) = (found.get_mut(at), parts.get(at)) else { continue };
        let body = response.get_mut("body").map(Value::take).unwrap_or_default();
        let status = response.get("status").and_then(Value::as_u64).unwrap_or_default();
        *slot = Some(match u16::try_from(status).unwrap_or_default() {
            200..=299 => Ok(part.read(settings, body)),
            status => Err(error::refusal(status, &body)),
        });
    }
    found.into_iter().map(|result| result.unwrap_or(Err(CrmError::Unreadable))).collect()
}
