//! The list of lookups, and new ones in it.

use super::filter::Filter;
use super::query::Query;
use super::search::{Found, FoundPage, SEARCH_PAGE, words_in};
use super::values::Values;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::lookups::{Listed, NewLookup, Page, Question};
use crate::domain::record::Named;
use crate::ids::crm::{Guid, LookupId};
use crate::wire::creatio::entity::id;
use crate::wire::creatio::{Lookup, SysSchema};

/// How many lookups come with one answer.
const PAGE: u32 = 100;

/// Why a lookup was not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRegistered {
    /// This one has the name already.
    NameTaken(LookupId),
    /// The CRM did not do it.
    Failed(CrmError),
}

impl From<CrmError> for NotRegistered {
    fn from(error: CrmError) -> Self {
        Self::Failed(error)
    }
}

impl<P: Platform> Crm<P> {
    /// Some lookups, by name. `skip` leaves out those that are there already. Dropping the future
    /// stops the search.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn lookups(&self, question: &Question, skip: u32) -> Result<Page, CrmError> {
        let words = words_in(&question.text).filter_map(|word| {
            Filter::any([Lookup::NAME, Lookup::DESCRIPTION].map(|text| text.contains(word)))
        });
        let query = Query::<Lookup>::new().filter_maybe(Filter::all(words));
        let query =
            if question.descending { query.by_descending(Lookup::NAME) } else { query.by(Lookup::NAME) };
        let query = query.by(id::<Lookup>()).top(PAGE).skip(skip);
        let page = self.list(if skip == 0 { query.count() } else { query }).await?;
        let objects = self.objects(page.rows.iter().filter_map(|row| row.schema)).await?;
        let title = |schema: Option<Guid>| {
            let object = objects.iter().find(|object| object.uid == schema);
            schema.and(object).map(|object| title_of(object).to_owned()).unwrap_or_default()
        };
        let more = page.rows.len() >= PAGE as usize;
        let listed = |row: Lookup| {
            let object = title(row.schema);
            Some(Listed { id: row.id?, name: row.name, description: row.description, object })
        };
        Ok(Page { rows: page.rows.into_iter().filter_map(listed).collect(), total: page.total, more })
    }

    /// Lists a lookup. `key` is made by the caller, so that a retry makes no second one.
    ///
    /// # Errors
    /// See [`NotRegistered`].
    pub async fn register_lookup(&self, key: LookupId, new: &NewLookup) -> Result<(), NotRegistered> {
        let named = Query::<Lookup>::new().filter(Lookup::NAME.eq(new.name.as_str())).top(2);
        let mut there = self.list(named).await?.rows.into_iter().filter_map(|row| row.id);
        if let Some(other) = there.find(|id| *id != key) {
            return Err(NotRegistered::NameTaken(other));
        }
        let filled = |values: Values<Lookup>| {
            values
                .set(Lookup::NAME, new.name.as_str())
                .set(Lookup::SCHEMA, new.object)
                .set(Lookup::DESCRIPTION, new.description.as_str())
        };
        let made = match self.create(filled(Values::with_id(key))).await {
            // An earlier attempt came through although its answer did not; more was entered since.
            Err(CrmError::Conflict) => self.change(key, filled(Values::new())).await,
            made => made,
        };
        Ok(made?)
    }

    /// Objects with all these words in their titles or codes, by title; their ids are what lookups
    /// name them by.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_objects(&self, text: &str, skip: u32) -> Result<FoundPage<Guid>, CrmError> {
        let words = words_in(text).filter_map(|word| {
            Filter::any([SysSchema::CAPTION, SysSchema::NAME].map(|text| text.contains(word)))
        });
        let query = Query::<SysSchema>::new()
            .filter(SysSchema::MANAGER.eq(SysSchema::OBJECTS))
            .filter_maybe(Filter::all(words))
            .by(SysSchema::CAPTION)
            .by(id::<SysSchema>())
            .top(SEARCH_PAGE)
            .skip(skip);
        let rows = self.list(query).await?.rows;
        let more = rows.len() >= SEARCH_PAGE as usize;
        let found = |row: SysSchema| {
            let named = Named::new(row.uid?, title_of(&row));
            Some(Found { named, note: row.name })
        };
        Ok(FoundPage { rows: rows.into_iter().filter_map(found).collect(), more })
    }

    /// The objects of these lookups.
    async fn objects(&self, schemas: impl Iterator<Item = Guid>) -> Result<Vec<SysSchema>, CrmError> {
        let Some(those) = SysSchema::UID.one_of(schemas) else { return Ok(Vec::new()) };
        let objects = those.and(SysSchema::MANAGER.eq(SysSchema::OBJECTS));
        Ok(self.list(Query::<SysSchema>::new().filter(objects)).await?.rows)
    }
}

/// What an object is called: not all have a title.
fn title_of(object: &SysSchema) -> &str {
    if object.caption.is_empty() { &object.name } else { &object.caption }
}
