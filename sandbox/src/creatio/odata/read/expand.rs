//! `$expand`: the records beside a list's records, a query for each kind and not for each row.

use std::collections::HashMap;

use rusqlite::params_from_iter;
use rusqlite::types::Value as Cell;
use serde_json::Value;
use uuid::Uuid;

use super::Reader;
use super::rows::{Expanded, KEY, Rows, id};
use crate::creatio::model::Column;
use crate::creatio::odata::MOST_RECORDS;
use crate::creatio::refusal::Outcome;
use crate::creatio::rights::check_reads;
use crate::creatio::value::{guid, of_guid};

/// How many ids one query asks for.
const AT_ONCE: usize = 500;

impl Reader<'_> {
    /// The rows as the wire has them.
    pub(super) fn shown(&self, rows: &Rows, found: Vec<Vec<Cell>>) -> Outcome<Vec<Value>> {
        let mut shown: Vec<_> = found.iter().map(|cells| rows.show(cells)).collect();
        for expanded in &rows.expanded {
            match expanded {
                Expanded::One { name, place, target, shape } => {
                    let refers = |cells: &Vec<Cell>| guid(&cells[*place]);
                    let targets = Rows::of(target, shape)?;
                    let by_id = self.by_key(&targets, KEY, found.iter().filter_map(refers).collect())?;
                    for (record, cells) in shown.iter_mut().zip(&found) {
                        let one = refers(cells).and_then(|id| by_id.get(&id)?.first().cloned());
                        record.insert(name.clone(), one.unwrap_or(Value::Null));
                    }
                }
                Expanded::Many { name, child, column, shape } => {
                    let mut children = Rows::of(child, shape)?;
                    let key = children.place(column);
                    let mut by_parent =
                        self.by_key(&children, key, found.iter().map(|cells| id(cells)).collect())?;
                    for (record, cells) in shown.iter_mut().zip(&found) {
                        let many = by_parent.remove(&id(cells)).unwrap_or_default();
                        record.insert(name.clone(), Value::Array(many));
                    }
                }
            }
        }
        Ok(shown.into_iter().map(Value::Object).collect())
    }

    /// The rows in which the column at a place has one of the ids, by this id.
    fn by_key(&self, rows: &Rows, place: usize, mut ids: Vec<Uuid>) -> Outcome<HashMap<Uuid, Vec<Value>>> {
        check_reads(self.db, self.caller, rows.entity)?;
        ids.sort_unstable();
        ids.dedup();
        let mut by_key: HashMap<Uuid, Vec<Value>> = HashMap::new();
        for ids in ids.chunks(AT_ONCE) {
            let sql = format!(
                "SELECT {} FROM {} t0 WHERE t0.\"{}\" IN ({}) ORDER BY t0.\"CreatedOn\", t0.\"Id\" LIMIT {MOST_RECORDS}",
                rows.columns("t0"),
                rows.entity.table(),
                rows.column(place).map_or_else(String::new, Column::field),
                vec!["?"; ids.len()].join(", "),
            );
            let mut statement = self.db.prepare(&sql)?;
            let found = rows.fetch(statement.query(params_from_iter(ids.iter().map(|id| of_guid(*id))))?)?;
            let keys: Vec<Option<Uuid>> = found.iter().map(|cells| guid(&cells[place])).collect();
            for (key, record) in keys.into_iter().zip(self.shown(rows, found)?) {
                by_key.entry(key.unwrap_or_default()).or_default().push(record);
            }
        }
        Ok(by_key)
    }
}
