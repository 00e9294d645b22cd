//! What the service says of itself: the list of sets and `$metadata`.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::creatio::model::{self, Column, Entity, Kind};
use crate::creatio::value::edm;

const NAMESPACE: &str = "Terrasoft.Configuration.OData";

/// The service document.
pub(super) fn service(base: &str) -> Value {
    let sets: Vec<Value> = model::all()
        .map(|entity| json!({"name": entity.name, "kind": "EntitySet", "url": entity.name}))
        .collect();
    json!({"@odata.context": format!("{base}/$metadata"), "value": sets})
}

/// `$metadata`: the model in CSDL.
pub(super) fn document() -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices>\n\
         <Schema Namespace=\"{NAMESPACE}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n"
    );
    for entity in model::all() {
        entity_type(&mut xml, entity);
    }
    xml.push_str("<EntityContainer Name=\"Container\">\n");
    for entity in model::all() {
        entity_set(&mut xml, entity);
    }
    xml.push_str("</EntityContainer>\n</Schema>\n</edmx:DataServices>\n</edmx:Edmx>\n");
    xml
}

// Writing to a `String` can't fail, and all names are letters and digits.

fn entity_type(xml: &mut String, entity: &'static Entity) {
    let _infallible = writeln!(xml, "<EntityType Name=\"{}\">", entity.name);
    xml.push_str("<Key><PropertyRef Name=\"Id\"/></Key>\n");
    for column in entity.columns() {
        property(xml, column);
    }
    for column in entity.columns() {
        if let Some(target) = column.target() {
            navigation(xml, column.name, &format!("{NAMESPACE}.{target}"), &collection(entity, column));
        }
    }
    for (child, column) in model::referring(entity) {
        let kind = format!("Collection({NAMESPACE}.{})", child.name);
        navigation(xml, &collection(child, column), &kind, column.name);
    }
    xml.push_str("</EntityType>\n");
}

fn property(xml: &mut String, column: &Column) {
    let facets = match column.kind {
        Kind::Guid if column.name == "Id" => " Nullable=\"false\"",
        Kind::Moment | Kind::Day => " Precision=\"7\"",
        _ => "",
    };
    let _infallible =
        writeln!(xml, "<Property Name=\"{}\" Type=\"{}\"{facets}/>", column.field(), edm(column));
}

fn navigation(xml: &mut String, name: &str, kind: &str, partner: &str) {
    let _infallible =
        writeln!(xml, "<NavigationProperty Name=\"{name}\" Type=\"{kind}\" Partner=\"{partner}\"/>");
}

fn entity_set(xml: &mut String, entity: &'static Entity) {
    let _infallible =
        writeln!(xml, "<EntitySet Name=\"{}\" EntityType=\"{NAMESPACE}.{}\">", entity.name, entity.name);
    for (path, target) in bindings(entity) {
        let _infallible = writeln!(xml, "<NavigationPropertyBinding Path=\"{path}\" Target=\"{target}\"/>");
    }
    xml.push_str("</EntitySet>\n");
}

/// Where each navigation of an object leads.
fn bindings(entity: &'static Entity) -> impl Iterator<Item = (String, &'static str)> {
    let lookups = entity.columns().filter_map(|column| Some((column.name.to_owned(), column.target()?)));
    let collections = model::referring(entity).map(|(child, column)| (collection(child, column), child.name));
    lookups.chain(collections)
}

/// The name of the records of an object that refer by a column.
fn collection(child: &Entity, column: &Column) -> String {
    format!("{}CollectionBy{}", child.name, column.name)
}
