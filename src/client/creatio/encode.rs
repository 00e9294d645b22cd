//! Queries and values as Creatio reads them. Nowhere else is anything quoted or escaped.

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::filter::{Expr, Literal};
use super::query::Plan;
use super::settings::Settings;
use crate::client::rest::percent_encode;
use crate::wire::creatio::entity::{Member, Path};
use crate::wire::creatio::moment;

/// The address of a list, relative to the OData service.
pub(super) fn list(settings: &Settings, plan: &Plan) -> String {
    let mut options = shape(settings, plan);
    if let Some(filter) = &plan.filter {
        options.push(("$filter", condition(settings, filter)));
    }
    if !plan.order.is_empty() {
        let keys = plan.order.iter().map(|(by, descending)| {
            format!("{}{}", path(settings, by), if *descending { " desc" } else { "" })
        });
        options.push(("$orderby", keys.collect::<Vec<_>>().join(",")));
    }
    if let Some(top) = plan.top {
        options.push(("$top", top.to_string()));
    }
    if plan.skip > 0 {
        options.push(("$skip", plan.skip.to_string()));
    }
    if plan.count {
        options.push(("$count", "true".to_owned()));
    }
    with_options(settings.object(plan.set).to_owned(), &options)
}

/// The address of one record, relative to the OData service.
pub(super) fn record(settings: &Settings, plan: &Plan, id: Uuid) -> String {
    with_options(key(settings, plan.set, id), &shape(settings, plan))
}

/// The address of one record without any options.
pub(super) fn key(settings: &Settings, set: &str, id: Uuid) -> String {
    format!("{}({})", settings.object(set), id.hyphenated())
}

/// A body that makes or changes a record.
pub(super) fn body(settings: &Settings, fields: &[(Member, Literal)]) -> Json {
    let pairs = fields.iter().map(|(member, literal)| (settings.field(*member), json(literal)));
    Json::Object(pairs.collect::<Map<_, _>>())
}

fn with_options(mut address: String, options: &[(&str, String)]) -> String {
    for (place, (name, value)) in options.iter().enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&percent_encode(value));
    }
    address
}

fn shape(settings: &Settings, plan: &Plan) -> Vec<(&'static str, String)> {
    let mut options = Vec::new();
    if !plan.select.is_empty() {
        let fields: Vec<_> = plan.select.iter().map(|member| settings.field(*member)).collect();
        options.push(("$select", fields.join(",")));
    }
    if !plan.titles.is_empty() {
        let titles = plan.titles.iter().map(|(lookup, title)| {
            let lookup = settings.name(*lookup);
            if settings.nested_select {
                format!("{lookup}($select={})", settings.name(*title))
            } else {
                lookup.to_owned()
            }
        });
        options.push(("$expand", titles.collect::<Vec<_>>().join(",")));
    }
    options
}

fn path(settings: &Settings, path: &Path) -> String {
    path.members().map(|member| settings.name(member).to_owned()).collect::<Vec<_>>().join("/")
}

fn condition(settings: &Settings, expr: &Expr) -> String {
    let join = |parts: &[Expr], word: &str| {
        let parts: Vec<_> = parts.iter().map(|part| condition(settings, part)).collect();
        format!("({})", parts.join(word))
    };
    match expr {
        Expr::All(parts) => join(parts, " and "),
        Expr::Any(parts) => join(parts, " or "),
        Expr::Not(inner) => format!("not ({})", condition(settings, inner)),
        Expr::Compare(left, operator, right) => {
            format!("{} {operator} {}", path(settings, left), literal(right))
        }
        Expr::Search(function, text, part) => {
            format!("{function}({},{})", path(settings, text), quoted(part))
        }
    }
}

/// Texts are quoted; keys and dates must not be.
fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Text(text) => quoted(text),
        Literal::Guid(id) => id.hyphenated().to_string(),
        Literal::Moment(time) => moment::format(*time),
        Literal::Integer(number) => number.to_string(),
        Literal::Decimal(number) => number.to_string(),
        Literal::Flag(flag) => flag.to_string(),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn json(literal: &Literal) -> Json {
    match literal {
        Literal::Null => Json::Null,
        Literal::Text(text) => Json::from(text.as_str()),
        Literal::Guid(id) => Json::from(id.hyphenated().to_string()),
        Literal::Moment(time) => Json::from(moment::format(*time)),
        Literal::Integer(number) => Json::from(*number),
        // As text: bodies say `IEEE754Compatible=true`.
        Literal::Decimal(number) => Json::from(number.to_string()),
        Literal::Flag(flag) => Json::from(*flag),
    }
}
