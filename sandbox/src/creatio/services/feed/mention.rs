//! Mentions: links to contacts in the text of a message.

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use uuid::Uuid;

use super::notify;
use crate::app::Act;
use crate::creatio::model::{CONTACT, SOCIAL_MENTION};
use crate::creatio::refusal::Outcome;
use crate::creatio::schema::fold;
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::{ids, records, value};

/// What marks a link as a mention.
const MARK: &str = "data-link=\"mention\"";

/// Notes whom a message mentions that did not mention them before, and tells them.
pub(super) fn note(act: &mut Act, caller: &Caller, message: Uuid, html: &str) -> Outcome<()> {
    for contact in mentioned(html) {
        if !table::exists(&act.db, &CONTACT, contact)? || is_noted(act, message, contact)? {
            continue;
        }
        let mut fields = Fields::default();
        fields.set_guid("ContactId", contact);
        fields.set_guid("SocialMessageId", message);
        records::create(act, caller, &SOCIAL_MENTION, fields)?;
        if contact != caller.contact() {
            notify(act, caller, contact, message, ids::NOTIFICATION_OF_MENTION)?;
        }
    }
    Ok(())
}

fn is_noted(act: &Act, message: Uuid, contact: Uuid) -> Outcome<bool> {
    let condition = "\"SocialMessageId\" = ? AND \"ContactId\" = ?";
    let values = [value::of_guid(message), value::of_guid(contact)];
    Ok(!table::find(&act.db, &SOCIAL_MENTION, condition, &values)?.is_empty())
}

/// The ids in the tags that are marked as mentions, each once.
fn mentioned(html: &str) -> Vec<Uuid> {
    let tags = html.split('<').filter_map(|part| part.split('>').next());
    let mentions = tags.filter(|tag| tag.starts_with("a ") && tag.contains(MARK));
    let mut found: Vec<Uuid> = mentions.filter_map(first_id).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn first_id(tag: &str) -> Option<Uuid> {
    let word = |c: char| !(c.is_ascii_hexdigit() || c == '-');
    tag.split(word).find(|word| word.len() == 36).and_then(|word| Uuid::try_parse(word).ok())
}

/// The contacts whose names have a part that begins so.
pub(super) fn contacts(db: &Connection, text: &str, count: i64, offset: i64) -> Outcome<Vec<Value>> {
    let sql = "SELECT \"Id\", \"Name\", \"PhotoId\" FROM crm_Contact
               WHERE instr(' ' || fold(\"Name\"), ' ' || ?1) > 0 ORDER BY \"Name\", \"Id\" LIMIT ?2 OFFSET ?3";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params![fold(text.trim()), count, offset], |row| {
        let id = |index| Ok::<_, rusqlite::Error>(value::guid(&row.get(index)?).unwrap_or_default());
        Ok(json!({"Id": id(0)?, "Name": row.get::<_, String>(1)?, "PhotoId": id(2)?}))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_links_are_mentions() {
        let id = "dad159f3-6c2d-446a-98d2-0f4d26662bbe";
        let html =
            format!("<p><a href=\"#Contact/{id}\" {MARK}>Olena</a> <a href=\"#x/{id}\">no</a> data-link</p>");
        assert_eq!(mentioned(&html), [Uuid::try_parse(id).unwrap()]);
        assert!(mentioned(&format!("<a {MARK}>nobody</a><")).is_empty());
    }
}
