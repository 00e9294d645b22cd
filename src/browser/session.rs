//! The token of the stand-alone page, kept for this tab only, so that a reload does not sign out.

use leptos::prelude::window;

const NAME: &str = "chats.session";

/// The token of this tab's session.
#[must_use]
pub fn token() -> Option<String> {
    storage()?.get_item(NAME).ok().flatten()
}

/// Keeps the token for this tab.
pub fn keep(token: &str) {
    if let Some(storage) = storage() {
        // Without it the next reload asks to sign in again.
        let _ = storage.set_item(NAME, token);
    }
}

/// Forgets the token.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(NAME);
    }
}

/// The tab's store; a partitioned frame may have none or throw.
fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
