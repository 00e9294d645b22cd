//! The feed: counts, and what followers of a record are told of its changes.

use rusqlite::Connection;
use uuid::Uuid;

use crate::app::Act;
use crate::creatio::model::{
    self, Column, ESN_NOTIFICATION, Entity, Kind, SOCIAL_MESSAGE, SOCIAL_SUBSCRIPTION,
};
use crate::creatio::moment::Moment;
use crate::creatio::refusal::Outcome;
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::value::{of_guid, to_wire};
use crate::creatio::{ids, records};

/// The columns whose changes are told.
const TOLD: [&str; 10] = [
    "State",
    "Status",
    "Result",
    "ResultDetails",
    "Contact",
    "Account",
    "Owner",
    "Case",
    "Activity",
    "Priority",
];

/// A comment belongs to the record of its post.
pub(super) fn fill_in(db: &Connection, fields: &mut Fields) -> Outcome<()> {
    fields.set_moment("LastActionOn", Moment::now());
    if let Some(parent) = fields.guid("ParentId")
        && let Some(parent) = table::get(db, &SOCIAL_MESSAGE, parent)?
    {
        for field in ["EntityId", "EntitySchemaUId"] {
            fields.set_guid(field, parent.guid(field).unwrap_or_default());
        }
    }
    Ok(())
}

/// Counts the likes and comments of a post anew.
pub(crate) fn count(db: &Connection, message: Uuid) -> Outcome<()> {
    db.prepare_cached(
        "UPDATE crm_SocialMessage SET
             \"LikeCount\" = (SELECT count(*) FROM crm_SocialLike WHERE \"SocialMessageId\" = ?1),
             \"CommentCount\" = (SELECT count(*) FROM crm_SocialMessage WHERE \"ParentId\" = ?1),
             \"LastActionOn\" = ?2
         WHERE \"Id\" = ?1",
    )?
    .execute(rusqlite::params![of_guid(message), Moment::now().0])?;
    Ok(())
}

/// Posts what changed, if anybody follows the record, and notifies those who do.
pub(super) fn tell_followers(
    act: &Act,
    caller: &Caller,
    entity: &'static Entity,
    before: &Fields,
    fields: &Fields,
) -> Outcome<()> {
    let id = before.guid("Id").unwrap_or_default();
    let followers = table::find(&act.db, &SOCIAL_SUBSCRIPTION, "\"EntityId\" = ?", &[of_guid(id)])?;
    if followers.is_empty() {
        return Ok(());
    }
    let mut lines = Vec::new();
    for column in entity.columns().filter(|column| TOLD.contains(&column.name)) {
        lines.extend(change(&act.db, column, before, fields)?);
    }
    if lines.is_empty() {
        return Ok(());
    }
    let post = post(act, caller, entity, id, &lines.concat())?;
    for follower in followers.iter().filter_map(|follower| follower.guid("SysAdminUnitId")) {
        if follower != caller.unit() {
            notify(act, caller, follower, post)?;
        }
    }
    Ok(())
}

/// A paragraph that says how a value changed.
fn change(db: &Connection, column: &Column, before: &Fields, after: &Fields) -> Outcome<Option<String>> {
    let field = column.field();
    let (Some(old), Some(new)) = (before.get(&field), after.get(&field)) else { return Ok(None) };
    if old == new {
        return Ok(None);
    }
    let words = |fields: &Fields| -> Outcome<String> {
        Ok(match (column.kind, column.target().and_then(model::find)) {
            (Kind::Lookup(_), Some(target)) => match fields.guid(&field) {
                Some(id) => table::display(db, target, id)?,
                None => String::new(),
            },
            (kind, _) => to_wire(kind, fields.get(&field).unwrap_or(&rusqlite::types::Value::Null))
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        })
    };
    let (old, new) = (words(before)?, words(after)?);
    Ok(Some(format!("<p>{}: {} → <b>{}</b></p>", column.name, shown(&old), shown(&new))))
}

/// A value as safe HTML; an empty one as a dash.
fn shown(text: &str) -> String {
    if text.is_empty() {
        return "—".to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn post(act: &Act, caller: &Caller, entity: &Entity, record: Uuid, html: &str) -> Outcome<Uuid> {
    let mut fields = records::stamped(caller);
    fields.set_guid("EntitySchemaUId", entity.schema_uid());
    fields.set_guid("EntityId", record);
    fields.set("Message", html.to_owned());
    fields.set_moment("LastActionOn", Moment::now());
    table::insert(&act.db, &SOCIAL_MESSAGE, &fields)?;
    Ok(fields.guid("Id").unwrap_or_default())
}

fn notify(act: &Act, caller: &Caller, unit: Uuid, post: Uuid) -> Outcome<()> {
    let unit =
        model::find("SysAdminUnit").map(|units| table::get(&act.db, units, unit)).transpose()?.flatten();
    let Some(contact) = unit.and_then(|unit| unit.guid("ContactId")) else { return Ok(()) };
    let mut fields = records::stamped(caller);
    fields.set_guid("TypeId", ids::NOTIFICATION_OF_CHANGE);
    fields.set_guid("OwnerId", contact);
    fields.set_guid("SocialMessageId", post);
    Ok(table::insert(&act.db, &ESN_NOTIFICATION, &fields)?)
}
