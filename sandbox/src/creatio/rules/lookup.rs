//! What the section "Lookups" lists.

use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::table::Fields;

/// A new lookup has a name and an object.
pub(super) fn check(fields: &Fields) -> Outcome<()> {
    let lacks = match (fields.text("Name").trim(), fields.guid("SysEntitySchemaUId")) {
        ("", _) => "Name",
        (_, None) => "Object",
        _ => return Ok(()),
    };
    Err(Refusal::Failed(format!("The required column \"{lacks}\" is not filled in.")))
}
