//! Tasks and e-mails.

use crate::creatio::ids;
use crate::creatio::moment::Moment;
use crate::creatio::session::Caller;
use crate::creatio::table::Fields;

const HALF_AN_HOUR: i64 = 30 * 60;

/// Who makes a task has it to do, now, for half an hour.
pub(super) fn fill_in(caller: &Caller, fields: &mut Fields) {
    fields.fill("StartDate", Moment::now().0);
    let start = Moment(fields.integer("StartDate").unwrap_or_default());
    fields.fill("DueDate", start.plus_seconds(HALF_AN_HOUR).0);
    let minutes = (fields.integer("DueDate").unwrap_or(start.0) - start.0) / (60 * 10_000_000);
    fields.fill("DurationInMinutes", minutes);
    fields.fill_guid("TypeId", ids::TASK);
    fields.fill_guid("ActivityCategoryId", ids::TO_DO);
    fields.fill_guid("StatusId", ids::NOT_STARTED);
    fields.fill_guid("PriorityId", ids::ACTIVITY_MEDIUM);
    fields.fill_guid("OwnerId", caller.contact());
    fields.fill_guid("AuthorId", caller.contact());
}
