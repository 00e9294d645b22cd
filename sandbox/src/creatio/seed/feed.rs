//! What colleagues posted about chats, and the files that were sent in them.

use std::fs;
use std::path::Path;

use rusqlite::Row;
use serde_json::json;
use uuid::Uuid;
use webitel_chats::time::Millis;

use super::{HOUR, MINUTE, Seed, parse, turn};
use crate::creatio::files::DATA;
use crate::creatio::ids::FILE;
use crate::creatio::model::{SOCIAL_MESSAGE, WEBITEL_CHAT, WEBITEL_CHAT_FILE};
use crate::creatio::moment::Moment;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::{rules, streams};

/// A post and a comment about every fifth chat.
pub(super) fn put_posts(seed: &Seed) -> Outcome<()> {
    let words: Vec<(String, String)> = parse(include_str!("feed.json"))?;
    let mut statement = seed.act.db.prepare("SELECT \"Id\" FROM crm_WebitelChat ORDER BY \"CreatedOn\"")?;
    let chats: Vec<Uuid> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for (place, chat) in chats.iter().enumerate().filter(|(place, _)| place.is_multiple_of(5)) {
        let Some((post, comment)) = turn(&words, place / 5) else { continue };
        let message = |text: &str, parent: Option<Uuid>, seconds: i64| {
            json!({
                "EntitySchemaUId": WEBITEL_CHAT.schema_uid(), "EntityId": chat, "ParentId": parent,
                "Message": format!("<p>{text}</p>"), "LastActionOn": seed.ago(seconds),
            })
        };
        let post = seed.put(&SOCIAL_MESSAGE, 2 * place, HOUR, message(post, None, HOUR))?;
        seed.put(&SOCIAL_MESSAGE, 2 * place + 1, 40 * MINUTE, message(comment, Some(post), 40 * MINUTE))?;
        rules::count(&seed.act.db, post)?;
    }
    Ok(())
}

/// A file that was sent in a chat.
struct Sent {
    id: i64,
    chat: Uuid,
    name: String,
    mime: String,
    size: i64,
    at: Millis,
}

fn read(row: &Row) -> rusqlite::Result<Sent> {
    Ok(Sent {
        id: row.get(0)?,
        chat: row.get(1)?,
        name: row.get(2)?,
        mime: row.get(3)?,
        size: row.get(4)?,
        at: Millis(row.get(5)?),
    })
}

/// The files of the chats, as the desk files them when they are sent.
pub(super) fn put_files(seed: &Seed, folder: &Path) -> Outcome<()> {
    let sql = "SELECT f.id, f.conversation_id, f.name, f.mime, f.size, m.created_at FROM files f
               JOIN messages m ON m.file_id = f.id JOIN crm_WebitelChat w ON w.\"Id\" = f.conversation_id ORDER BY f.id";
    let mut statement = seed.act.db.prepare(sql)?;
    let files: Vec<Sent> = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    for (place, file) in files.iter().enumerate() {
        let age = (seed.now.0 - Moment::from(file.at).0) / 10_000_000;
        let record = json!({"Name": file.name, "TypeId": FILE, "Size": file.size, "Version": 1, "WebitelChatId": file.chat});
        let id = seed.put(&WEBITEL_CHAT_FILE, place, age, record)?;
        let bytes =
            fs::read(folder.join(file.id.to_string())).map_err(|error| Refusal::Failed(error.to_string()))?;
        streams::put(&seed.act.db, id, DATA, &file.mime, &bytes)?;
    }
    Ok(())
}
