//! The business processes: what they are called, what they take, and what they do.

mod case_from_chat;
mod consultation;
mod email;

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use super::model::Entity;
use super::refusal::{Outcome, Refusal};
use super::session::Caller;
use super::table::{self, Fields};
use crate::app::Act;

/// A process.
pub(crate) struct Process {
    pub(crate) code: &'static str,
    pub(crate) caption: &'static str,
    /// The parameter that takes the id of the record for which it runs.
    pub(crate) record_parameter: &'static str,
    /// Whether a chat's record offers it.
    pub(crate) offered: bool,
    run: fn(&mut Act, &Caller, &Values) -> Outcome<Values>,
}

/// The values of a process's parameters, or of its results.
pub(crate) type Values = BTreeMap<String, Value>;

/// All processes, in the order in which a record offers them.
pub(crate) const PROCESSES: [Process; 3] = [
    Process {
        code: "WebitelCreateCaseFromChat",
        caption: "Create a case",
        record_parameter: "ChatId",
        offered: true,
        run: case_from_chat::run,
    },
    Process {
        code: "WebitelConsultOnCase",
        caption: "Consultation on an existing case",
        record_parameter: "ChatId",
        offered: true,
        run: consultation::run,
    },
    Process {
        code: "WebitelSendEmail",
        caption: "Send an e-mail",
        record_parameter: "ActivityId",
        offered: false,
        run: email::run,
    },
];

/// The process with this code, or with this id.
pub(crate) fn find(name: &str) -> Option<&'static Process> {
    let is_named = |process: &&Process| {
        process.code == name
            || Uuid::try_parse(name).is_ok_and(|uid| uid == super::guid::named("process", process.code))
    };
    // A constant array lives as long as the program.
    const { &PROCESSES }.iter().find(is_named)
}

impl Process {
    /// Runs it to its end. Parameters that it does not know are dropped without a word.
    pub(crate) fn run(&self, act: &mut Act, caller: &Caller, parameters: &Values) -> Outcome<Values> {
        (self.run)(act, caller, parameters)
    }
}

/// The record that a parameter names.
fn record(
    db: &Connection,
    entity: &'static Entity,
    parameters: &Values,
    name: &str,
) -> Outcome<(Uuid, Fields)> {
    let missing =
        || Refusal::Failed(format!("Parameter \"{name}\" does not name a record of {}.", entity.name));
    let id = parameters.get(name).and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
    let id = id.ok_or_else(missing)?;
    Ok((id, table::get(db, entity, id)?.ok_or_else(missing)?))
}
