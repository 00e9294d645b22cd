//! Webitel's own client library, driven against a fresh sandbox.

use std::net::TcpListener;
use std::process::Command;

use anyhow::Result;

use super::{Tally, tallied};
use crate::step::Step;
use crate::{process, serve, tools};

pub(super) fn run() -> Result<Tally> {
    drive("tests/conformance", "target/conformance", "Installing Webitel's client library from npm")
}

/// Runs the npm package of a folder against a fresh sandbox with its data in another one.
pub(super) fn drive(folder: &str, data: &str, installing: &str) -> Result<Tally> {
    let step = Step::start(installing);
    process::run(
        tools::npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder),
    )?;
    step.done();
    serve::build_sandbox(&super::journeys::TARGET)?;
    if std::fs::exists(data)? {
        std::fs::remove_dir_all(data)?;
    }
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let _sandbox = serve::start_sandbox(port, data.as_ref())?;
    let mut driver = Command::new("npm");
    driver.args(["start", "--silent"]).current_dir(folder);
    tallied(driver.env("SANDBOX_URL", format!("http://127.0.0.1:{port}")), None)
}
