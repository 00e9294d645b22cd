//! The demo data: staff, queues, contacts and closed chats, from the JSON files beside.
//!
//! What the files name is put in if it is not there; running it again changes nothing. Chats
//! are put in once, into a data folder that has none.

mod chats;
mod files;
mod staff;

use webitel_chats::wire::chat::Variables;

use crate::app::Act;
use crate::error::Result;
use crate::store::settings;

/// The setting that says that the demo data is in.
const DONE: &str = "seeded";

/// Puts the demo data in, once.
pub(crate) fn run(act: &mut Act, folder: &std::path::Path) -> Result<()> {
    if !settings::get(&act.db, DONE)?.unwrap_or(false) {
        staff::put(act)?;
        chats::put(act, folder)?;
        settings::put(&act.db, DONE, &true)?;
    }
    Ok(crate::creatio::seed::run(act, folder)?)
}

/// No variables.
fn none() -> Variables {
    Variables::new()
}

#[cfg(test)]
mod tests;
