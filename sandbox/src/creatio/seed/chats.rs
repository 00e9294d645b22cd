//! The records of the chats that are over, and whose ids their clients have with the sources.

use rusqlite::Row;
use serde_json::json;
use uuid::Uuid;
use webitel_chats::ids::UserId;
use webitel_chats::time::Millis;

use super::cases::Known;
use super::{Seed, parse, people, turn};
use crate::creatio::guid::named;
use crate::creatio::ids::CHAT_COMPLETED;
use crate::creatio::model::{ACTIVITY, CONTACT, CONTACT_IDENTITY, WEBITEL_CHAT};
use crate::creatio::moment::Moment;
use crate::creatio::people as staff;
use crate::creatio::refusal::Outcome;
use crate::creatio::table::{self, Fields};

/// What agents wrote down about chats of a queue, in turn; some write nothing.
const RESULTS: [(&str, [(&str, &str); 4]); 3] = [
    (
        "Support",
        [
            ("Problem solved", "Усе працює.\nКлієнт задоволений 👍"),
            ("Case created", "Needs the second line."),
            ("Question answered", ""),
            ("", ""),
        ],
    ),
    (
        "Billing",
        [
            ("Question answered", ""),
            ("Refund promised", "Within five days; look again on Friday."),
            ("", ""),
            ("Call back agreed", "Після 17:00"),
        ],
    ),
    (
        "Sales",
        [
            ("Order placed", "Free delivery."),
            ("Question answered", "Price list sent."),
            ("Order changed", ""),
            ("", ""),
        ],
    ),
];

/// What the agent wrote down about a chat.
fn result(queue: &str, place: usize) -> (&'static str, &'static str) {
    let of_queue = RESULTS.iter().find(|(name, _)| *name == queue);
    of_queue.and_then(|(_, results)| turn(results, place).copied()).unwrap_or_default()
}

/// A chat that is over.
struct Past {
    id: Uuid,
    title: String,
    source: String,
    identity: String,
    queue: String,
    /// The name by which Webitel's directory knows the client.
    contact: Option<String>,
    agent: UserId,
    created_at: Millis,
    joined_at: Millis,
    closed_at: Millis,
}

fn read(row: &Row) -> rusqlite::Result<Past> {
    Ok(Past {
        id: row.get(0)?,
        title: row.get(1)?,
        source: row.get(2)?,
        identity: row.get(3)?,
        queue: row.get(4)?,
        contact: row.get(5)?,
        agent: UserId(row.get(6)?),
        created_at: Millis(row.get(7)?),
        joined_at: Millis(row.get(8)?),
        closed_at: Millis(row.get(9)?),
    })
}

const SQL: &str = "
    SELECT c.id, c.title, u.source, u.external_id, q.name, k.name, l.user_id, c.created_at, l.joined_at, c.closed_at
      FROM conversations c
      JOIN customers u ON u.id = c.customer_id
      JOIN queues q ON q.id = c.queue_id
      JOIN channels l ON l.conversation_id = c.id AND l.user_id IS NOT NULL
      LEFT JOIN contacts k ON k.id = u.contact_id
     WHERE c.closed_at IS NOT NULL
     GROUP BY c.id ORDER BY c.created_at";

pub(super) fn put(seed: &Seed, cases: &[Known]) -> Outcome<()> {
    let mut statement = seed.act.db.prepare(SQL)?;
    let past: Vec<Past> = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    let notes: Vec<String> = parse(include_str!("notes.json"))?;
    for (place, chat) in past.iter().enumerate() {
        // Not everybody takes notes.
        let notes = turn(&notes, place / 2).filter(|_| place.is_multiple_of(2));
        put_chat(seed, place, chat, cases, notes.map_or("", String::as_str))?;
        if place.is_multiple_of(3) {
            plan_task(seed, place, chat)?;
        }
    }
    Ok(())
}

/// One of the tasks that are not done yet is about the chat.
fn plan_task(seed: &Seed, place: usize, chat: &Past) -> Outcome<()> {
    let mut task = Fields::default();
    task.set_guid("WebitelChatId", chat.id);
    table::update(&seed.act.db, &ACTIVITY, Seed::id(&ACTIVITY, place), &task)?;
    Ok(())
}

fn put_chat(seed: &Seed, place: usize, chat: &Past, cases: &[Known], notes: &str) -> Outcome<()> {
    let contact = chat.contact.as_deref().map(people::known);
    let contact = match contact {
        Some(id) if table::exists(&seed.act.db, &CONTACT, id)? => Some(id),
        _ => None,
    };
    let (result, details) = result(&chat.queue, place);
    let case = cases.iter().find(|case| Some(case.contact) == contact).filter(|_| result == "Case created");
    let time = |at: Millis| Moment::from(at).to_string();
    let record = json!({
        "Id": chat.id,
        "ConversationId": chat.id,
        "Name": chat.title,
        "StateId": CHAT_COMPLETED,
        "ContactId": contact,
        "OwnerId": staff::contact(chat.agent),
        "ClientName": chat.title,
        "ClientIdentity": chat.identity,
        "Source": chat.source,
        "Queue": chat.queue,
        "StartDate": time(chat.joined_at),
        "EndDate": time(chat.closed_at),
        "ResultId": (!result.is_empty()).then(|| named("WebitelChatResult", result)),
        "ResultDetails": details,
        "Notes": notes,
        "CaseId": case.map(|case| case.id),
    });
    let age = (seed.now.0 - Moment::from(chat.created_at).0) / 10_000_000;
    seed.put_as(&WEBITEL_CHAT, chat.id, place, age, record)?;
    if let Some(contact) = contact {
        put_identity(seed, place, chat, contact, age)?;
    }
    Ok(())
}

fn put_identity(seed: &Seed, place: usize, chat: &Past, contact: Uuid, age: i64) -> Outcome<()> {
    let channel = match chat.source.as_str() {
        "telegram" => "Telegram",
        "infobip_whatsapp" => "WhatsApp",
        "viber" => "Viber",
        "messenger" => "Messenger",
        _ => "Web chat",
    };
    let identity = json!({
        "ContactId": contact, "ChannelId": named("Channel", channel), "ChannelIdentity": chat.identity,
    });
    seed.put(&CONTACT_IDENTITY, place, age, identity).map(drop)
}
