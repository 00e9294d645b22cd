//! What the agent has changed and not saved.

use std::collections::BTreeMap;

use super::{Cell, ChatRecord, Extra, Named};
use crate::ids::crm::{AccountId, ActivityId, CaseId, ContactId, ResultId};

/// A part of the record that the agent can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Under which name the chat is kept.
    Name,
    /// The client.
    Contact,
    /// What came of the chat.
    Result,
    /// A comment on that.
    ResultDetails,
    /// The company.
    Account,
    /// The activity.
    Activity,
    /// The case.
    Case,
    /// Notes.
    Notes,
    /// A configured field.
    Extra(Extra),
}

/// A value for a field.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Of [`Field::Name`].
    Name(String),
    /// Of [`Field::Contact`].
    Contact(Option<Named<ContactId>>),
    /// Of [`Field::Result`].
    Result(Option<Named<ResultId>>),
    /// Of [`Field::ResultDetails`].
    ResultDetails(String),
    /// Of [`Field::Account`].
    Account(Option<Named<AccountId>>),
    /// Of [`Field::Activity`].
    Activity(Option<Named<ActivityId>>),
    /// Of [`Field::Case`].
    Case(Option<Named<CaseId>>),
    /// Of [`Field::Notes`], in HTML.
    Notes(String),
    /// Of [`Field::Extra`].
    Extra(Extra, Cell),
}

/// Two values are the same if they lead to the same record, whatever it is called by now.
impl PartialEq for Edit {
    fn eq(&self, other: &Self) -> bool {
        fn same<I: PartialEq>(a: &Option<Named<I>>, b: &Option<Named<I>>) -> bool {
            a.as_ref().map(|named| &named.id) == b.as_ref().map(|named| &named.id)
        }
        match (self, other) {
            (Self::Name(a), Self::Name(b))
            | (Self::ResultDetails(a), Self::ResultDetails(b))
            | (Self::Notes(a), Self::Notes(b)) => a == b,
            (Self::Contact(a), Self::Contact(b)) => same(a, b),
            (Self::Result(a), Self::Result(b)) => same(a, b),
            (Self::Account(a), Self::Account(b)) => same(a, b),
            (Self::Activity(a), Self::Activity(b)) => same(a, b),
            (Self::Case(a), Self::Case(b)) => same(a, b),
            (Self::Extra(of, a), Self::Extra(other, b)) => of == other && a == b,
            _ => false,
        }
    }
}

impl Eq for Edit {}

impl Edit {
    /// The field of which it is a value.
    #[must_use]
    pub fn field(&self) -> Field {
        match self {
            Self::Name(_) => Field::Name,
            Self::Contact(_) => Field::Contact,
            Self::Result(_) => Field::Result,
            Self::ResultDetails(_) => Field::ResultDetails,
            Self::Account(_) => Field::Account,
            Self::Activity(_) => Field::Activity,
            Self::Case(_) => Field::Case,
            Self::Notes(_) => Field::Notes,
            Self::Extra(extra, _) => Field::Extra(*extra),
        }
    }
}

impl Field {
    /// All fields but the configured ones.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Contact,
        Self::Result,
        Self::ResultDetails,
        Self::Account,
        Self::Activity,
        Self::Case,
        Self::Notes,
    ];

    /// Its value in a record.
    #[must_use]
    pub fn of(self, record: &ChatRecord) -> Edit {
        match self {
            Self::Name => Edit::Name(record.name.clone()),
            Self::Contact => Edit::Contact(record.contact.clone()),
            Self::Result => Edit::Result(record.result.clone()),
            Self::ResultDetails => Edit::ResultDetails(record.result_details.clone()),
            Self::Account => Edit::Account(record.account.clone()),
            Self::Activity => Edit::Activity(record.activity.clone()),
            Self::Case => Edit::Case(record.case.clone()),
            Self::Notes => Edit::Notes(record.notes.clone()),
            Self::Extra(extra) => {
                Edit::Extra(extra, record.extras.get(&extra).cloned().unwrap_or_else(|| extra.nothing()))
            }
        }
    }
}

impl ChatRecord {
    /// Gives a field this value.
    pub fn put(&mut self, edit: Edit) {
        match edit {
            Edit::Name(name) => self.name = name,
            Edit::Contact(contact) => self.contact = contact,
            Edit::Result(result) => self.result = result,
            Edit::ResultDetails(details) => self.result_details = details,
            Edit::Account(account) => self.account = account,
            Edit::Activity(activity) => self.activity = activity,
            Edit::Case(case) => self.case = case,
            Edit::Notes(notes) => self.notes = notes,
            Edit::Extra(extra, cell) => {
                self.extras.insert(extra, cell);
            }
        }
    }
}

/// Both the agent and somebody else have changed a field, each in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The agent's value; it stays in the draft until the agent decides.
    pub mine: Edit,
    /// The value that is saved.
    pub theirs: Edit,
}

/// Which value of a conflict to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The agent's.
    Mine,
    /// The one that is saved.
    Theirs,
}

/// A record as the agent sees it: what is saved, and over it what he has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    base: ChatRecord,
    edits: BTreeMap<Field, Edit>,
    conflicts: BTreeMap<Field, Edit>,
}

impl Draft {
    /// A draft without any changes.
    #[must_use]
    pub fn new(base: ChatRecord) -> Self {
        Self { base, edits: BTreeMap::new(), conflicts: BTreeMap::new() }
    }

    /// What is saved, as far as is known.
    #[must_use]
    pub fn base(&self) -> &ChatRecord {
        &self.base
    }

    /// The record with the changes.
    #[must_use]
    pub fn current(&self) -> ChatRecord {
        let mut record = self.base.clone();
        self.edits.values().cloned().for_each(|edit| record.put(edit));
        record
    }

    /// What a field holds, with the changes.
    #[must_use]
    pub fn value(&self, field: Field) -> Edit {
        self.edits.get(&field).cloned().unwrap_or_else(|| field.of(&self.base))
    }

    /// The client, with the changes.
    #[must_use]
    pub fn contact(&self) -> Option<&Named<ContactId>> {
        match self.edits.get(&Field::Contact) {
            Some(Edit::Contact(contact)) => contact.as_ref(),
            _ => self.base.contact.as_ref(),
        }
    }

    /// The comment on the result, with the changes.
    #[must_use]
    pub fn result_details(&self) -> &str {
        match self.edits.get(&Field::ResultDetails) {
            Some(Edit::ResultDetails(details)) => details,
            _ => &self.base.result_details,
        }
    }

    /// The notes, with the changes.
    #[must_use]
    pub fn notes(&self) -> &str {
        match self.edits.get(&Field::Notes) {
            Some(Edit::Notes(notes)) => notes,
            _ => &self.base.notes,
        }
    }

    /// The changes.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.edits.values()
    }

    /// The configured fields that are known.
    #[must_use]
    pub fn extras(&self) -> Vec<Extra> {
        self.base.extras.keys().copied().collect()
    }

    /// Whether anything is not saved.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        !self.edits.is_empty()
    }

    /// Whether this field is not saved.
    #[must_use]
    pub fn is_field_dirty(&self, field: Field) -> bool {
        self.edits.contains_key(&field)
    }

    /// Changes a field. A value that is the saved one is no change.
    pub fn set(&mut self, edit: Edit) {
        let field = edit.field();
        if field.of(&self.base) == edit {
            self.edits.remove(&field);
            self.conflicts.remove(&field);
        } else {
            self.edits.insert(field, edit);
        }
    }

    /// Takes back all changes.
    pub fn discard(&mut self) {
        self.edits.clear();
        self.conflicts.clear();
    }

    /// Takes up the changes of another draft of the same record, where this one has none of its own.
    pub fn adopt(&mut self, other: &Draft) {
        for (field, edit) in &other.edits {
            if self.is_field_dirty(*field) {
                continue;
            }
            // What was saved at that time counts, unless it is known here what is saved now.
            if let Field::Extra(extra) = field
                && let Some(before) = other.base.extras.get(extra)
            {
                self.base.extras.entry(*extra).or_insert_with(|| before.clone());
            }
            self.set(edit.clone());
            if let Some(theirs) = other.conflicts.get(field) {
                self.conflicts.insert(*field, theirs.clone());
            }
        }
    }

    /// What is to be decided before it can be saved.
    pub fn conflicts(&self) -> impl Iterator<Item = Conflict> + '_ {
        self.conflicts.iter().filter_map(|(field, theirs)| {
            Some(Conflict { mine: self.edits.get(field)?.clone(), theirs: theirs.clone() })
        })
    }

    /// Decides a conflict.
    pub fn resolve(&mut self, field: Field, keep: Keep) {
        if self.conflicts.remove(&field).is_some() && keep == Keep::Theirs {
            self.edits.remove(&field);
        }
    }

    /// The record is saved like this by now: what others changed is taken over, what the agent
    /// changed stays, and where both did the agent has to decide.
    pub fn rebase(&mut self, theirs: ChatRecord) {
        let extras = theirs.extras.keys().copied().map(Field::Extra);
        for field in Field::ALL.into_iter().chain(extras) {
            let (before, now) = (field.of(&self.base), field.of(&theirs));
            match self.edits.get(&field) {
                Some(mine) if *mine == now => {
                    self.edits.remove(&field);
                    self.conflicts.remove(&field);
                }
                Some(_) if before != now => {
                    self.conflicts.insert(field, now);
                }
                _ => {}
            }
        }
        let state = self.base.state.max(theirs.state);
        // What was not read this time is as it was.
        let mut extras = std::mem::take(&mut self.base.extras);
        extras.extend(theirs.extras);
        self.base = ChatRecord { state, extras, ..theirs };
    }

    /// These configured fields are saved like this.
    pub fn learn(&mut self, extras: BTreeMap<Extra, Cell>) {
        self.rebase(ChatRecord { extras, ..self.base.clone() });
    }

    /// These changes were saved, and the record is like this now. What the agent changed while
    /// they were on their way stays.
    pub fn saved(&mut self, sent: &Draft, now: ChatRecord) {
        for edit in sent.edits() {
            let field = edit.field();
            if self.edits.get(&field) == Some(edit) {
                self.edits.remove(&field);
            }
            // Whatever differs now is what the agent has typed since: no conflict with himself.
            self.base.put(field.of(&now));
        }
        self.rebase(now);
    }
}
