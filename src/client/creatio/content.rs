//! The content of a lookup: its rows, read as a whole, and written one by one or many at once.
//!
//! Creatio's OData knows no condition on a write. So a row is read again before it is written, and
//! what is not as it was expected is told instead of overwritten.

mod keep;

use serde_json::Value;
use uuid::Uuid;

use super::batch::{Batch, Page, Part, Slot, page};
use super::filter::Literal;
use super::query::{Plan, Query};
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::content::{Change, Content, Entry, Texts, Theirs, Values, Written};
use crate::ids::crm::{Key, LookupId};
use crate::wire::creatio::entity::{Entity, Member, Path};
use crate::wire::creatio::{Lookup, SysSchema, WebitelChatHelloMessage, moment};

pub use keep::{keep, take_up};

/// How many rows come with one answer.
const PAGE: u32 = 1000;
/// How many changes are made by one request: each is read back with it.
pub const AT_ONCE: usize = super::batch::MOST / 2;

const ID: &str = "Id";
const NAME: &str = "Name";
const DESCRIPTION: &str = "Description";
const MODIFIED_ON: &str = "ModifiedOn";
const MODIFIED_BY: &str = "ModifiedBy";

/// The object whose rows are the content of a lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentObject {
    set: &'static str,
    texts: Texts,
}

/// A lookup with its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What it is called.
    pub title: String,
    /// Where its rows are.
    pub object: ContentObject,
    /// Its rows.
    pub content: Content,
}

impl<P: Platform> Crm<P> {
    /// The content of a lookup.
    ///
    /// # Errors
    /// [`CrmError::NotFound`] where there is no such lookup, or it has no object; else see
    /// [`CrmError`].
    pub async fn open_content(&self, lookup: LookupId) -> Result<Opened, CrmError> {
        let listed: Lookup = self.get(lookup).await?;
        let schema = listed.schema.ok_or(CrmError::NotFound)?;
        let objects = SysSchema::UID.eq(schema).and(SysSchema::MANAGER.eq(SysSchema::OBJECTS));
        let schemas = self.list(Query::<SysSchema>::new().filter(objects).top(1)).await?;
        let name = schemas.rows.into_iter().map(|row| row.name).find(|name| !name.is_empty());
        self.find_lookup::<WebitelChatHelloMessage>().await?;
        let set = self.usual_name(&name.ok_or(CrmError::NotFound)?);
        let texts = if set == WebitelChatHelloMessage::SET { Texts::Needed } else { Texts::Optional };
        let mut object = ContentObject { set, texts };
        let rows = match self.content(object).await {
            // That it has no such column shows only here.
            Err(CrmError::Refused { .. }) => {
                object.texts = Texts::Absent;
                self.content(object).await
            }
            rows => rows,
        }?;
        Ok(Opened { title: listed.name, object, content: rows })
    }

    /// All rows.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn content(&self, object: ContentObject) -> Result<Content, CrmError> {
        let mut entries = Vec::new();
        for number in 0.. {
            let order = Path::through(object.set, [ID]).into_iter().map(|by| (by, false)).collect();
            let plan = Plan { order, top: Some(PAGE), skip: number * PAGE, ..object.plan() };
            let found: Page<Value> = page(self.run(Part::List(plan)).await?).ok_or(CrmError::Unreadable)?;
            let is_last = found.rows.len() < PAGE as usize;
            entries.extend(found.rows.iter().filter_map(entry));
            if is_last {
                break;
            }
        }
        Ok(Content::new(object.texts, entries))
    }

    /// Makes changes, not more than [`AT_ONCE`]; each by itself, and only where a row is as it was
    /// before. What came through although its answer did not is not done twice.
    ///
    /// # Errors
    /// Where all of it failed; see [`CrmError`]. Each change may fail for itself.
    pub async fn write_content(
        &self,
        object: ContentObject,
        changes: &[Change],
    ) -> Result<Vec<Result<Written, CrmError>>, CrmError> {
        let checked = self.check_before(object, changes).await?;
        let mut batch = Batch::new();
        let sent: Vec<_> = changes
            .iter()
            .zip(checked)
            .map(|(change, checked)| match checked {
                Some(result) => Err(result),
                None => {
                    let write = batch.add(object.part(change), |_| Some(()));
                    let is_left = change.after.is_some();
                    Ok((write, is_left.then(|| batch.row(object, change.id))))
                }
            })
            .collect();
        if batch.parts.is_empty() {
            return Ok(sent.into_iter().filter_map(Result::err).collect());
        }
        let mut answers = self.send(batch).await?;
        let results = changes.iter().zip(sent).map(|(change, sent)| {
            let (write, row) = match sent {
                Ok(slots) => slots,
                Err(result) => return result,
            };
            let written = answers.take(write);
            let now = row.and_then(|row| answers.take(row).ok());
            outcome(object, change, written, now.as_ref())
        });
        Ok(results.collect())
    }

    /// Looks how the rows are that are to be changed: what is decided by that alone.
    async fn check_before(
        &self,
        object: ContentObject,
        changes: &[Change],
    ) -> Result<Vec<Option<Result<Written, CrmError>>>, CrmError> {
        let mut batch = Batch::new();
        let slots: Vec<_> = changes
            .iter()
            .map(|change| change.before.is_some().then(|| batch.row(object, change.id)))
            .collect();
        if batch.parts.is_empty() {
            return Ok(vec![None; changes.len()]);
        }
        let mut answers = self.send(batch).await?;
        let decided = changes.iter().zip(slots).map(|(change, slot)| match answers.take(slot?) {
            Ok(row) => object.compare(change, &row).map(Ok),
            Err(CrmError::NotFound) if change.after.is_none() => Some(Ok(Written::Made(None))),
            Err(CrmError::NotFound) => Some(Ok(Written::Conflict(Theirs::default()))),
            Err(error) => Some(Err(error)),
        });
        Ok(decided.collect())
    }

    /// An object as the settings know it: by its usual name, so that its columns are known by
    /// theirs. An object that they do not name lives as long as the page.
    fn usual_name(&self, name: &str) -> &'static str {
        let settings = self.settings();
        let usual = settings.objects.iter().find(|(_, names)| names.name.as_deref() == Some(name));
        let usual = usual.map_or(name, |(usual, _)| usual.as_str());
        if usual == WebitelChatHelloMessage::SET {
            return WebitelChatHelloMessage::SET;
        }
        let mut known = self.0.known.borrow_mut();
        if let Some(set) = known.sets.iter().find(|set| **set == usual) {
            return set;
        }
        let set: &'static str = usual.to_owned().leak();
        known.sets.push(set);
        set
    }
}

impl Batch {
    /// Reads a row, and who changed it last.
    fn row(&mut self, object: ContentObject, id: LookupId) -> Slot<Value> {
        let mut plan = object.plan();
        let changed_by = Member { object: object.set, name: MODIFIED_BY, lookup: true };
        plan.titles.push((changed_by, Member { object: "Contact", name: NAME, lookup: false }));
        plan.select.push(changed_by);
        self.add(Part::Get(plan, id.uuid()), Some)
    }
}

impl ContentObject {
    fn member(self, name: &'static str) -> Member {
        Member { object: self.set, name, lookup: false }
    }

    fn plan(self) -> Plan {
        let texts = (self.texts != Texts::Absent).then_some(DESCRIPTION);
        let columns = [ID, NAME, MODIFIED_ON].into_iter().chain(texts);
        Plan::of(self.set, columns.map(|name| self.member(name)))
    }

    /// What a change asks of Creatio. Only what differs is written.
    fn part(self, change: &Change) -> Part {
        let id = change.id.uuid();
        let Some(after) = &change.after else { return Part::Delete(self.set, id) };
        let is_new = |read: fn(&Values) -> &String| {
            change.before.as_ref().is_none_or(|before| read(before) != read(after))
        };
        let mut fields = Vec::new();
        if is_new(|values| &values.name) {
            fields.push((self.member(NAME), Literal::Text(after.name.clone())));
        }
        if self.texts != Texts::Absent && is_new(|values| &values.description) {
            fields.push((self.member(DESCRIPTION), Literal::Text(after.description.clone())));
        }
        if change.before.is_some() {
            return Part::Change(self.set, id, fields);
        }
        fields.push((self.member(ID), Literal::Guid(id)));
        Part::Create(self.set, fields)
    }

    /// What a row as it is now says about a change: nothing where it can be made.
    fn compare(self, change: &Change, row: &Value) -> Option<Written> {
        let now = values(row);
        if change.after.as_ref() == Some(&now) {
            return Some(Written::Made(modified(row)));
        }
        (change.before.as_ref() != Some(&now)).then(|| Written::Conflict(theirs(row)))
    }
}

/// What came of a write, by what it answered and by how the row is since then.
fn outcome(
    object: ContentObject,
    change: &Change,
    written: Result<(), CrmError>,
    now: Option<&Value>,
) -> Result<Written, CrmError> {
    match written {
        Ok(()) => Ok(Written::Made(now.and_then(modified))),
        Err(CrmError::NotFound) if change.after.is_none() => Ok(Written::Made(None)),
        Err(CrmError::NotFound) => Ok(Written::Conflict(Theirs::default())),
        // A row with this key is there already: from an earlier attempt, or brought back by somebody.
        Err(CrmError::Conflict) => match now {
            Some(row) => Ok(object.compare(change, row).unwrap_or_else(|| Written::Conflict(theirs(row)))),
            None => Err(CrmError::Conflict),
        },
        Err(error) => Err(error),
    }
}

fn entry(row: &Value) -> Option<Entry> {
    let id = Uuid::try_parse(row.get(ID)?.as_str()?).ok().map(LookupId)?;
    Some(Entry { id, values: values(row), modified: modified(row) })
}

fn values(row: &Value) -> Values {
    Values { name: text(row, NAME), description: text(row, DESCRIPTION) }
}

fn theirs(row: &Value) -> Theirs {
    Theirs { values: Some(values(row)), by: text(row, MODIFIED_BY), at: modified(row) }
}

fn modified(row: &Value) -> Option<crate::time::Millis> {
    row.get(MODIFIED_ON)?.as_str().and_then(moment::parse).flatten()
}

fn text(row: &Value, name: &str) -> String {
    row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}
