//! The app's entry point in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    wasm_bindgen_futures::spawn_local(webitel_chats::view::app::start());
}

/// The app runs in a browser only; `cargo xtask serve` builds and serves it.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
