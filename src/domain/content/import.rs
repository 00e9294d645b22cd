//! What a file would change.

use std::collections::HashMap;

use super::table::Line;
use super::{Change, Content, Entry, Texts, Trouble, Values, check, folded};
use crate::ids::crm::LookupId;

/// What a file would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Rows that would be made.
    pub new: Vec<Values>,
    /// Rows that would say something else: the row, what it says, what it would say.
    pub changed: Vec<(LookupId, Values, Values)>,
    /// How many rows are as they are in the file.
    pub same: usize,
    /// Rows that can't be taken.
    pub bad: Vec<BadRow>,
}

/// A row that can't be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// Its name, as far as it has one.
    pub name: String,
    /// Why.
    pub fault: Fault,
}

/// Why a row can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file's first line does not name the two columns.
    NoHead,
    /// It has too few fields.
    TooShort,
    /// The same name stands in this line already.
    Again(u64),
    /// What it says can't be saved.
    Trouble(Trouble),
}

impl Plan {
    /// The changes, those of rows that are there first; `key` makes a key for a new one.
    pub fn changes(self, mut key: impl FnMut() -> LookupId) -> Vec<Change> {
        let changed = self.changed.into_iter().map(|(id, before, after)| Change {
            id,
            before: Some(before),
            after: Some(after),
        });
        let new = self.new.into_iter().map(|values| Change { id: key(), before: None, after: Some(values) });
        changed.chain(new).collect()
    }
}

/// What a file would change. Its first line names the columns, in any order and among others; a
/// row is known by its name.
#[must_use]
pub fn plan(lines: &[Line], head: [&str; 2], content: &Content) -> Plan {
    let mut plan = Plan::default();
    let Some((first, rows)) = lines.split_first() else { return plan };
    let column = |title: &str| first.fields.iter().position(|field| folded(field) == folded(title));
    let has_texts = content.texts() != Texts::Absent;
    let text_at = column(head[1]).filter(|_| has_texts);
    let Some(name_at) = column(head[0]).filter(|_| text_at.is_some() || !has_texts) else {
        plan.bad.push(BadRow { line: first.number, name: String::new(), fault: Fault::NoHead });
        return plan;
    };
    let known: HashMap<&str, &Entry> = content.by_name().collect();
    let nothing_yet = Content::new(content.texts(), []);
    let mut seen = HashMap::<String, u64>::new();
    for row in rows.iter().filter(|row| row.fields.iter().any(|field| !field.trim().is_empty())) {
        let name = row.fields.get(name_at).map(|name| name.trim().to_owned()).unwrap_or_default();
        let bad = |fault| BadRow { line: row.number, name: name.clone(), fault };
        let description = text_at.map_or(Some(""), |at| row.fields.get(at).map(String::as_str));
        let Some(description) = description.map(str::to_owned) else {
            plan.bad.push(bad(Fault::TooShort));
            continue;
        };
        let values = Values { name: name.clone(), description };
        // Whether the name is taken is decided here: by the row that it means, or by the file.
        if let Some(trouble) = check(&values, None, &nothing_yet).into_iter().next() {
            plan.bad.push(bad(Fault::Trouble(trouble)));
        } else if let Some(line) = seen.insert(folded(&name), row.number) {
            seen.insert(folded(&name), line);
            plan.bad.push(bad(Fault::Again(line)));
        } else {
            match known.get(folded(&name).as_str()) {
                None => plan.new.push(values),
                Some(entry) if entry.values == values => plan.same += 1,
                Some(entry) => plan.changed.push((entry.id, entry.values.clone(), values)),
            }
        }
    }
    plan
}
