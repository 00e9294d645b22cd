//! `SocialSubscriptionService`: following a record's feed.

use axum::body::Bytes;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::signed::{Rest, body};
use crate::app::App;
use crate::creatio::model::SOCIAL_SUBSCRIPTION;
use crate::creatio::records;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::value::of_guid;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Subscription {
    entity_id: Uuid,
    #[serde(rename = "entitySchemaUId", default)]
    schema: Uuid,
}

pub(super) async fn service(
    State(app): State<App>,
    Rest(caller): Rest,
    Path(method): Path<String>,
    bytes: Bytes,
) -> Outcome<Reply> {
    let what: Subscription = body(&bytes)?;
    let result = match method.as_str() {
        "SubscribeUser" => app.command(|act| {
            if own(&act.db, &caller, what.entity_id)?.is_none() {
                let mut fields = Fields::default();
                fields.set_guid("SysAdminUnitId", caller.unit());
                fields.set_guid("EntitySchemaUId", what.schema);
                fields.set_guid("EntityId", what.entity_id);
                fields.set("CanUnsubscribe", 1);
                records::create(act, &caller, &SOCIAL_SUBSCRIPTION, fields)?;
            }
            Ok::<_, Refusal>(json!({"success": true}))
        })?,
        "UnsubscribeUser" => app.command(|act| {
            if let Some(id) = own(&act.db, &caller, what.entity_id)? {
                records::remove(act, &caller, &SOCIAL_SUBSCRIPTION, id)?;
            }
            Ok::<_, Refusal>(json!({"success": true}))
        })?,
        "GetIsUserSubscribed" => {
            json!(app.read_aside(|db| own(db, &caller, what.entity_id))?.is_some())
        }
        _ => return Err(super::nowhere()),
    };
    Ok(Reply::json(200, json!({format!("{method}Result"): result})))
}

/// The caller's subscription to a record's feed.
fn own(db: &Connection, caller: &Caller, record: Uuid) -> Outcome<Option<Uuid>> {
    let condition = "\"EntityId\" = ? AND \"SysAdminUnitId\" = ?";
    let found = table::find(db, &SOCIAL_SUBSCRIPTION, condition, &[of_guid(record), of_guid(caller.unit())])?;
    Ok(found.first().and_then(|subscription| subscription.guid("Id")))
}
