//! Cases: their numbers, and what follows from their status.

use crate::app::Act;
use crate::creatio::ids;
use crate::creatio::model::CASE;
use crate::creatio::moment::Moment;
use crate::creatio::refusal::Outcome;
use crate::creatio::session::Caller;
use crate::creatio::table::{Fields, next_number};

const HOUR: i64 = 60 * 60;

/// A new case has a number, is new, and belongs to who registered it.
pub(super) fn fill_in(act: &Act, caller: &Caller, fields: &mut Fields) -> Outcome<()> {
    let now = Moment::now();
    if fields.text("Number").is_empty() {
        fields.set("Number", format!("SR{:08}", next_number(&act.db, &CASE)?));
    }
    fields.fill("RegisteredOn", now.0);
    fields.fill("ResponseDate", now.plus_seconds(HOUR).0);
    fields.fill("SolutionDate", now.plus_seconds(24 * HOUR).0);
    fields.fill_guid("StatusId", ids::CASE_NEW);
    fields.fill_guid("PriorityId", ids::CASE_MEDIUM);
    fields.fill_guid("OwnerId", caller.contact());
    Ok(())
}

/// What is resolved or closed says when.
pub(super) fn follow_status(before: &Fields, fields: &mut Fields) {
    let now = Moment::now();
    let Some(status) = fields.guid("StatusId").filter(|status| before.guid("StatusId") != Some(*status))
    else {
        return;
    };
    if status == ids::CASE_CLOSED || status == ids::CASE_CANCELED {
        fields.fill("ClosureDate", now.0);
    } else if status == ids::CASE_RESOLVED {
        fields.fill("SolutionProvidedOn", now.0);
    } else if status == ids::CASE_IN_PROGRESS {
        fields.fill("RespondedOn", now.0);
    }
}
