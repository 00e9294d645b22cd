//! People's journeys through the app, in a real browser against a fresh sandbox each.

use anyhow::Result;

use super::browser::Browser;
use super::{Tally, tallied};
use crate::tools::Tools;
use crate::{build, process, serve};

pub(super) fn run(filter: Option<&str>) -> Result<Tally> {
    let browser = Browser::ready()?;
    build::bundle(&Tools::ready()?)?;
    serve::build_sandbox()?;
    let mut cargo = process::cargo();
    cargo
        .args(["test", "--locked", "--workspace", "--test", "journeys"])
        .args(filter)
        // Two cores: more browsers at once only wait for one another.
        .args(["--", "--test-threads", "2"])
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.chromedriver);
    tallied(&mut cargo, filter)
}
