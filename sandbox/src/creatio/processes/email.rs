//! Sends an e-mail that was written as an activity. There is no mail server: the activity says
//! that it was sent.

use super::{Values, record};
use crate::app::Act;
use crate::creatio::model::ACTIVITY;
use crate::creatio::moment::Moment;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::session::Caller;
use crate::creatio::table::Fields;
use crate::creatio::{ids, records};

/// Takes `ActivityId`, gives `IsSent`.
pub(super) fn run(act: &mut Act, caller: &Caller, parameters: &Values) -> Outcome<Values> {
    let (id, email) = record(&act.db, &ACTIVITY, parameters, "ActivityId")?;
    if email.guid("TypeId") != Some(ids::EMAIL_ACTIVITY) {
        return Err(Refusal::Failed("The activity is not an e-mail.".to_owned()));
    }
    if !email.text("Recepient").contains('@') {
        return Err(Refusal::Failed("The e-mail has no recipient.".to_owned()));
    }
    let mut sent = Fields::default();
    sent.set_moment("SendDate", Moment::now());
    sent.set_guid("EmailSendStatusId", ids::SENT);
    sent.set_guid("StatusId", ids::FINISHED);
    records::change(act, caller, &ACTIVITY, id, sent)?;
    Ok([("IsSent".to_owned(), true.into())].into())
}
