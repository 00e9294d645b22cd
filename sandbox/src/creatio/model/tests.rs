//! That the declarations make sense together.

use std::collections::HashSet;

use super::*;

#[test]
fn names_are_unique_and_lead_somewhere() {
    let mut names = HashSet::new();
    for entity in all() {
        assert!(names.insert(entity.name), "{} is declared twice", entity.name);
        let mut fields = HashSet::new();
        for column in entity.columns() {
            assert!(fields.insert(column.field()), "{}.{} is declared twice", entity.name, column.name);
            if let Some(target) = column.target() {
                assert!(find(target).is_some(), "{}.{} leads to {target}", entity.name, column.name);
                assert!(
                    fields.insert(column.name.to_owned()),
                    "{}.{} is ambiguous",
                    entity.name,
                    column.name
                );
            }
        }
        let display = entity.columns().any(|column| column.name == entity.display);
        assert!(display, "{} is shown by {}", entity.name, entity.display);
    }
}

#[test]
fn every_way_back_is_found_by_its_name() {
    for entity in all() {
        for (child, column) in referring(entity) {
            let name = format!("{}CollectionBy{}", child.name, column.name);
            let found = entity.member(&name);
            assert!(
                matches!(found, Some(Member::Collection(to, by)) if to.name == child.name && by.name == column.name),
                "{name}"
            );
        }
    }
}
