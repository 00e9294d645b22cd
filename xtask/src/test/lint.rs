//! Format and lints, for the browser and for the native world.

use std::process::Command;

use anyhow::Result;

use super::Tally;
use crate::process;
use crate::step::Step;

const DENY_WARNINGS: [&str; 3] = ["--", "--deny", "warnings"];

pub(super) fn run() -> Result<Tally> {
    let mut tally = Tally::default();
    tally += check("Format", process::cargo().args(["fmt", "--all", "--check"]))?;
    tally += check(
        "Clippy, native",
        process::cargo()
            .args(["clippy", "--locked", "--quiet", "--workspace", "--all-targets"])
            .args(DENY_WARNINGS),
    )?;
    tally += check(
        "Clippy, the app in the browser",
        process::cargo()
            .args(["clippy", "--locked", "--quiet", "--package", "webitel-chats"])
            .args(["--target", "wasm32-unknown-unknown", "--lib", "--bins", "--test", "wasm"])
            .args(DENY_WARNINGS),
    )?;
    Ok(tally)
}

fn check(title: &str, command: &mut Command) -> Result<Tally> {
    let step = Step::start(title);
    let passed = process::run_to_end(command)?.success();
    if passed {
        step.done();
    }
    Ok(Tally::of(passed))
}
