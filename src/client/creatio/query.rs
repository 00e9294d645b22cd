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

use crate::ids::crm::Key;
use crate::time::Millis;
use crate::wire::creatio::entity::{Column, Entity, Lookup, Member, Path, Row};

/// A value in a query or in a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Nothing.
    Null,
    /// A text.
    Text(String),
    /// A key.
    Guid(uuid::Uuid),
    /// A point in time.
    Moment(Millis),
    /// A number.
    Integer(i64),
    /// A flag.
    Flag(bool),
}

/// What can be given for a column with values of the type `T`.
pub trait Value<T> {
    /// It, as a literal.
    fn literal(self) -> Literal;
}

impl Value<String> for &str {
    fn literal(self) -> Literal {
        Literal::Text(self.to_owned())
    }
}

impl Value<String> for String {
    fn literal(self) -> Literal {
        Literal::Text(self)
    }
}

impl Value<Millis> for Millis {
    fn literal(self) -> Literal {
        Literal::Moment(self)
    }
}

impl Value<i64> for i64 {
    fn literal(self) -> Literal {
        Literal::Integer(self)
    }
}

impl Value<bool> for bool {
    fn literal(self) -> Literal {
        Literal::Flag(self)
    }
}

impl<K: Key> Value<K> for K {
    fn literal(self) -> Literal {
        Literal::Guid(self.uuid())
    }
}

/// Types whose values have an order that Creatio knows.
pub trait Ordered {}

impl Ordered for Millis {}
impl Ordered for i64 {}
impl Ordered for String {}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Path, &'static str, Literal),
    Search(&'static str, Path, String),
}

/// A condition on records of `E`.
pub struct Filter<E> {
    pub(super) expr: Expr,
    of: PhantomData<fn() -> E>,
}

impl<E> Clone for Filter<E> {
    fn clone(&self) -> Self {
        Self::new(self.expr.clone())
    }
}

impl<E> Filter<E> {
    fn new(expr: Expr) -> Self {
        Self { expr, of: PhantomData }
    }

    /// All of these; with none of them everything.
    pub fn all(filters: impl IntoIterator<Item = Self>) -> Option<Self> {
        Self::join(filters, Expr::All)
    }

    /// At least one of these; `None` where there is none to choose from.
    pub fn any(filters: impl IntoIterator<Item = Self>) -> Option<Self> {
        Self::join(filters, Expr::Any)
    }

    fn join(filters: impl IntoIterator<Item = Self>, join: fn(Vec<Expr>) -> Expr) -> Option<Self> {
        let mut exprs: Vec<Expr> = filters.into_iter().map(|filter| filter.expr).collect();
        match exprs.len() {
            0 | 1 => exprs.pop().map(Self::new),
            _ => Some(Self::new(join(exprs))),
        }
    }

    /// This and that.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::new(Expr::All(vec![self.expr, other.expr]))
    }

    /// This or that.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::new(Expr::Any(vec![self.expr, other.expr]))
    }
}

impl<E> std::ops::Not for Filter<E> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Expr::Not(Box::new(self.expr)))
    }
}

impl<E: Entity, T> Column<E, T> {
    /// Equal.
    pub fn eq(self, value: impl Value<T>) -> Filter<E> {
        Filter::new(Expr::Compare(self.path(), "eq", value.literal()))
    }

    /// Not equal.
    pub fn ne(self, value: impl Value<T>) -> Filter<E> {
        Filter::new(Expr::Compare(self.path(), "ne", value.literal()))
    }

    /// Equal to one of these. Creatio has no list for it, so that it is spelt out.
    pub fn one_of<V: Value<T>>(self, values: impl IntoIterator<Item = V>) -> Option<Filter<E>> {
        Filter::any(values.into_iter().map(|value| self.eq(value)))
    }

    /// Without a value.
    #[must_use]
    pub fn is_empty(self) -> Filter<E> {
        Filter::new(Expr::Compare(self.path(), "eq", Literal::Null))
    }
}

impl<E: Entity, T: Ordered> Column<E, T> {
    /// Less than, or earlier.
    pub fn lt(self, value: impl Value<T>) -> Filter<E> {
        Filter::new(Expr::Compare(self.path(), "lt", value.literal()))
    }

    /// At most.
    pub fn le(self, value: impl Value<T>) -> Filter<E> {
        Filter::new(Expr::Compare(self.path(), "le", value.literal()))
    }

    /// Greater than, or later.
    pub fn gt(self, value: impl Value<T>) -> Filter<E> {
        Filter::new(Expr::Compare(self.path(), "gt", value.literal()))
    }

    /// At least.
    pub fn ge(self, value: impl Value<T>) -> Filter<E> {
        Filter::new(Expr::Compare(self.path(), "ge", value.literal()))
    }
}

impl<E: Entity> Column<E, String> {
    /// With this text somewhere.
    #[must_use]
    pub fn contains(self, text: &str) -> Filter<E> {
        Filter::new(Expr::Search("contains", self.path(), text.to_owned()))
    }

    /// With this text at the beginning.
    #[must_use]
    pub fn starts_with(self, text: &str) -> Filter<E> {
        Filter::new(Expr::Search("startswith", self.path(), text.to_owned()))
    }

    /// With this text at the end.
    #[must_use]
    pub fn ends_with(self, text: &str) -> Filter<E> {
        Filter::new(Expr::Search("endswith", self.path(), text.to_owned()))
    }
}

impl<E: Entity, T: Entity> Lookup<E, T> {
    /// Refers to this record.
    pub fn is(self, id: T::Id) -> Filter<E> {
        self.key().eq(id)
    }

    /// Refers to none.
    #[must_use]
    pub fn is_none(self) -> Filter<E> {
        self.key().is_empty()
    }
}

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
        let plan = Plan {
            set: <R::Of as Entity>::SET,
            select: R::SHAPE.fields.iter().map(|field| field.member()).collect(),
            titles: R::SHAPE.titles.iter().map(|title| title.members()).collect(),
            filter: None,
            order: Vec::new(),
            top: None,
            skip: 0,
            count: false,
        };
        Self { plan, of: PhantomData }
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
