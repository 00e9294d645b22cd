//! Messages of the feed as the service gives them.

use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::creatio::model::{CONTACT, FEED_FILE, SOCIAL_MESSAGE};
use crate::creatio::moment::Moment;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::value::{self, of_guid};

/// Count and offset.
type Page = (i64, i64);

/// A message.
pub(super) fn one(db: &Connection, caller: &Caller, id: Uuid) -> Outcome<Value> {
    let message = table::get(db, &SOCIAL_MESSAGE, id)?;
    let message = message.ok_or_else(|| Refusal::NotThere("There is no such message.".to_owned()))?;
    shown(db, caller, &message)
}

/// The posts about a record, newest first.
pub(super) fn of_record(db: &Connection, caller: &Caller, record: Uuid, page: Page) -> Outcome<Value> {
    let condition = "\"EntityId\" = ? AND \"ParentId\" IS NULL ORDER BY \"CreatedOn\" DESC, \"Id\"";
    all(db, caller, condition, record, page)
}

/// The comments on a post, oldest first.
pub(super) fn comments(db: &Connection, caller: &Caller, post: Uuid, page: Page) -> Outcome<Value> {
    all(db, caller, "\"ParentId\" = ? ORDER BY \"CreatedOn\", \"Id\"", post, page)
}

/// The posts about records that the caller follows, newest first.
pub(super) fn followed(db: &Connection, caller: &Caller, page: Page) -> Outcome<Value> {
    let condition = "\"ParentId\" IS NULL AND \"EntityId\" IN
        (SELECT \"EntityId\" FROM crm_SocialSubscription WHERE \"SysAdminUnitId\" = ?)
        ORDER BY \"CreatedOn\" DESC, \"Id\"";
    all(db, caller, condition, caller.unit(), page)
}

/// The people who like a message.
pub(super) fn who_liked(db: &Connection, message: Uuid) -> Outcome<Value> {
    let sql =
        "SELECT u.\"ContactId\" FROM crm_SocialLike l JOIN crm_SysAdminUnit u ON u.\"Id\" = l.\"UserId\"
               WHERE l.\"SocialMessageId\" = ? ORDER BY l.\"CreatedOn\"";
    let mut statement = db.prepare_cached(sql)?;
    let contacts: Vec<_> = statement
        .query_map([of_guid(message)], |row| row.get(0).map(|cell| value::guid(&cell).unwrap_or_default()))?
        .collect::<rusqlite::Result<_>>()?;
    let people: Outcome<Vec<Value>> = contacts.into_iter().map(|contact| person(db, contact)).collect();
    Ok(Value::Array(people?))
}

/// The files of a message.
pub(super) fn attachments(db: &Connection, message: Uuid) -> Outcome<Value> {
    let condition = "\"RecordId\" = ? ORDER BY \"CreatedOn\", \"Id\"";
    let files = table::find(db, &FEED_FILE, condition, &[of_guid(message)])?;
    let shown = |file: &Fields| json!({"Id": file.guid("Id"), "Name": file.text("Name"), "Size": file.integer("Size"), "Schema": "FeedFile"});
    Ok(files.iter().map(shown).collect())
}

fn all(db: &Connection, caller: &Caller, condition: &str, id: Uuid, (count, offset): Page) -> Outcome<Value> {
    let condition = format!("{condition} LIMIT {count} OFFSET {offset}");
    let messages = table::find(db, &SOCIAL_MESSAGE, &condition, &[of_guid(id)])?;
    let shown: Outcome<Vec<Value>> = messages.iter().map(|message| shown(db, caller, message)).collect();
    Ok(Value::Array(shown?))
}

fn shown(db: &Connection, caller: &Caller, message: &Fields) -> Outcome<Value> {
    let id = message.guid("Id").unwrap_or_default();
    let time = |field| Moment(message.integer(field).unwrap_or_default()).to_string();
    Ok(json!({
        "Id": id,
        "Message": message.text("Message"),
        "CreatedOn": time("CreatedOn"),
        "ModifiedOn": time("ModifiedOn"),
        "LastActionOn": time("LastActionOn"),
        "CreatedBy": person(db, message.guid("CreatedById").unwrap_or_default())?,
        "ParentId": message.guid("ParentId").unwrap_or_default(),
        "SchemaUId": message.guid("EntitySchemaUId").unwrap_or_default(),
        "EntityId": message.guid("EntityId").unwrap_or_default(),
        "LikeCount": message.integer("LikeCount"),
        "CommentCount": message.integer("CommentCount"),
        "UserAccess": message.integer("UserAccess"),
        "IsLiked": super::own_like(db, caller, id)?.is_some(),
    }))
}

fn person(db: &Connection, contact: Uuid) -> Outcome<Value> {
    let contact_record = table::get(db, &CONTACT, contact)?.unwrap_or_default();
    Ok(json!({
        "value": contact,
        "displayValue": contact_record.text("Name"),
        "primaryImageValue": contact_record.guid("PhotoId").unwrap_or_default(),
    }))
}
