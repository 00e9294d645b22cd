//! The CRM's demo data, from the JSON files beside: contacts, accounts, cases, activities, and
//! the records of the chats that are over, with their files and what was posted about them. The same on every installation but for the times,
//! which count back from the start.

mod activities;
mod cases;
mod chats;
mod feed;
mod people;

use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::guid::named;
use super::model::Entity;
use super::moment::Moment;
use super::reference;
use super::refusal::{Outcome, Refusal};
use super::session::Caller;
use crate::app::Act;
use crate::store::{settings, users};

/// The setting that says that the demo data is in.
const DONE: &str = "creatio_seeded";

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Puts the demo data in, once.
pub(crate) fn run(act: &Act, folder: &Path) -> Outcome<()> {
    if settings::get(&act.db, DONE)?.unwrap_or(false) {
        return Ok(());
    }
    // Contacts and accounts refer to each other.
    act.db.pragma_update(None, "defer_foreign_keys", true)?;
    reference::put_records(&act.db, include_str!("seed/lookups.json"))?;
    let seed = Seed { act, now: Moment::from(act.now), staff: staff(act)? };
    let people = people::put(&seed)?;
    let cases = cases::put(&seed, &people)?;
    activities::put(&seed, &people, &cases)?;
    chats::put(&seed, &cases)?;
    feed::put_posts(&seed)?;
    feed::put_files(&seed, folder)?;
    settings::put(&act.db, DONE, &true)?;
    Ok(())
}

/// What all parts of the demo data need.
struct Seed<'a> {
    act: &'a Act<'a>,
    now: Moment,
    /// The agents, who own and write everything.
    staff: Vec<Caller>,
}

fn staff(act: &Act) -> Outcome<Vec<Caller>> {
    let agents = ["anna", "bohdan", "carmen"].iter().map(|login| users::by_login(&act.db, login));
    let agents: Vec<_> = agents.collect::<rusqlite::Result<_>>()?;
    Ok(agents.into_iter().flatten().map(|user| Caller { user: user.id }).collect())
}

impl Seed<'_> {
    /// The id of a record, by its place.
    fn id(entity: &Entity, place: usize) -> Uuid {
        named("seed", &format!("{}/{place}", entity.name))
    }

    /// The contact of the agent whose turn it is.
    fn agent(&self, place: usize) -> Option<Uuid> {
        turn(&self.staff, place).map(Caller::contact)
    }

    /// So many seconds before the start, as the wire has it.
    fn ago(&self, seconds: i64) -> String {
        self.now.plus_seconds(-seconds).to_string()
    }

    /// Puts a record in, written by an agent in the past.
    fn put(&self, entity: &'static Entity, place: usize, seconds_ago: i64, record: Value) -> Outcome<Uuid> {
        let id = Self::id(entity, place);
        self.put_as(entity, id, place, seconds_ago, record)?;
        Ok(id)
    }

    /// The same, under an id of its own.
    fn put_as(
        &self,
        entity: &'static Entity,
        id: Uuid,
        place: usize,
        seconds_ago: i64,
        mut record: Value,
    ) -> Outcome<()> {
        let (at, author) = (self.ago(seconds_ago), self.agent(place));
        record["Id"] = id.to_string().into();
        for (moment, who) in [("CreatedOn", "CreatedById"), ("ModifiedOn", "ModifiedById")] {
            record[moment] = at.clone().into();
            record[who] = author.map(|author| author.to_string()).into();
        }
        if let Value::Object(record) = &record {
            reference::put_record(&self.act.db, entity, record)?;
        }
        Ok(())
    }
}

fn parse<T: DeserializeOwned>(json: &str) -> Outcome<T> {
    serde_json::from_str(json).map_err(|error| Refusal::Body(error.to_string()))
}

/// The entry of a list whose turn it is at a place.
fn turn<T>(list: &[T], place: usize) -> Option<&T> {
    list.get(place.checked_rem(list.len())?)
}

/// A number that looks like chance but is always the same: below `limit`.
fn chance(place: usize, limit: i64) -> i64 {
    let mixed = (place as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    i64::try_from((mixed >> 33) % limit.max(1).unsigned_abs()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
