//! Tests of what only a browser can prove, compiled to wasm and run in a headless Chromium.
//!
//! `cargo xtask test wasm` runs them; natively there is nothing here.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "these are tests")]

#[path = "wasm/browser.rs"]
mod browser;
#[path = "wasm/chat.rs"]
mod chat;
#[path = "wasm/notes.rs"]
mod notes;
#[path = "wasm/ui.rs"]
mod ui;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use webitel_chats::time::Millis;

wasm_bindgen_test_configure!(run_in_browser);

/// Times are 64-bit numbers on a 32-bit target.
#[wasm_bindgen_test]
fn times_keep_their_milliseconds() {
    let now = js_sys::Date::now();
    let sent: Millis = serde_json::from_str(&now.to_string()).expect("a number is a time");
    assert_eq!(sent.0 as f64, now);
}
