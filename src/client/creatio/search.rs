//! Searching records to refer to, page by page. Dropping a search's future stops it.

use super::filter::Filter;
use super::query::Query;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::record::Named;
use crate::ids::crm::{AccountId, ActivityId, CaseId, ContactId, ResultId};
use crate::wire::creatio::entity::{Column, Entity, Row, id};
use crate::wire::creatio::{Account, Activity, Case, Contact, WebitelChatResult};

/// How many records a page of a search has.
pub const SEARCH_PAGE: u32 = 30;

/// A page of found records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundPage<I> {
    /// The records.
    pub rows: Vec<Found<I>>,
    /// Whether there are more.
    pub more: bool,
}

/// A found record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<I> {
    /// What can be referred to.
    pub named: Named<I>,
    /// What tells it from others with the same title: the subject of a case, a contact's company.
    pub note: String,
}

/// Objects that can be searched.
pub trait Searchable: Row<Of = Self> + Entity {
    /// The columns in which to search; by the first one it is sorted.
    const SEARCHED: &'static [Column<Self, String>];
    /// What is shown of a record.
    fn found(self) -> Option<Found<Self::Id>>;
}

/// The words of a text for searching.
pub(super) fn words_in(text: &str) -> impl Iterator<Item = &str> {
    // More words make no sense, but a long condition.
    text.split_whitespace().take(5)
}

impl<P: Platform> Crm<P> {
    /// Records with all these words in them, by title. `among` narrows the choice, such as to one
    /// contact's cases; `skip` leaves out those that are there already.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search<E: Searchable>(
        &self,
        text: &str,
        among: Option<Filter<E>>,
        skip: u32,
    ) -> Result<FoundPage<E::Id>, CrmError> {
        let words = words_in(text)
            .filter_map(|word| Filter::any(E::SEARCHED.iter().map(|column| column.contains(word))));
        let query = Query::<E>::new().filter_maybe(Filter::all(words)).filter_maybe(among);
        let query = E::SEARCHED.first().copied().into_iter().fold(query, Query::by);
        let page = self.list(query.by(id::<E>()).top(SEARCH_PAGE).skip(skip)).await?;
        let more = page.rows.len() >= SEARCH_PAGE as usize;
        Ok(FoundPage { rows: page.rows.into_iter().filter_map(E::found).collect(), more })
    }

    /// Contacts with these words in their names or numbers.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_contacts(&self, text: &str, skip: u32) -> Result<FoundPage<ContactId>, CrmError> {
        self.search::<Contact>(text, None, skip).await
    }

    /// Contacts who work here, with these words in their names or numbers.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_colleagues(&self, text: &str, skip: u32) -> Result<FoundPage<ContactId>, CrmError> {
        let work_here = Contact::TYPE.is(self.settings().ids.employee);
        self.search::<Contact>(text, Some(work_here), skip).await
    }

    /// Accounts with these words in their names or numbers.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_accounts(&self, text: &str, skip: u32) -> Result<FoundPage<AccountId>, CrmError> {
        self.search::<Account>(text, None, skip).await
    }

    /// Cases with these words in their numbers or subjects, of one contact where one is given.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_cases(
        &self,
        text: &str,
        of: Option<ContactId>,
        skip: u32,
    ) -> Result<FoundPage<CaseId>, CrmError> {
        self.search::<Case>(text, of.map(|contact| Case::CONTACT.is(contact)), skip).await
    }

    /// Activities with these words in their titles.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_activities(&self, text: &str, skip: u32) -> Result<FoundPage<ActivityId>, CrmError> {
        self.search::<Activity>(text, None, skip).await
    }

    /// Results with these words in their names.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_results(&self, text: &str, skip: u32) -> Result<FoundPage<ResultId>, CrmError> {
        self.search::<WebitelChatResult>(text, None, skip).await
    }
}

impl Searchable for Contact {
    const SEARCHED: &'static [Column<Self, String>] = &[Self::NAME, Self::MOBILE_PHONE, Self::EMAIL];

    fn found(self) -> Option<Found<ContactId>> {
        Some(Found { named: Named::new(self.id?, self.name), note: self.account })
    }
}

impl Searchable for Account {
    const SEARCHED: &'static [Column<Self, String>] = &[Self::NAME, Self::PHONE];

    fn found(self) -> Option<Found<AccountId>> {
        Some(Found { named: Named::new(self.id?, self.name), note: self.phone })
    }
}

impl Searchable for Case {
    const SEARCHED: &'static [Column<Self, String>] = &[Self::NUMBER, Self::SUBJECT];

    fn found(self) -> Option<Found<CaseId>> {
        let note = [self.subject, self.status].into_iter().filter(|part| !part.is_empty());
        Some(Found { named: Named::new(self.id?, self.number), note: note.collect::<Vec<_>>().join(" · ") })
    }
}

impl Searchable for Activity {
    const SEARCHED: &'static [Column<Self, String>] = &[Self::TITLE];

    fn found(self) -> Option<Found<ActivityId>> {
        Some(Found { named: Named::new(self.id?, self.title), note: self.status })
    }
}

impl Searchable for WebitelChatResult {
    const SEARCHED: &'static [Column<Self, String>] = &[Self::NAME];

    fn found(self) -> Option<Found<ResultId>> {
        Some(Found { named: Named::new(self.id?, self.name), note: String::new() })
    }
}
