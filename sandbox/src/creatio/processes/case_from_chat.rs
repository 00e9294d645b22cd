//! "Create a case" from a chat.

use rusqlite::Connection;
use uuid::Uuid;

use super::{Values, record};
use crate::app::Act;
use crate::creatio::model::{self, CASE, CONTACT, WEBITEL_CHAT};
use crate::creatio::refusal::Outcome;
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::value::of_guid;
use crate::creatio::{ids, records};

/// The longest subject, in characters.
const LONGEST: usize = 250;

/// Takes `ChatId`, gives `CaseId`. The subject is what the client wrote first, the description
/// all that the client wrote before an agent answered.
pub(super) fn run(act: &mut Act, caller: &Caller, parameters: &Values) -> Outcome<Values> {
    let (chat, record) = record(&act.db, &WEBITEL_CHAT, parameters, "ChatId")?;
    let question = question(&act.db, record.guid("ConversationId").unwrap_or(chat))?;
    let contact = record.guid("ContactId").unwrap_or_default();
    let mut case = Fields::default();
    case.set("Subject", subject(&question, &record));
    case.set("Symptoms", question.join("\n"));
    case.set_guid("ContactId", contact);
    case.set_guid("AccountId", account(&act.db, &record, contact)?);
    case.set_guid("OriginId", ids::CASE_FROM_CHAT);
    case.set_guid("CategoryId", ids::INCIDENT);
    case.set_guid("OwnerId", caller.contact());
    let case = records::create(act, caller, &CASE, case)?;
    let mut link = Fields::default();
    link.set_guid("CaseId", case);
    records::change(act, caller, &WEBITEL_CHAT, chat, link)?;
    Ok([("CaseId".to_owned(), case.to_string().into())].into())
}

/// What the client wrote before an agent did.
fn question(db: &Connection, conversation: Uuid) -> Outcome<Vec<String>> {
    let Some(messages) = model::find("WebitelChatMessage") else { return Ok(Vec::new()) };
    let all =
        table::find(db, messages, "\"WebitelChatId\" = ? ORDER BY \"Position\"", &[of_guid(conversation)])?;
    let before = all.iter().take_while(|message| message.text("AuthorKind") != "agent");
    let own = before.filter(|message| message.text("AuthorKind") == "client");
    let words = |message: &Fields| {
        let text = message.text("Message");
        if text.is_empty() { message.text("FileName").to_owned() } else { text.to_owned() }
    };
    Ok(own.map(words).filter(|text| !text.is_empty()).collect())
}

fn subject(question: &[String], record: &Fields) -> String {
    let words =
        question.first().map_or(record.text("Name"), |first| first.lines().next().unwrap_or_default());
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    words.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// The chat's account, or the one of its contact.
fn account(db: &Connection, record: &Fields, contact: Uuid) -> Outcome<Uuid> {
    let own = record.guid("AccountId");
    let of_contact =
        || Ok::<_, rusqlite::Error>(table::get(db, &CONTACT, contact)?.and_then(|c| c.guid("AccountId")));
    Ok(match own {
        Some(account) => account,
        None => of_contact()?.unwrap_or_default(),
    })
}
