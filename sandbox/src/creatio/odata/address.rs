//! What the path of a request names.

use uuid::Uuid;

use crate::creatio::model::{self, Column, Entity, Kind, Member};
use crate::creatio::refusal::{Outcome, Refusal};

/// What a request is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Address {
    Service,
    Metadata,
    Set(&'static Entity),
    Count(&'static Entity),
    Record(&'static Entity, Uuid),
    /// One value of a record; `raw` without JSON around it.
    Value {
        entity: &'static Entity,
        id: Uuid,
        column: &'static Column,
        raw: bool,
    },
    /// The record to which a lookup column of another one refers.
    Related(&'static Entity, Uuid, &'static Column, &'static Entity),
    Stream(&'static Entity, Uuid, &'static Column),
}

/// Reads a path: `Contact`, `Contact(id)`, `Contact/id`, `Contact(id)/Name`, …
pub(super) fn parse(path: &str) -> Outcome<Address> {
    let mut parts = path.trim_matches('/').split('/').filter(|part| !part.is_empty());
    let (set, mut key) = match parts.next() {
        None => return Ok(Address::Service),
        Some("$metadata") => return Ok(Address::Metadata),
        Some(first) => split_key(first)?,
    };
    let entity = model::find(set).ok_or_else(|| Refusal::NoObject(set.to_owned()))?;
    let mut next = parts.next();
    if key.is_none() {
        match next {
            None => return Ok(Address::Set(entity)),
            Some("$count") => return Ok(Address::Count(entity)),
            Some(text) => {
                key = Some(text);
                next = parts.next();
            }
        }
    }
    let id = guid(key.unwrap_or_default())?;
    let Some(name) = next else { return Ok(Address::Record(entity, id)) };
    let raw = match parts.next() {
        None => false,
        Some("$value") => true,
        Some(_) => return Err(nowhere(path)),
    };
    match entity.member(name) {
        Some(Member::Value(column)) if column.kind == Kind::Stream => Ok(Address::Stream(entity, id, column)),
        Some(Member::Value(column)) => Ok(Address::Value { entity, id, column, raw }),
        Some(Member::Navigation(column, target)) if !raw => Ok(Address::Related(entity, id, column, target)),
        _ => Err(nowhere(path)),
    }
}

/// `Contact(id)` as its two parts.
fn split_key(part: &str) -> Outcome<(&str, Option<&str>)> {
    match part.split_once('(') {
        None => Ok((part, None)),
        Some((set, key)) => match key.strip_suffix(')') {
            Some(key) => Ok((set, Some(key))),
            None => Err(Refusal::Query(format!("Bad Request - Error in query syntax: '{part}'."))),
        },
    }
}

fn guid(text: &str) -> Outcome<Uuid> {
    Uuid::try_parse(text)
        .map_err(|_| Refusal::Query(format!("The key value '{text}' is not of type 'Edm.Guid'.")))
}

fn nowhere(path: &str) -> Refusal {
    Refusal::NotThere(format!("Resource not found for the segment '{path}'."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "dad159f3-6c2d-446a-98d2-0f4d26662bbe";

    #[test]
    fn records_are_named_with_brackets_or_with_a_slash() {
        for path in [format!("City({ID})"), format!("City/{ID}"), format!("/City({})/", ID.to_uppercase())] {
            assert!(
                matches!(parse(&path), Ok(Address::Record(entity, _)) if entity.name == "City"),
                "{path}"
            );
        }
        assert!(matches!(parse(&format!("City({ID})/Name/$value")), Ok(Address::Value { raw: true, .. })));
        assert!(matches!(parse(&format!("City/{ID}/Country")), Ok(Address::Related(..))));
        assert!(matches!(parse("City/$count"), Ok(Address::Count(_))));
        assert!(matches!(parse(""), Ok(Address::Service)));
    }

    #[test]
    fn what_is_not_there_is_refused_by_its_kind() {
        assert!(matches!(parse("Nonsense"), Err(Refusal::NoObject(_))));
        assert!(matches!(parse("City('x')"), Err(Refusal::Query(_))));
        assert!(matches!(parse("City(x"), Err(Refusal::Query(_))));
        assert!(matches!(parse(&format!("City({ID})/Nothing")), Err(Refusal::NotThere(_))));
    }
}
