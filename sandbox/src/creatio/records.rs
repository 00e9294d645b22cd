//! How records come to be, change and go: the rights, the stamps, and the CRM's own rules.

use uuid::Uuid;

use super::model::Entity;
use super::moment::Moment;
use super::refusal::{Outcome, Refusal};
use super::rights::check_writes;
use super::rules;
use super::session::Caller;
use super::table::{self, Fields};
use crate::app::Act;

/// A new record, with what the server adds; its id may be given.
pub(crate) fn create(
    act: &mut Act,
    caller: &Caller,
    entity: &'static Entity,
    mut fields: Fields,
) -> Outcome<Uuid> {
    check_writes(&act.db, caller, entity)?;
    fields.fill_guid("Id", Uuid::new_v4());
    let id = fields.guid("Id").unwrap_or_default();
    stamp(caller, &mut fields);
    rules::before_create(act, caller, entity, &mut fields)?;
    table::insert(&act.db, entity, &fields)?;
    rules::after_create(act, caller, entity, &fields)?;
    Ok(id)
}

/// The beginning of a new record that the CRM itself makes: an id, and whose doing it is.
pub(crate) fn stamped(caller: &Caller) -> Fields {
    let mut fields = Fields::default();
    fields.set_guid("Id", Uuid::new_v4());
    stamp(caller, &mut fields);
    fields
}

fn stamp(caller: &Caller, fields: &mut Fields) {
    let now = Moment::now();
    for (moment, author) in [("CreatedOn", "CreatedById"), ("ModifiedOn", "ModifiedById")] {
        fields.set_moment(moment, now);
        fields.set_guid(author, caller.contact());
    }
}

/// Changes some fields of a record.
pub(crate) fn change(
    act: &mut Act,
    caller: &Caller,
    entity: &'static Entity,
    id: Uuid,
    mut fields: Fields,
) -> Outcome<()> {
    check_writes(&act.db, caller, entity)?;
    let before = table::get(&act.db, entity, id)?.ok_or_else(|| missing(entity, id))?;
    fields.remove("Id");
    fields.set_moment("ModifiedOn", Moment::now());
    fields.set_guid("ModifiedById", caller.contact());
    rules::before_change(entity, &before, &mut fields);
    table::update(&act.db, entity, id, &fields)?;
    rules::after_change(act, caller, entity, &before, &fields)
}

/// Removes a record and what belongs to it.
pub(crate) fn remove(act: &mut Act, caller: &Caller, entity: &'static Entity, id: Uuid) -> Outcome<()> {
    check_writes(&act.db, caller, entity)?;
    let before = table::get(&act.db, entity, id)?.ok_or_else(|| missing(entity, id))?;
    table::delete(&act.db, entity, id)?;
    rules::after_remove(act, entity, &before)
}

fn missing(entity: &Entity, id: Uuid) -> Refusal {
    Refusal::NotThere(format!("Item with id {id} not found in {}.", entity.name))
}
