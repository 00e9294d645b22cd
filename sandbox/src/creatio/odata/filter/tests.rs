//! `$filter` against what it means: any condition finds in the database what it finds here, and
//! no nonsense does any harm.

mod generate;
mod meaning;
mod text;

use proptest::prelude::*;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use super::{Expr, parse};
use crate::creatio::model;
use crate::creatio::odata::sql::Query;
use crate::creatio::refusal::Refusal;
use crate::creatio::table::{self, Fields};
use meaning::Row;

/// The object whose records are looked for: it has a column of each kind.
const OBJECT: &str = "SysSettingsValue";

/// The ids of the rows that a condition finds in the database.
fn found(db: &Connection, expr: &Expr) -> Result<Vec<Uuid>, Refusal> {
    let mut query = Query::new(model::find(OBJECT).unwrap());
    let condition = query.condition(expr)?;
    let sql = format!("SELECT t0.\"Id\" FROM {} WHERE {condition} ORDER BY t0.\"Id\"", query.tables());
    let mut statement = db.prepare(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let ids = statement.query_map(params_from_iter(query.values()), |row| row.get(0)).unwrap();
    Ok(ids.map(Result::unwrap).collect())
}

/// A database with nothing but some rows, and the settings to which they refer.
fn fill(db: &Connection, rows: &[Row]) {
    db.execute_batch("DELETE FROM crm_SysSettings").unwrap();
    for (code, id) in generate::SETTINGS {
        let mut fields = Fields::default();
        fields.set_guid("Id", id);
        fields.set("Code", code.to_owned());
        table::insert(db, model::find("SysSettings").unwrap(), &fields).unwrap();
    }
    db.execute_batch("DELETE FROM crm_SysSettingsValue").unwrap();
    for row in rows {
        table::insert(db, model::find(OBJECT).unwrap(), &row.fields()).unwrap();
    }
}

#[test]
fn a_condition_finds_in_the_database_what_it_means() {
    let db = crate::store::in_memory().unwrap();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) };
    proptest!(config, |(rows in generate::rows(), exprs in prop::collection::vec(generate::expr(), 1..8))| {
        fill(&db, &rows);
        for expr in &exprs {
            let text = expr.to_string();
            prop_assert_eq!(&parse(&text), &Ok(expr.clone()), "{}", &text);
            let mut meant: Vec<Uuid> = rows.iter().filter(|row| row.fulfils(expr)).map(|row| row.id).collect();
            meant.sort_unstable();
            prop_assert_eq!(found(&db, expr), Ok(meant), "{}", &text);
        }
    });
}

#[test]
fn nonsense_is_refused_and_nothing_worse() {
    let db = crate::store::in_memory().unwrap();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) };
    proptest!(config, |(text in generate::nonsense())| {
        let Ok(expr) = parse(&text) else { return Ok(()) };
        // What can be read may still be about columns or types that do not fit.
        if let Err(refusal) = found(&db, &expr) {
            prop_assert!(matches!(refusal, Refusal::Query(_) | Refusal::NoColumn { .. }), "{refusal:?}");
        }
    });
}

#[test]
fn depth_and_length_have_a_limit() {
    let nested = |depth: usize| format!("{}Name eq 'x'{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(50)).is_ok());
    assert!(parse(&nested(51)).unwrap_err().contains("recursion limit"));
    assert!(parse(&nested(1_000_000)).is_err());
    assert!(parse(&format!("{}true", "not ".repeat(1_000_000))).is_err());
    let chain = |count: usize| vec!["Name eq 'x'"; count].join(" or ");
    let db = crate::store::in_memory().unwrap();
    assert!(parse(&chain(501)).unwrap_err().contains("node count"));
    let longest = parse(&chain(500).replace("Name", "TextValue")).unwrap();
    assert_eq!(found(&db, &longest), Ok(Vec::new()));
}

#[test]
fn and_binds_closer_than_or_and_not_closest() {
    let expr = parse("not TextValue eq 'a' and BooleanValue or IsDef").unwrap();
    let Expr::Or(parts) = expr else { panic!("{expr:?}") };
    let Expr::And(inner) = &parts[0] else { panic!("{parts:?}") };
    assert!(matches!(inner[0], Expr::Not(_)));
}

#[test]
fn values_never_become_part_of_the_query() {
    let mut query = Query::new(model::find(OBJECT).unwrap());
    let text = "TextValue eq 'x''; DROP TABLE users; --' or contains(TextValue,'\") OR 1=1')";
    let condition = query.condition(&parse(text).unwrap()).unwrap();
    assert!(!condition.contains("DROP") && !condition.contains("1=1"), "{condition}");
    assert_eq!(query.values().len(), 2);
}
