//! People's journeys through the app, in a real browser against a fresh sandbox each.

use std::process::Command;

use anyhow::Result;

use super::browser::Browser;
use super::{Tally, tallied};
use crate::step::Step;
use crate::tools::{self, Tools};
use crate::{build, process, serve};

/// The journeys' own build target.
pub(super) const TARGET: [&str; 2] = ["--test", "journeys"];

const FOLDER: &str = "tests/journeys";

pub(super) fn run(filter: Option<&str>) -> Result<Tally> {
    let mut cargo = ready()?;
    // Two cores: more browsers at once only wait for one another.
    cargo.args(filter).args(["--", "--test-threads", "2"]);
    tallied(&mut cargo, filter)
}

/// `cargo xtask bench`: how fast the release build is, next to a plain page by hand.
pub(crate) fn bench() -> Result<()> {
    // One after the other: side by side they would measure each other.
    process::run(ready()?.args(["bench", "--", "--ignored", "--nocapture", "--test-threads=1"]))
}

/// Builds all that the journeys need; what is left is to say which of them.
fn ready() -> Result<Command> {
    let browser = Browser::ready()?;
    build::bundle(&Tools::ready()?)?;
    serve::build_sandbox(&TARGET)?;
    let step = Step::start("Installing axe-core from npm");
    process::run(
        tools::npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(FOLDER),
    )?;
    step.done();
    let mut cargo = process::cargo();
    cargo
        .args(["test", "--locked", "--workspace"])
        .args(TARGET)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.chromedriver)
        // Errors say all there is to know; where they passed through does not matter.
        .env("RUST_BACKTRACE", "0");
    Ok(cargo)
}
