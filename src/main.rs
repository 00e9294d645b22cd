//! The app's entry point in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {}

/// The app runs in a browser only; `cargo xtask serve` builds and serves it.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
