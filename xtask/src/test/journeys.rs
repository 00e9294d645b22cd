//! People's journeys through the app, in a real browser against a fresh sandbox each.

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
        .args(filter)
        // Two cores: more browsers at once only wait for one another.
        .args(["--", "--test-threads", "2"])
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.chromedriver)
        // Errors say all there is to know; where they passed through does not matter.
        .env("RUST_BACKTRACE", "0");
    tallied(&mut cargo, filter)
}
