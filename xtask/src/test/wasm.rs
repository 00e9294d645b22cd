//! Tests that run compiled to wasm in a headless browser (`tests/wasm.rs`).

use std::path::Path;

use anyhow::Result;

use super::browser::Browser;
use super::{Tally, tallied};
use crate::process;
use crate::tools::Tools;

pub(super) fn run(filter: Option<&str>) -> Result<Tally> {
    let tools = Tools::ready()?;
    let browser = Browser::ready()?;
    let capabilities = Path::new("tests/wasm/webdriver.json").canonicalize()?;
    let mut cargo = process::cargo();
    cargo
        .args(["test", "--locked", "--package", "webitel-chats", "--test", "wasm"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(filter)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.wasm_test_runner())
        .env("CHROMEDRIVER", browser.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
    tallied(&mut cargo, filter)
}
