//! Many chat records at once, for lists that are long.

use axum::Json;
use axum::extract::State;
use rusqlite::params;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::body::Body;
use crate::creatio::ids::CHAT_COMPLETED;
use crate::creatio::moment::Moment;
use crate::creatio::value::of_guid;
use crate::error::{Failure, Result};

/// The most records in one request.
const MAX: i64 = 1_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Many {
    count: i64,
    /// Seconds from one chat to the next; the last one began now.
    #[serde(default = "apart")]
    apart_sec: i64,
}

fn apart() -> i64 {
    60
}

/// Records of completed chats: of every contact, agent, source, queue and result in turn. They
/// have no conversation.
pub(super) async fn chats(State(app): State<App>, Body(many): Body<Many>) -> Result<Json<Value>> {
    if !(1..=MAX).contains(&many.count) {
        return Err(Failure::bad_request("count must be between 1 and 1000000"));
    }
    let added = app.act(|act| {
        let values =
            params![many.count, Moment::now().0, many.apart_sec * 10_000_000, of_guid(CHAT_COMPLETED)];
        Ok(act.db.execute(SQL, values)?)
    })?;
    Ok(Json(json!({"added": added})))
}

const SQL: &str = "
    WITH RECURSIVE
        n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1),
        people AS MATERIALIZED (SELECT row_number() OVER (ORDER BY \"Name\", \"Id\") - 1 AS p, \"Id\", \"Name\" FROM crm_Contact),
        staff AS MATERIALIZED (SELECT row_number() OVER (ORDER BY \"Name\") - 1 AS p, \"ContactId\" FROM crm_SysAdminUnit),
        results AS MATERIALIZED (SELECT row_number() OVER (ORDER BY \"Name\") - 1 AS p, \"Id\" FROM crm_WebitelChatResult),
        chats AS MATERIALIZED (SELECT i, randomblob(16) AS id, ?2 - i * ?3 AS began FROM n)
    INSERT INTO crm_WebitelChat (\"Id\", \"ConversationId\", \"CreatedOn\", \"ModifiedOn\", \"StartDate\", \"EndDate\",
        \"Name\", \"ClientName\", \"ClientIdentity\", \"ContactId\", \"OwnerId\", \"CreatedById\", \"ModifiedById\",
        \"StateId\", \"Source\", \"Queue\", \"ResultId\", \"ResultDetails\")
    SELECT c.id, c.id, c.began, c.began + 6000000000, c.began, c.began + 6000000000,
           coalesce(p.\"Name\", 'Client') || ' ' || c.i, coalesce(p.\"Name\", 'Client'), 'many-' || c.i, p.\"Id\",
           s.\"ContactId\", s.\"ContactId\", s.\"ContactId\", ?4,
           CASE c.i % 5 WHEN 0 THEN 'telegram' WHEN 1 THEN 'webchat' WHEN 2 THEN 'infobip_whatsapp'
                        WHEN 3 THEN 'viber' ELSE 'messenger' END,
           CASE c.i % 3 WHEN 0 THEN 'Support' WHEN 1 THEN 'Billing' ELSE 'Sales' END,
           r.\"Id\", 'Note ' || c.i
      FROM chats c
      LEFT JOIN people p ON p.p = c.i % (SELECT max(1, count(*)) FROM people)
      LEFT JOIN staff s ON s.p = c.i % (SELECT max(1, count(*)) FROM staff)
      LEFT JOIN results r ON r.p = c.i % (SELECT 1 + count(*) FROM results)
     ORDER BY c.i";
