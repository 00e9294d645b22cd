//! The CRM's own rules: what it fills in, keeps in step and tells when records are written.

mod activity;
mod case;
mod communication;
mod feed;
mod lookup;

use rusqlite::Connection;

use super::ids;
use super::model::{
    ACTIVITY, CASE, CONTACT, CONTACT_COMMUNICATION, Entity, Form, LOOKUP, SOCIAL_LIKE, SOCIAL_MESSAGE,
    WEBITEL_CHAT,
};
use super::refusal::Outcome;
use super::session::Caller;
use super::table::Fields;
use crate::app::Act;

pub(crate) use communication::from_contact;
use communication::search_number;
pub(crate) use feed::count;

/// Whether two objects are the same.
fn is(entity: &Entity, other: &Entity) -> bool {
    std::ptr::eq(entity, other)
}

/// Fills in what a new record lacks.
pub(crate) fn before_create(
    act: &Act,
    caller: &Caller,
    entity: &'static Entity,
    fields: &mut Fields,
) -> Outcome<()> {
    if is(entity, &CASE) {
        case::fill_in(act, caller, fields)?;
    } else if is(entity, &ACTIVITY) {
        activity::fill_in(caller, fields);
    } else if is(entity, &CONTACT) {
        fields.fill_guid("OwnerId", caller.contact());
        fields.fill_guid("TypeId", ids::CLIENT);
    } else if is(entity, &CONTACT_COMMUNICATION) {
        communication::fill_in(fields);
    } else if is(entity, &WEBITEL_CHAT) {
        fields.fill_guid("StateId", ids::CHAT_NEW);
    } else if is(entity, &SOCIAL_MESSAGE) {
        feed::fill_in(&act.db, fields)?;
    } else if is(entity, &LOOKUP) {
        lookup::check(fields)?;
    } else if entity.form == Form::File {
        fields.fill_guid("TypeId", ids::FILE);
    }
    Ok(())
}

/// Keeps in step with a new record.
pub(crate) fn after_create(
    act: &Act,
    caller: &Caller,
    entity: &'static Entity,
    fields: &Fields,
) -> Outcome<()> {
    if is(entity, &CONTACT) {
        communication::from_contact(&act.db, caller, fields.guid("Id").unwrap_or_default(), fields)?;
    } else if is(entity, &CONTACT_COMMUNICATION) {
        communication::to_contact(&act.db, fields)?;
    }
    counts(&act.db, entity, fields)
}

/// Fills in what follows from a change.
pub(crate) fn before_change(entity: &'static Entity, before: &Fields, fields: &mut Fields) {
    if is(entity, &CASE) {
        case::follow_status(before, fields);
    } else if is(entity, &CONTACT_COMMUNICATION) && fields.has("Number") {
        fields.set("SearchNumber", search_number(fields.text("Number")));
    }
}

/// Keeps in step with a change, and tells those who follow the record.
pub(crate) fn after_change(
    act: &Act,
    caller: &Caller,
    entity: &'static Entity,
    before: &Fields,
    fields: &Fields,
) -> Outcome<()> {
    let id = before.guid("Id").unwrap_or_default();
    if is(entity, &CONTACT) {
        communication::from_contact(&act.db, caller, id, fields)?;
    } else if is(entity, &CONTACT_COMMUNICATION)
        && let Some(after) = super::table::get(&act.db, entity, id)?
    {
        communication::to_contact(&act.db, &after)?;
    }
    feed::tell_followers(act, caller, entity, before, fields)
}

/// Keeps in step with a removal.
pub(crate) fn after_remove(act: &Act, entity: &'static Entity, before: &Fields) -> Outcome<()> {
    if is(entity, &CONTACT_COMMUNICATION) {
        communication::to_contact(&act.db, before)?;
    }
    counts(&act.db, entity, before)
}

/// Likes and comments are counted in what they belong to.
fn counts(db: &Connection, entity: &'static Entity, fields: &Fields) -> Outcome<()> {
    let message = if is(entity, &SOCIAL_LIKE) {
        fields.guid("SocialMessageId")
    } else if is(entity, &SOCIAL_MESSAGE) {
        fields.guid("ParentId")
    } else {
        None
    };
    message.map_or(Ok(()), |message| feed::count(db, message))
}
