//! The rows of a lookup, prepared to be searched with each key that is pressed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entry, LONGEST_NAME, Values, folded};
use crate::domain::search::{Sought, Wanted};
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
    rows: BTreeMap<LookupId, Arc<Prepared>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Prepared {
    entry: Entry,
    /// Name and text as they are compared.
    sought: Sought,
}

/// Rows in an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing(Vec<Arc<Prepared>>);

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
        let sought = Sought::new(entry.values.name.trim(), &entry.values.description);
        self.rows.insert(entry.id, Arc::new(Prepared { entry, sought }));
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
        let is_other = |row: &&Arc<Prepared>| row.sought.name() == name && Some(row.entry.id) != id;
        self.rows.values().find(is_other).map(|row| &row.entry)
    }

    /// All rows by their names, as they are compared.
    pub(super) fn by_name(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.rows.values().map(|row| (row.sought.name(), &row.entry))
    }

    /// All rows in this order.
    #[must_use]
    pub fn in_order(&self, order: Order) -> Listing {
        let mut rows: Vec<_> = self.rows.values().cloned().collect();
        match order.by {
            Column::Name => rows.sort_by(|one, other| one.sought.name().cmp(other.sought.name())),
            Column::Description => rows.sort_by(|one, other| one.sought.text().cmp(other.sought.text())),
            Column::Changed => rows.sort_by_key(|row| row.entry.modified),
        }
        if order.descending {
            rows.reverse();
        }
        Listing(rows)
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

impl Listing {
    /// The rows that have every word of the query in their names or texts, or that are to be shown
    /// `always`.
    #[must_use]
    pub fn find(&self, query: &str, always: impl Fn(LookupId) -> bool) -> Vec<LookupId> {
        let query = query.to_lowercase();
        let wanted = Wanted::new(&query);
        let fits = |row: &&Arc<Prepared>| {
            wanted.is_nothing() || wanted.is_in(row.sought.both()) || always(row.entry.id)
        };
        self.0.iter().filter(fits).map(|row| row.entry.id).collect()
    }
}
