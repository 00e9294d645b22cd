//! Cases.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::{Uuid, uuid};

use super::people::Person;
use super::{DAY, HOUR, Seed, chance, parse, turn};
use crate::creatio::ids::{
    CASE_CANCELED, CASE_CLOSED, CASE_FROM_CHAT, CASE_IN_PROGRESS, CASE_NEW, CASE_RESOLVED, INCIDENT,
};
use crate::creatio::model::CASE;
use crate::creatio::refusal::Outcome;
use crate::creatio::table;

const CASES: usize = 300;

/// `CaseStatus`: as often as they occur here.
const STATUSES: [Uuid; 10] = [
    CASE_CLOSED,
    CASE_RESOLVED,
    CASE_NEW,
    CASE_CLOSED,
    CASE_IN_PROGRESS,
    CASE_CLOSED,
    WAITING,
    CASE_RESOLVED,
    CASE_CLOSED,
    CASE_CANCELED,
];

/// Waiting for the client's answer.
const WAITING: Uuid = uuid!("56022749-b807-48ff-876c-0b9133d90365");

/// How many of the newest are not done yet.
const OPEN: usize = 40;

const PRIORITIES: [&str; 4] = [
    "d9bd322c-f46b-1410-ee8c-0050ba5d6c38",
    "d9bd322b-f46b-1410-ee8c-0050ba5d6c38",
    "d9bd322c-f46b-1410-ee8c-0050ba5d6c38",
    "d9bd322d-f46b-1410-ee8c-0050ba5d6c38",
];

/// A case, as the rest of the demo data needs it.
pub(super) struct Known {
    pub(super) id: Uuid,
    pub(super) contact: Uuid,
}

/// Subjects and descriptions by language.
type Stories = BTreeMap<String, Vec<(String, String)>>;

pub(super) fn put(seed: &Seed, people: &[Person]) -> Outcome<Vec<Known>> {
    let stories: Stories = parse(include_str!("cases.json"))?;
    let mut known = Vec::new();
    for place in 0..CASES {
        // Some contacts have many cases, most have one or none.
        let person = turn(people, if place.is_multiple_of(4) { place / 16 } else { place * 7 });
        let Some(person) = person else { continue };
        known.push(Known { id: put_case(seed, place, person, &stories)?, contact: person.id });
    }
    Ok(known)
}

fn put_case(seed: &Seed, place: usize, person: &Person, stories: &Stories) -> Outcome<Uuid> {
    let story = stories.get(&person.language).and_then(|stories| turn(stories, place / 5));
    let statuses: &[Uuid] =
        if place + OPEN < CASES { &STATUSES } else { &[CASE_NEW, CASE_IN_PROGRESS, WAITING] };
    let status = turn(statuses, place).copied().unwrap_or(CASE_NEW);
    // The newest come last.
    let age = DAY * i64::try_from(CASES - place).unwrap_or_default() / 3 + HOUR * chance(place, 20);
    let done = [CASE_CLOSED, CASE_RESOLVED, CASE_CANCELED].contains(&status);
    let record = json!({
        "Number": format!("SR{:08}", table::next_number(&seed.act.db, &CASE)?),
        "RegisteredOn": seed.ago(age),
        "Subject": story.map(|story| story.0.as_str()),
        "Symptoms": story.map(|story| story.1.as_str()),
        "StatusId": status,
        "PriorityId": turn(&PRIORITIES, place),
        "OriginId": if place.is_multiple_of(2) { Some(CASE_FROM_CHAT) } else { None },
        "CategoryId": INCIDENT,
        "ContactId": person.id,
        "AccountId": person.account,
        "OwnerId": seed.agent(place),
        "ResponseDate": seed.ago(age - HOUR),
        "SolutionDate": seed.ago(age - DAY),
        "ClosureDate": done.then(|| seed.ago((age - HOUR * (2 + chance(place, 60))).max(HOUR))),
    });
    seed.put(&CASE, place, age, record)
}
