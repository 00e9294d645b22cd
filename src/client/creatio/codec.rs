//! Records as Creatio sends them, made fit for our types: what stands for nothing is left out,
//! a record that comes with a lookup becomes its title, and names are those of a standard
//! installation.

use serde_json::{Map, Value};

use super::query::Plan;
use super::settings::Settings;
use crate::wire::creatio::entity::Member;

const NO_ID: &str = "00000000-0000-0000-0000-000000000000";
const NO_DATE: &str = "0001-01-01T";

/// The records of a list.
pub(super) fn rows(settings: &Settings, plan: &Plan, mut list: Value) -> Vec<Value> {
    match list.get_mut("value").map(Value::take) {
        Some(Value::Array(rows)) => rows.into_iter().map(|row| one(settings, plan, row)).collect(),
        _ => Vec::new(),
    }
}

/// One record.
pub(super) fn one(settings: &Settings, plan: &Plan, row: Value) -> Value {
    let Value::Object(mut fields) = row else { return row };
    for (lookup, title) in &plan.titles {
        let name = settings.name(*lookup);
        if let Some(Value::Object(mut target)) = fields.remove(name) {
            let title = target.remove(settings.name(*title)).unwrap_or_default();
            fields.insert(name.to_owned(), title);
        }
    }
    if settings.renames(plan.set) {
        fields = with_own_names(settings, plan, fields);
    }
    without_nothing(Value::Object(fields))
}

/// Gives columns that have other names in this installation their own ones.
fn with_own_names(settings: &Settings, plan: &Plan, mut fields: Map<String, Value>) -> Map<String, Value> {
    let mut own = Map::new();
    for member in &plan.select {
        let field = if member.lookup { format!("{}Id", member.name) } else { member.name.to_owned() };
        own.extend(fields.remove(&settings.field(*member)).map(|value| (field, value)));
    }
    for (Member { name, .. }, their) in plan.titles.iter().map(|(lookup, _)| (lookup, settings.name(*lookup)))
    {
        own.extend(fields.remove(their).map(|value| ((*name).to_owned(), value)));
    }
    own
}

/// A value without what stands for nothing in it.
pub(super) fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !is_nothing(value));
            Value::Object(kept.map(|(name, value)| (name, without_nothing(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_nothing).collect()),
        value => value,
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty() || text == NO_ID || text.starts_with(NO_DATE),
        _ => false,
    }
}
