//! Values for a record that is made or changed. Only what is named is written.

use std::marker::PhantomData;

use super::filter::{Literal, Value};
use crate::ids::crm::Key;
use crate::wire::creatio::entity::{Column, Entity, Lookup, Member, id};

/// Values for a record of `E`.
pub struct Values<E> {
    pub(super) fields: Vec<(Member, Literal)>,
    of: PhantomData<fn() -> E>,
}

impl<E> Clone for Values<E> {
    fn clone(&self) -> Self {
        Self { fields: self.fields.clone(), of: PhantomData }
    }
}

impl<E: Entity> Default for Values<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Entity> Values<E> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { fields: Vec::new(), of: PhantomData }
    }

    /// For a new record with this key: making it twice fails instead of making two.
    #[must_use]
    pub fn with_id(key: E::Id) -> Self {
        Self::new().set(id::<E>(), key)
    }

    /// A value for a column. Paths through lookups make no sense here; their last step counts.
    #[must_use]
    pub fn set<T>(mut self, column: Column<E, T>, value: impl Value<T>) -> Self {
        self.fields.push((column.field().member(), value.literal()));
        self
    }

    /// A value for a column, where there is one.
    #[must_use]
    pub fn set_maybe<T>(self, column: Column<E, T>, value: Option<impl Value<T>>) -> Self {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }

    /// A record to which a lookup refers, or none.
    #[must_use]
    pub fn refer<T: Entity>(mut self, lookup: Lookup<E, T>, to: Option<T::Id>) -> Self {
        let literal = to.map_or(Literal::Null, |id| Literal::Guid(id.uuid()));
        self.fields.push((lookup.field().member(), literal));
        self
    }

    /// A value that only a configuration names.
    #[must_use]
    pub(super) fn with(mut self, field: (Member, Literal)) -> Self {
        self.fields.push(field);
        self
    }

    /// Whether nothing is to be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}
