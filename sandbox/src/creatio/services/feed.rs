//! `EsnService`: the feed. Here likes, comments, mentions and notifications are kept in step.

mod mention;
mod show;

use axum::body::Bytes;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::signed::{Rest, body};
use crate::app::{Act, App};
use crate::creatio::model::{ESN_NOTIFICATION, FEED_FILE, SOCIAL_LIKE, SOCIAL_MESSAGE};
use crate::creatio::moment::Moment;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::value::of_guid;
use crate::creatio::{ids, records};

/// Body of all methods.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    message: Message,
    /// How many to read at most.
    count: Option<i64>,
    /// How many to leave out.
    offset: i64,
    /// Of the contacts to mention.
    text: String,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Message {
    id: Option<Uuid>,
    #[serde(rename = "SchemaUId")]
    schema: Uuid,
    entity_id: Uuid,
    parent_id: Option<Uuid>,
    message: String,
    user_access: i64,
}

/// How many posts or comments a page holds unless the request says otherwise, and at most.
const PAGE: i64 = 15;
const LARGEST_PAGE: i64 = 100;

/// How many contacts to mention a page holds.
const CONTACTS: i64 = 5;

impl Asked {
    fn page(&self) -> (i64, i64) {
        (self.count.unwrap_or(PAGE).clamp(1, LARGEST_PAGE), self.offset.max(0))
    }

    fn id(&self) -> Outcome<Uuid> {
        self.message.id.ok_or_else(|| Refusal::Body("message.Id is missing.".to_owned()))
    }
}

pub(super) async fn esn(
    State(app): State<App>,
    Rest(caller): Rest,
    Path(method): Path<String>,
    bytes: Bytes,
) -> Outcome<Reply> {
    let asked: Asked = body(&bytes)?;
    let result = match method.as_str() {
        "PostMessage" | "PostComment" => {
            app.command(|act| post(act, &caller, &asked, method == "PostComment"))?
        }
        "EditMessage" => app.command(|act| edit(act, &caller, &asked))?,
        "DeleteMessage" => app.command(|act| delete(act, &caller, &asked))?,
        "LikeMessage" => app.command(|act| like(act, &caller, asked.id()?))?,
        "UnLikeMessage" => app.command(|act| unlike(act, &caller, asked.id()?))?,
        "ReadEntityMessage" => {
            app.read_aside(|db| show::of_record(db, &caller, asked.message.entity_id, asked.page()))?
        }
        "ReadComments" => app.read_aside(|db| show::comments(db, &caller, asked.id()?, asked.page()))?,
        "ReadFeed" => app.read_aside(|db| show::followed(db, &caller, asked.page()))?,
        "GetWhoLikedMessage" => app.read_aside(|db| show::who_liked(db, asked.id()?))?,
        "ReadAttachments" => app.read_aside(|db| show::attachments(db, asked.id()?))?,
        _ => return Err(super::nowhere()),
    };
    Ok(Reply::json(200, json!({format!("{method}Result"): result})))
}

/// `ESNFeedModuleService/GetContactsForMention`.
pub(super) async fn contacts(State(app): State<App>, Rest(_): Rest, bytes: Bytes) -> Outcome<Reply> {
    let asked: Asked = body(&bytes)?;
    let found = app.read_aside(|db| mention::contacts(db, &asked.text, CONTACTS, asked.offset.max(0)))?;
    Ok(Reply::json(200, json!({"GetContactsForMentionResult": found})))
}

fn post(act: &mut Act, caller: &Caller, asked: &Asked, comment: bool) -> Outcome<Value> {
    let new = &asked.message;
    if new.message.trim().is_empty() {
        return Err(Refusal::Body("The message is empty.".to_owned()));
    }
    let mut fields = Fields::default();
    fields.set_guid("Id", new.id.filter(|id| !id.is_nil()).unwrap_or_else(Uuid::new_v4));
    fields.set_guid("EntitySchemaUId", new.schema);
    fields.set_guid("EntityId", new.entity_id);
    fields.set("Message", new.message.clone());
    fields.set("UserAccess", new.user_access);
    if comment {
        let parent = new.parent_id.ok_or_else(|| Refusal::Body("message.ParentId is missing.".to_owned()))?;
        fields.set_guid("ParentId", parent);
    }
    let id = records::create(act, caller, &SOCIAL_MESSAGE, fields)?;
    mention::note(act, caller, id, &new.message)?;
    if let Some(parent) = new.parent_id.filter(|_| comment) {
        notify_author(act, caller, parent, ids::NOTIFICATION_OF_COMMENT)?;
    }
    show::one(&act.db, caller, id)
}

fn edit(act: &mut Act, caller: &Caller, asked: &Asked) -> Outcome<Value> {
    let id = asked.id()?;
    check_own(&act.db, caller, id)?;
    let mut fields = Fields::default();
    fields.set("Message", asked.message.message.clone());
    fields.set_moment("LastActionOn", Moment::now());
    records::change(act, caller, &SOCIAL_MESSAGE, id, fields)?;
    mention::note(act, caller, id, &asked.message.message)?;
    show::one(&act.db, caller, id)
}

fn delete(act: &mut Act, caller: &Caller, asked: &Asked) -> Outcome<Value> {
    let id = asked.id()?;
    check_own(&act.db, caller, id)?;
    for file in table::find(&act.db, &FEED_FILE, "\"RecordId\" = ?", &[of_guid(id)])? {
        records::remove(act, caller, &FEED_FILE, file.guid("Id").unwrap_or_default())?;
    }
    records::remove(act, caller, &SOCIAL_MESSAGE, id)?;
    Ok(json!({"success": true}))
}

/// Only the author may change or remove a message.
fn check_own(db: &Connection, caller: &Caller, id: Uuid) -> Outcome<()> {
    if author(db, id)? == Some(caller.contact()) {
        return Ok(());
    }
    Err(Refusal::NotAllowed("Only the author of a message can change it.".to_owned()))
}

fn author(db: &Connection, id: Uuid) -> Outcome<Option<Uuid>> {
    let message = table::get(db, &SOCIAL_MESSAGE, id)?;
    let message = message.ok_or_else(|| Refusal::NotThere("There is no such message.".to_owned()))?;
    Ok(message.guid("CreatedById"))
}

/// Doing it again changes nothing.
fn like(act: &mut Act, caller: &Caller, id: Uuid) -> Outcome<Value> {
    if own_like(&act.db, caller, id)?.is_none() {
        let mut fields = Fields::default();
        fields.set_guid("UserId", caller.unit());
        fields.set_guid("SocialMessageId", id);
        records::create(act, caller, &SOCIAL_LIKE, fields)?;
        notify_author(act, caller, id, ids::NOTIFICATION_OF_LIKE)?;
    }
    show::one(&act.db, caller, id)
}

fn unlike(act: &mut Act, caller: &Caller, id: Uuid) -> Outcome<Value> {
    if let Some(like) = own_like(&act.db, caller, id)? {
        records::remove(act, caller, &SOCIAL_LIKE, like)?;
    }
    show::one(&act.db, caller, id)
}

fn own_like(db: &Connection, caller: &Caller, message: Uuid) -> Outcome<Option<Uuid>> {
    let condition = "\"SocialMessageId\" = ? AND \"UserId\" = ?";
    let found = table::find(db, &SOCIAL_LIKE, condition, &[of_guid(message), of_guid(caller.unit())])?;
    Ok(found.first().and_then(|like| like.guid("Id")))
}

/// Tells the author of a message what another one did.
fn notify_author(act: &Act, caller: &Caller, message: Uuid, kind: Uuid) -> Outcome<()> {
    match author(&act.db, message)? {
        Some(contact) if contact != caller.contact() => notify(act, caller, contact, message, kind),
        _ => Ok(()),
    }
}

fn notify(act: &Act, caller: &Caller, contact: Uuid, message: Uuid, kind: Uuid) -> Outcome<()> {
    let mut fields = records::stamped(caller);
    fields.set_guid("TypeId", kind);
    fields.set_guid("OwnerId", contact);
    fields.set_guid("SocialMessageId", message);
    Ok(table::insert(&act.db, &ESN_NOTIFICATION, &fields)?)
}
