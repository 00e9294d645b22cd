//! What is there without any demo data: the values of lookups, and what the system knows of
//! itself. Put in at every start; what is there stays as it is.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::guid::named;
use super::model::{self, Entity, Form};
use super::moment::Moment;
use super::processes::PROCESSES;
use super::refusal::{Outcome, Refusal};
use super::table::{self, Fields};
use super::{people, value};

/// The objects that have a section of their own.
const SECTIONS: [&str; 5] = ["WebitelChat", "Contact", "Account", "Case", "Activity"];

/// What some lookups are for.
const PURPOSES: [(&str, &str); 3] = [
    ("WebitelChatHelloMessage", "Ready-made texts that agents choose in a chat"),
    ("WebitelChatResult", "What can come of a chat"),
    ("WebitelChatState", "How far a chat's record has come"),
];

/// A record as files have it.
pub(crate) type Record = Map<String, Value>;

/// Puts in what is missing.
pub(crate) fn put(db: &Connection) -> Outcome<()> {
    // Records may refer to later ones.
    db.pragma_update(None, "defer_foreign_keys", true)?;
    put_records(db, include_str!("reference.json"))?;
    model::all().try_for_each(|entity| put_schema(db, entity))?;
    SECTIONS.iter().try_for_each(|name| put_section(db, name))?;
    put_processes(db)?;
    Ok(people::put_all(db)?)
}

/// Puts in the records of a file: lists of them by the names of their objects. A record without
/// an id has one that follows from its name.
pub(crate) fn put_records(db: &Connection, json: &str) -> Outcome<()> {
    let all: BTreeMap<String, Vec<Record>> =
        serde_json::from_str(json).map_err(|error| unreadable(&error))?;
    for (name, records) in &all {
        let entity = model::find(name).ok_or_else(|| Refusal::NoObject(name.clone()))?;
        records.iter().try_for_each(|record| put_record(db, entity, record))?;
    }
    Ok(())
}

/// Puts in one record.
pub(crate) fn put_record(db: &Connection, entity: &'static Entity, record: &Record) -> Outcome<()> {
    let mut fields = Fields::default();
    for (name, wire) in record {
        let column = entity
            .value(name)
            .ok_or_else(|| Refusal::NoColumn { path: name.clone(), object: entity.name })?;
        fields.set(name, value::from_wire(column, wire).map_err(Refusal::Body)?);
    }
    let id = named(entity.name, fields.text("Name"));
    fields.fill_guid("Id", id);
    put_fields(db, entity, fields)
}

fn put_fields(db: &Connection, entity: &'static Entity, mut fields: Fields) -> Outcome<()> {
    let now = Moment::now();
    fields.fill("CreatedOn", now.0);
    fields.fill("ModifiedOn", now.0);
    Ok(table::insert_once(db, entity, &fields)?)
}

/// An object as a row of `SysSchema` and, if it is a lookup, of `Lookup`; that one may be removed.
fn put_schema(db: &Connection, entity: &'static Entity) -> Outcome<()> {
    let (id, uid) = (named("SysSchema", entity.name), entity.schema_uid());
    if table::get(db, &model::SYS_SCHEMA, id)?.is_some() {
        return Ok(());
    }
    let mut schema = Fields::default();
    schema.set_guid("Id", id);
    schema.set_guid("UId", uid);
    schema.set("Name", entity.name.to_owned());
    schema.set("Caption", entity.caption.to_owned());
    schema.set("ManagerName", "EntitySchemaManager".to_owned());
    put_fields(db, &model::SYS_SCHEMA, schema)?;
    if entity.form == Form::Lookup {
        let mut lookup = Fields::default();
        lookup.set_guid("Id", named("Lookup", entity.name));
        lookup.set("Name", entity.caption.to_owned());
        if let Some((_, purpose)) = PURPOSES.iter().find(|(name, _)| *name == entity.name) {
            lookup.set("Description", (*purpose).to_owned());
        }
        lookup.set_guid("SysEntitySchemaUId", uid);
        put_fields(db, &model::LOOKUP, lookup)?;
    }
    Ok(())
}

/// The id of a section.
fn section(name: &str) -> Uuid {
    named("SysModule", name)
}

fn put_section(db: &Connection, name: &str) -> Outcome<()> {
    let entity = model::find(name).ok_or_else(|| Refusal::NoObject(name.to_owned()))?;
    let of_entity = named("SysModuleEntity", name);
    let mut module_entity = Fields::default();
    module_entity.set_guid("Id", of_entity);
    module_entity.set_guid("SysEntitySchemaUId", entity.schema_uid());
    put_fields(db, &model::SYS_MODULE_ENTITY, module_entity)?;
    let mut module = Fields::default();
    module.set_guid("Id", section(name));
    module.set("Code", name.to_owned());
    module.set("Caption", entity.caption.to_owned());
    module.set_guid("SysModuleEntityId", of_entity);
    module.set_guid("CardSchemaUId", named("card", name));
    module.set_guid("SectionSchemaUId", named("section", name));
    put_fields(db, &model::SYS_MODULE, module)
}

/// The processes, and which of them a chat's record offers.
fn put_processes(db: &Connection) -> Outcome<()> {
    for (position, process) in PROCESSES.iter().enumerate() {
        let uid = named("process", process.code);
        let mut library = Fields::default();
        library.set_guid("Id", named("VwProcessLib", process.code));
        library.set_guid("UId", uid);
        library.set_guid("VersionParentUId", uid);
        library.set("Name", process.code.to_owned());
        library.set("Caption", process.caption.to_owned());
        library.set("TagProperty", "Business Process".to_owned());
        library.set("Version", 1);
        for flag in ["Enabled", "IsActiveVersion", "HasStartEvent"] {
            library.set(flag, 1);
        }
        put_fields(db, &model::VW_PROCESS_LIB, library)?;
        if process.offered {
            let mut offer = Fields::default();
            offer.set_guid("Id", named("ProcessInModules", process.code));
            offer.set_guid("SysModuleId", section("WebitelChat"));
            offer.set_guid("SysSchemaUId", uid);
            offer.set_guid("ParameterUId", named(process.code, process.record_parameter));
            offer.set("Position", i64::try_from(position).unwrap_or_default());
            put_fields(db, &model::PROCESS_IN_MODULES, offer)?;
        }
    }
    Ok(())
}

fn unreadable(error: &serde_json::Error) -> Refusal {
    Refusal::Body(error.to_string())
}
