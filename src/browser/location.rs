//! The address's hash as the app's route.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlAnchorElement;

use crate::domain::route::{FileRoute, Route};

/// Where the app is; follows the address bar.
#[derive(Clone, Default)]
pub struct Location {
    route: ArcRwSignal<Route>,
    /// The last place that is no chat: where "back" leads.
    home: ArcRwSignal<Route>,
    /// The file to which the address has led, until somebody takes it.
    file: ArcRwSignal<Option<FileRoute>>,
}

impl Location {
    /// Starts following the address; ends with the owner that provided it.
    pub fn provide() {
        let location = Self::here();
        provide_context(location.clone());
        let listener = window_event_listener(leptos::ev::hashchange, move |_| location.arrive(&hash()));
        on_cleanup(move || listener.remove());
    }

    fn here() -> Self {
        let location = Self::default();
        location.arrive(&hash());
        location
    }

    fn arrive(&self, hash: &str) {
        let route = Route::parse(hash);
        if let Some(file) = FileRoute::parse(hash) {
            self.file.set(Some(file));
            // So that a reload does not ask for the file again.
            replace(route);
        }
        self.route.set(route);
        if !matches!(route, Route::Chat(_)) {
            self.home.set(route);
        }
    }

    /// Where "back" leads from a chat; tracked.
    #[must_use]
    pub fn home(&self) -> Route {
        self.home.get()
    }

    /// The file to which the address has led, until somebody takes it; tracked.
    #[must_use]
    pub fn file(&self) -> Option<FileRoute> {
        self.file.get()
    }

    /// Somebody takes the file to which the address has led.
    pub fn take_file(&self) {
        self.file.set(None);
    }

    /// The route; tracked.
    #[must_use]
    pub fn route(&self) -> Route {
        self.route.get()
    }
}

/// The app's location; the desk where none was provided.
#[must_use]
pub fn use_location() -> Location {
    use_context().unwrap_or_else(Location::here)
}

/// Goes to a route, leaving the present one in the history.
pub fn go(route: Route) {
    // Setting a hash never fails on a page that has an address.
    let _ = window().location().set_hash(&route.to_string());
}

/// The address of the app itself: without a hash, and without a query, which may hold what a host
/// tells to this page alone.
#[must_use]
pub fn page() -> String {
    let location = window().location();
    format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default())
}

/// Hands an address to another program, such as the one for mail; this page stays.
pub fn hand_over(address: &str) {
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(address);
        // Outside of the page a link can't be followed everywhere.
        if let Some(body) = document().body() {
            let _ = body.append_child(&link);
        }
        link.click();
        link.remove();
    }
}

/// Goes to a route in the place of the present one.
fn replace(route: Route) {
    if let Ok(history) = window().history() {
        // A frame may forbid it: then the address stays as it was.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.to_string()));
    }
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}
