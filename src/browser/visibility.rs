//! Whether the page can be seen.

use leptos::prelude::*;
use web_sys::VisibilityState;

/// Follows whether the page is visible, as long as the present owner lives.
#[must_use]
pub fn use_visible() -> ReadSignal<bool> {
    let (visible, set) = signal(is_visible());
    let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
        // The listener may outlive the signal by a moment.
        set.try_set(is_visible());
    });
    on_cleanup(move || listener.remove());
    visible
}

/// Whether it is visible now.
#[must_use]
pub fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}
