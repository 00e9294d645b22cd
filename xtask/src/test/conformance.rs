//! Webitel's own client library, driven against a fresh sandbox.

use std::net::TcpListener;
use std::process::Command;

use anyhow::Result;

use super::{Tally, tallied};
use crate::step::Step;
use crate::{process, serve, tools};

const FOLDER: &str = "tests/conformance";
const DATA: &str = "target/conformance";

pub(super) fn run() -> Result<Tally> {
    let step = Step::start("Installing Webitel's client library from npm");
    process::run(
        tools::npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(FOLDER),
    )?;
    step.done();
    serve::build_sandbox(&super::journeys::TARGET)?;
    if std::fs::exists(DATA)? {
        std::fs::remove_dir_all(DATA)?;
    }
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let _sandbox = serve::start_sandbox(port, DATA.as_ref())?;
    let mut driver = Command::new("npm");
    driver.args(["start", "--silent"]).current_dir(FOLDER);
    tallied(driver.env("SANDBOX_URL", format!("http://127.0.0.1:{port}")), None)
}
