//! How much room there is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// From this width on the work area and the panel stand side by side.
const WIDE: &str = "(min-width: 768px)";

/// From this width on a record's profile stands beside its tabs, and the panel too.
const ROOMY: &str = "(min-width: 1080px)";

/// Whether the page is wide enough for the work area and the panel; follows the window.
#[must_use]
pub fn use_wide() -> Signal<bool> {
    matches(WIDE)
}

/// Whether the page has room for a record's profile beside its tabs; follows the window.
#[must_use]
pub fn use_roomy() -> Signal<bool> {
    matches(ROOMY)
}

fn matches(query: &str) -> Signal<bool> {
    let Ok(Some(query)) = window().match_media(query) else { return Signal::stored(false) };
    let wide = RwSignal::new(query.matches());
    let changed =
        Closure::<dyn Fn(web_sys::MediaQueryListEvent)>::new(move |event: web_sys::MediaQueryListEvent| {
            wide.try_set(event.matches());
        });
    let listen = query.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
    // Held until the owner goes; a browser that refuses to listen keeps the first layout.
    let held = StoredValue::new_local((query, changed));
    if listen.is_ok() {
        on_cleanup(move || {
            held.try_with_value(|(query, changed)| {
                let _ = query.remove_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
            });
        });
    }
    wide.into()
}
