//! Tasks, calls and e-mails: those of the past are done, those to come are not.

use serde::Deserialize;
use serde_json::{Value, json};

use super::cases::Known;
use super::people::Person;
use super::{DAY, HOUR, MINUTE, Seed, chance, parse, turn};
use crate::creatio::ids::{ACTIVITY_MEDIUM, EMAIL_ACTIVITY, FINISHED, NOT_STARTED, SENT, TASK, TO_DO};
use crate::creatio::model::ACTIVITY;
use crate::creatio::refusal::Outcome;

const ACTIVITIES: usize = 150;

const CALL: &str = "03df85bf-6b19-4dea-8463-d5d49b80bb28";
const EMAIL: &str = "8038a396-7825-e011-8165-00155d043204";
const OUTGOING: &str = "7f6d3f94-f36b-1410-068c-20cf30b39373";

#[derive(Deserialize)]
struct Titles {
    tasks: Vec<String>,
    calls: Vec<String>,
    emails: Vec<(String, String)>,
}

pub(super) fn put(seed: &Seed, people: &[Person], cases: &[Known]) -> Outcome<()> {
    let titles: Titles = parse(include_str!("activities.json"))?;
    for place in 0..ACTIVITIES {
        let Some(person) = turn(people, place * 3) else { continue };
        // Two in three are over; the others are due within two weeks.
        let over = !place.is_multiple_of(3);
        let away = HOUR * (1 + chance(place, 14 * 24));
        let begins = if over { away * 4 } else { -away };
        let case = cases.iter().find(|case| case.contact == person.id).filter(|_| over);
        let mut record = json!({
            "StartDate": seed.ago(begins),
            "DueDate": seed.ago(begins - 30 * MINUTE),
            "DurationInMinutes": 30,
            "StatusId": if over { FINISHED } else { NOT_STARTED },
            "PriorityId": ACTIVITY_MEDIUM,
            "OwnerId": seed.agent(place),
            "AuthorId": seed.agent(place + 1),
            "ShowInScheduler": true,
            "ContactId": person.id,
            "AccountId": person.account,
            "CaseId": case.map(|case| case.id),
        });
        kind(&mut record, place, over, &titles, person);
        seed.put(&ACTIVITY, place, begins.max(0) + DAY, record)?;
    }
    Ok(())
}

/// Makes it a task, a call or an e-mail.
fn kind(record: &mut Value, place: usize, over: bool, titles: &Titles, person: &Person) {
    record["TypeId"] = TASK.to_string().into();
    if over
        && place.is_multiple_of(5)
        && let Some((title, body)) = turn(&titles.emails, place)
    {
        record["Title"] = title.as_str().into();
        record["Body"] = body.as_str().into();
        record["IsHtmlBody"] = true.into();
        record["TypeId"] = EMAIL_ACTIVITY.to_string().into();
        record["ActivityCategoryId"] = EMAIL.into();
        record["MessageTypeId"] = OUTGOING.into();
        record["EmailSendStatusId"] = SENT.to_string().into();
        record["SendDate"] = record["StartDate"].clone();
        record["Recepient"] = person.email.as_str().into();
        record["ShowInScheduler"] = false.into();
    } else if place.is_multiple_of(4) {
        record["Title"] = turn(&titles.calls, place / 4).map(String::as_str).into();
        record["ActivityCategoryId"] = CALL.into();
    } else {
        record["Title"] = turn(&titles.tasks, place).map(String::as_str).into();
        record["ActivityCategoryId"] = TO_DO.to_string().into();
    }
}
