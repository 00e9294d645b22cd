//! "Consultation on an existing case": the chat is about a case that is registered already.

use super::{Values, record};
use crate::app::Act;
use crate::creatio::model::{CASE, SOCIAL_MESSAGE, WEBITEL_CHAT};
use crate::creatio::records;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::session::Caller;
use crate::creatio::table::Fields;

/// Takes `ChatId` and `CaseId`, gives `CaseId`. The case must be the chat's contact's; its feed
/// says that there was a consultation.
pub(super) fn run(act: &mut Act, caller: &Caller, parameters: &Values) -> Outcome<Values> {
    let (chat_id, chat) = record(&act.db, &WEBITEL_CHAT, parameters, "ChatId")?;
    let (case_id, case) = record(&act.db, &CASE, parameters, "CaseId")?;
    if case.guid("ContactId") != chat.guid("ContactId") {
        return Err(Refusal::Failed("The case is another contact's.".to_owned()));
    }
    let mut link = Fields::default();
    link.set_guid("CaseId", case_id);
    records::change(act, caller, &WEBITEL_CHAT, chat_id, link)?;
    let mut post = Fields::default();
    post.set_guid("EntitySchemaUId", CASE.schema_uid());
    post.set_guid("EntityId", case_id);
    post.set("Message", "<p>Consultation in a chat</p>".to_owned());
    records::create(act, caller, &SOCIAL_MESSAGE, post)?;
    Ok([("CaseId".to_owned(), case_id.to_string().into())].into())
}
