//! A thousand random schedules of writing and network faults against the client and the model.

use anyhow::Result;

use super::{Tally, tallied};
use crate::process;

pub(super) fn run() -> Result<Tally> {
    let mut cargo = process::cargo();
    cargo.args(["test", "--locked", "--quiet", "--package", "webitel-chats", "--lib"]).args([
        "intents::tests::faults",
        "--",
        "--include-ignored",
        "--nocapture",
    ]);
    tallied(&mut cargo, None)
}
