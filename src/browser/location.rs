//! The address's hash as the app's route.

use leptos::prelude::*;

use crate::domain::route::Route;

/// Where the app is; follows the address bar.
#[derive(Clone)]
pub struct Location(ArcRwSignal<Route>);

impl Location {
    /// Starts following the address; ends with the owner that provided it.
    pub fn provide() {
        let location = Self(ArcRwSignal::new(current()));
        provide_context(location.clone());
        let listener = window_event_listener(leptos::ev::hashchange, move |_| location.0.set(current()));
        on_cleanup(move || listener.remove());
    }

    /// The route; tracked.
    #[must_use]
    pub fn route(&self) -> Route {
        self.0.get()
    }
}

/// The app's location; the desk where none was provided.
#[must_use]
pub fn use_location() -> Location {
    use_context().unwrap_or_else(|| Location(ArcRwSignal::new(current())))
}

/// Goes to a route, leaving the present one in the history.
pub fn go(route: Route) {
    // Setting a hash never fails on a page that has an address.
    let _ = window().location().set_hash(&route.to_string());
}

fn current() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}
