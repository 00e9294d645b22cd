//! Queries with types: what does not fit together does not compile.
//!
//! ```
//! # use webitel_chats::client::creatio::query::*;
//! # use webitel_chats::wire::creatio::*;
//! # fn f(contact: webitel_chats::ids::crm::ContactId) {
//! let of_contact = Case::CONTACT.is(contact).and(Case::SUBJECT.contains("parcel"));
//! let newest = Query::<Case>::new().filter(of_contact).by_descending(Case::REGISTERED_ON).top(10);
//! # }
//! ```
//! ```compile_fail
//! # use webitel_chats::client::creatio::query::*;
//! # use webitel_chats::wire::creatio::*;
//! Contact::NAME.eq(5); // a number for a text
//! ```
//! ```compile_fail
//! # use webitel_chats::client::creatio::query::*;
//! # use webitel_chats::wire::creatio::*;
//! Query::<Contact>::new().filter(Case::NUMBER.eq("1")); // another object's column
//! ```
//! ```compile_fail
//! # use webitel_chats::client::creatio::query::*;
//! # use webitel_chats::wire::creatio::*;
//! # fn f(case: webitel_chats::ids::crm::CaseId) {
//! Case::CONTACT.is(case); // another object's key
//! # }
//! ```

use std::marker::PhantomData;

use super::filter::{Expr, Filter};
use crate::wire::creatio::entity::{Column, Entity, Member, Path, Row};

/// What a read asks for, without types.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) set: &'static str,
    pub(super) select: Vec<Member>,
    pub(super) titles: Vec<(Member, Member)>,
    pub(super) filter: Option<Expr>,
    pub(super) order: Vec<(Path, bool)>,
    pub(super) top: Option<u32>,
    pub(super) skip: u32,
    pub(super) count: bool,
}

impl Plan {
    /// These columns of all records of a set.
    pub(super) fn of(set: &'static str, select: impl IntoIterator<Item = Member>) -> Self {
        Self {
            set,
            select: select.into_iter().collect(),
            titles: Vec::new(),
            filter: None,
            order: Vec::new(),
            top: None,
            skip: 0,
            count: false,
        }
    }
}

/// A read of many records.
pub struct Query<R: Row> {
    pub(super) plan: Plan,
    of: PhantomData<fn() -> R>,
}

impl<R: Row> Clone for Query<R> {
    fn clone(&self) -> Self {
        Self { plan: self.plan.clone(), of: PhantomData }
    }
}

impl<R: Row> Default for Query<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R: Row> Query<R> {
    /// All records.
    #[must_use]
    pub fn new() -> Self {
        let select = R::SHAPE.fields.iter().map(|field| field.member());
        let titles = R::SHAPE.titles.iter().map(|title| title.members()).collect();
        Self { plan: Plan { titles, ..Plan::of(<R::Of as Entity>::SET, select) }, of: PhantomData }
    }

    /// Only those; a further filter narrows the first one.
    #[must_use]
    pub fn filter(mut self, filter: Filter<R::Of>) -> Self {
        self.plan.filter = Some(match self.plan.filter.take() {
            Some(first) => Expr::All(vec![first, filter.expr]),
            None => filter.expr,
        });
        self
    }

    /// Only those, where there is a filter.
    #[must_use]
    pub fn filter_maybe(self, filter: Option<Filter<R::Of>>) -> Self {
        match filter {
            Some(filter) => self.filter(filter),
            None => self,
        }
    }

    /// Smallest first.
    #[must_use]
    pub fn by<T>(mut self, column: Column<R::Of, T>) -> Self {
        self.plan.order.push((column.path(), false));
        self
    }

    /// Largest first.
    #[must_use]
    pub fn by_descending<T>(mut self, column: Column<R::Of, T>) -> Self {
        self.plan.order.push((column.path(), true));
        self
    }

    /// Not more than so many.
    #[must_use]
    pub fn top(mut self, count: u32) -> Self {
        self.plan.top = Some(count);
        self
    }

    /// Without the first ones.
    #[must_use]
    pub fn skip(mut self, count: u32) -> Self {
        self.plan.skip = count;
        self
    }

    /// Also how many there are in all.
    #[must_use]
    pub fn count(mut self) -> Self {
        self.plan.count = true;
        self
    }
}
