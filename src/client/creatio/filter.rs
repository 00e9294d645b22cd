//! Conditions with types.

use std::marker::PhantomData;

use crate::ids::crm::Key;
use crate::time::Millis;
use crate::wire::creatio::entity::{Column, Entity, Lookup, Path};

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
    /// A whole number.
    Integer(i64),
    /// A number, where the column holds such.
    Decimal(f64),
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
