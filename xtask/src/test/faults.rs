//! A thousand random schedules of writing and network faults against the client and the model.

use anyhow::Result;

use super::{Report, tallied_while};
use crate::process;

/// How the line with the figures of all schedules goes on after their number.
const FIGURES: &str = " schedules, ";

pub(super) fn run() -> Result<Report> {
    let mut cargo = process::cargo();
    cargo.args(["test", "--locked", "--quiet", "--package", "webitel-chats", "--lib"]).args([
        "intents::tests::faults",
        "--",
        "--include-ignored",
        "--nocapture",
    ]);
    let mut figures = None;
    let tally = tallied_while(&mut cargo, None, |line| {
        if line.contains(FIGURES) {
            // Before it stand the marks of tests that have passed.
            figures = Some(line.trim_start_matches('.').to_owned());
        }
    })?;
    Ok(Report { tally, figures: figures.filter(|_| tally.failed == 0) })
}
