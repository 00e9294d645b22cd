//! The guards on closing or reloading the page.

use leptos::ev;
use leptos::prelude::window_event_listener;

/// From now on the browser asks before the page goes, whenever something `is_unsaved`.
pub fn guard(is_unsaved: impl Fn() -> bool + 'static) {
    // As long as the page lives: nobody takes it off.
    let _listener = window_event_listener(ev::beforeunload, move |event| {
        if is_unsaved() {
            event.prevent_default();
            // Browsers of before 2024 go by this alone.
            event.set_return_value("unsaved");
        }
    });
}
