//! What the CRM knows: its objects and their columns, declared once. The database's tables,
//! `$metadata`, what may be asked and what may be written all follow from here.

mod activities;
mod cases;
mod chats;
mod entity;
mod feed;
mod files;
mod people;
mod system;

pub(crate) use activities::ACTIVITY;
pub(crate) use cases::CASE;
pub(crate) use chats::{CONTACT_IDENTITY, WEBITEL_CHAT};
pub(crate) use entity::{Column, Entity, Form, Kind, Member, Source};
pub(crate) use feed::{ESN_NOTIFICATION, SOCIAL_LIKE, SOCIAL_MENTION, SOCIAL_MESSAGE, SOCIAL_SUBSCRIPTION};
pub(crate) use files::{FEED_FILE, SYS_IMAGE, WEBITEL_CHAT_FILE};
pub(crate) use people::{ACCOUNT, CONTACT, CONTACT_COMMUNICATION};
pub(crate) use system::{
    LOOKUP, PROCESS_IN_MODULES, SYS_MODULE, SYS_MODULE_ENTITY, SYS_SCHEMA, VW_PROCESS_LIB,
};

/// The columns that every object has, before its own ones. `Id` is the key.
pub(crate) const COMMON: &[Column] = &[
    entity::guid("Id"),
    entity::moment("CreatedOn").sorted(),
    entity::author("CreatedBy"),
    entity::moment("ModifiedOn"),
    entity::author("ModifiedBy"),
];

/// The columns of an object that is a lookup, before its own ones.
const OF_LOOKUP: &[Column] = &[entity::text("Name").sorted(), entity::text("Description")];

/// The columns that every object for files has, before its own ones.
const OF_FILE: &[Column] = &[
    entity::text("Name").sorted(),
    entity::text("Notes"),
    entity::lookup("Type", "FileType"),
    entity::integer("Size"),
    entity::integer("Version"),
    entity::stream("Data"),
];

/// All objects.
pub(crate) fn all() -> impl Iterator<Item = &'static Entity> {
    [
        people::ENTITIES,
        cases::ENTITIES,
        activities::ENTITIES,
        chats::ENTITIES,
        files::ENTITIES,
        feed::ENTITIES,
        system::ENTITIES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The object with this name, as it stands in an address.
pub(crate) fn find(name: &str) -> Option<&'static Entity> {
    all().find(|entity| entity.name == name)
}

/// The objects that refer to an object, each with the column that does so.
pub(crate) fn referring(target: &'static Entity) -> impl Iterator<Item = (&'static Entity, &'static Column)> {
    all().flat_map(move |child| {
        child
            .columns()
            .filter(|column| column.target() == Some(target.name))
            .map(move |column| (child, column))
    })
}

#[cfg(test)]
mod tests;
