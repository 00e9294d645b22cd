//! The database's side of the [model](super::model): its tables, views and indexes, and how it
//! compares texts.

use std::cmp::Ordering;
use std::fmt::Write;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::model::{self, Column, Entity, Form, Kind, Source};

/// Creates what is missing. The connection can [compare texts](compare_texts) already.
pub(crate) fn create(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(include_str!("schema.sql"))?;
    for entity in model::all() {
        match entity.source {
            Source::Table => table(db, entity)?,
            Source::View(sql) => view(db, entity, sql)?,
        }
    }
    Ok(())
}

/// The CRM compares texts without regard to case, in any script. `fold` makes that comparable.
pub(crate) fn compare_texts(db: &Connection) -> rusqlite::Result<()> {
    db.create_collation("FOLD", compare)?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function("fold", 1, flags, |call| Ok(fold(call.get_raw(0).as_str()?)))
}

/// Compares texts as [`fold`] makes them. Sorting meets many that are the same.
fn compare(a: &str, b: &str) -> Ordering {
    if a == b { Ordering::Equal } else { fold(a).cmp(&fold(b)) }
}

/// A text as it is compared.
pub(crate) fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    if lower.contains('ς') { lower.chars().map(sigma).collect() } else { lower }
}

/// This letter has another form at the end of a word.
fn sigma(c: char) -> char {
    if c == 'ς' { 'σ' } else { c }
}

/// Creates a table, or adds the columns that an older data folder lacks.
fn table(db: &Connection, entity: &Entity) -> rusqlite::Result<()> {
    let name = entity.table();
    let known: Vec<String> = db
        .prepare("SELECT name FROM pragma_table_info(?1)")?
        .query_map([&name], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let missing = entity.stored().filter(|column| !known.contains(&column.field())).map(definition);
    if known.is_empty() {
        let columns: Vec<String> = missing.collect();
        db.execute_batch(&format!("CREATE TABLE {name} ({})", columns.join(", ")))?;
    } else {
        for column in missing {
            db.execute_batch(&format!("ALTER TABLE {name} ADD COLUMN {column}"))?;
        }
    }
    let mut also = String::new();
    for column in entity.stored().filter(|column| is_indexed(column)) {
        let field = column.field();
        // With the key, so that lists in the order of a column are in one order only.
        let _infallible =
            write!(also, "CREATE INDEX IF NOT EXISTS {name}_by_{field} ON {name} (\"{field}\", \"Id\");");
    }
    if entity.columns().any(|column| column.kind == Kind::Stream) {
        let _infallible = write!(
            also,
            "CREATE TRIGGER IF NOT EXISTS {name}_streams AFTER DELETE ON {name} BEGIN
                 DELETE FROM crm_streams WHERE record = old.\"Id\"; END;"
        );
    }
    db.execute_batch(&also)
}

/// Not the lookups of few values: the way over such an index would be the longer one.
fn is_indexed(column: &Column) -> bool {
    let leads_to_many = matches!(column.kind, Kind::Lookup(_) | Kind::PartOf(_))
        && column.target().and_then(model::find).is_some_and(|target| target.form != Form::Lookup);
    column.name != "Id" && (column.sorted || leads_to_many)
}

fn definition(column: &Column) -> String {
    let field = column.field();
    if field == "Id" {
        return "\"Id\" BLOB PRIMARY KEY NOT NULL CHECK (length(\"Id\") = 16)".to_owned();
    }
    let kind = match column.kind {
        Kind::Text => "TEXT NOT NULL DEFAULT '' COLLATE FOLD".to_owned(),
        Kind::Integer | Kind::Boolean => "INTEGER NOT NULL DEFAULT 0".to_owned(),
        Kind::Decimal => "REAL NOT NULL DEFAULT 0".to_owned(),
        Kind::Moment | Kind::Day => "INTEGER".to_owned(),
        Kind::Guid | Kind::Author | Kind::Stream => "BLOB".to_owned(),
        Kind::Lookup(target) => format!("BLOB{}", reference(target, "")),
        Kind::PartOf(target) => format!("BLOB{}", reference(target, " ON DELETE CASCADE")),
    };
    format!("\"{field}\" {kind}")
}

/// Only tables can be referred to.
fn reference(target: &str, when_deleted: &str) -> String {
    match model::find(target) {
        Some(entity) if entity.source == Source::Table => {
            format!(" REFERENCES {} (\"Id\"){when_deleted}", entity.table())
        }
        _ => String::new(),
    }
}

/// Views hold no data, so they are made anew: an older folder may have another one.
fn view(db: &Connection, entity: &Entity, sql: &str) -> rusqlite::Result<()> {
    let name = entity.table();
    db.execute_batch(&format!("DROP VIEW IF EXISTS {name}; CREATE VIEW {name} AS {sql}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_does_not_count_in_any_script() {
        for (a, b) in [("ÀÉ", "àé"), ("ЇЖАК", "їжак"), ("ΟΔΟΣ", "οδος"), ("a\u{130}", "A\u{69}\u{307}")]
        {
            assert_eq!(compare(a, b), Ordering::Equal, "{a} {b}");
        }
        assert_eq!(compare("Альфа", "бета"), Ordering::Less);
        assert_eq!(compare("Anna", "Ann"), Ordering::Greater);
    }

    proptest! {
        #[test]
        fn both_ways_to_compare_agree(a in any::<String>(), b in any::<String>()) {
            prop_assert_eq!(compare(&a, &b), fold(&a).cmp(&fold(&b)));
        }
    }
}
