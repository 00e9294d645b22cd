//! The rows of a lookup, prepared to be searched with each key that is pressed.

use std::collections::BTreeMap;

use super::{Entry, LONGEST_NAME, Values, folded};
use crate::ids::crm::LookupId;

/// Whether the rows of a lookup have texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// Their object has no column for one: only names can be edited.
    Absent,
    /// They may have.
    #[default]
    Optional,
    /// They are nothing without: they are there to be said.
    Needed,
}

/// All rows of a lookup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    texts: Texts,
    rows: BTreeMap<LookupId, Prepared>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Prepared {
    entry: Entry,
    /// Name and text as they are compared.
    name: String,
    text: String,
}

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// By name.
    #[default]
    Name,
    /// By text.
    Description,
    /// By when they were last changed.
    Changed,
}

/// In which order rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// By this.
    pub by: Column,
    /// The last ones first.
    pub descending: bool,
}

impl Content {
    /// These rows.
    #[must_use]
    pub fn new(texts: Texts, entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut content = Self { texts, rows: BTreeMap::new() };
        entries.into_iter().for_each(|entry| content.put(entry));
        content
    }

    /// Whether its rows have texts.
    #[must_use]
    pub fn texts(&self) -> Texts {
        self.texts
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row.
    #[must_use]
    pub fn get(&self, id: LookupId) -> Option<&Entry> {
        self.rows.get(&id).map(|row| &row.entry)
    }

    /// What a row says.
    #[must_use]
    pub fn values(&self, id: LookupId) -> Option<&Values> {
        self.get(id).map(|entry| &entry.values)
    }

    /// A row is there, or is like this now.
    pub fn put(&mut self, entry: Entry) {
        let name = folded(&entry.values.name);
        let text = entry.values.description.to_lowercase();
        self.rows.insert(entry.id, Prepared { entry, name, text });
    }

    /// A row is no more.
    pub fn remove(&mut self, id: LookupId) {
        self.rows.remove(&id);
    }

    /// The row with this name, however it is written.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Entry> {
        self.others_named(name, None)
    }

    /// A row other than this one with this name, however it is written.
    #[must_use]
    pub fn others_named(&self, name: &str, id: Option<LookupId>) -> Option<&Entry> {
        let name = folded(name);
        self.rows.values().find(|row| row.name == name && Some(row.entry.id) != id).map(|row| &row.entry)
    }

    /// All rows by their names, as they are compared.
    pub(super) fn by_name(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.rows.values().map(|row| (row.name.as_str(), &row.entry))
    }

    /// All rows in this order.
    #[must_use]
    pub fn in_order(&self, order: Order) -> Vec<LookupId> {
        let mut rows: Vec<&Prepared> = self.rows.values().collect();
        match order.by {
            Column::Name => rows.sort_by(|one, other| one.name.cmp(&other.name)),
            Column::Description => rows.sort_by(|one, other| one.text.cmp(&other.text)),
            Column::Changed => rows.sort_by_key(|row| row.entry.modified),
        }
        if order.descending {
            rows.reverse();
        }
        rows.into_iter().map(|row| row.entry.id).collect()
    }

    /// Those of `rows` that have every word of the query in their names or texts, or that are to be
    /// shown `always`. Every character stands for itself.
    #[must_use]
    pub fn find(&self, rows: &[LookupId], query: &str, always: impl Fn(LookupId) -> bool) -> Vec<LookupId> {
        let query = query.to_lowercase();
        let words: Vec<_> = query.split_whitespace().collect();
        let has =
            |row: &Prepared| words.iter().all(|word| row.name.contains(word) || row.text.contains(word));
        let fits = |id: &LookupId| words.is_empty() || self.rows.get(id).is_some_and(has) || always(*id);
        rows.iter().copied().filter(fits).collect()
    }

    /// The name for a copy, `mark` telling that it is one: no row has it yet.
    #[must_use]
    pub fn name_for_copy(&self, name: &str, mark: &str) -> String {
        let marked = |nth: usize| {
            let mark = if nth == 1 { format!(" ({mark})") } else { format!(" ({mark} {nth})") };
            let room = LONGEST_NAME.saturating_sub(mark.chars().count());
            let kept: String = name.trim().chars().take(room).collect();
            format!("{}{mark}", kept.trim_end())
        };
        (1..=self.len())
            .map(marked)
            .find(|name| self.named(name).is_none())
            .unwrap_or_else(|| marked(self.len() + 1))
    }
}
