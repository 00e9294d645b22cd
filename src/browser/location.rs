//! The address's hash as the app's route.

use leptos::prelude::*;

use crate::domain::route::Route;

/// Where the app is; follows the address bar.
#[derive(Clone)]
pub struct Location {
    route: ArcRwSignal<Route>,
    /// The last place that is no chat: where "back" leads.
    home: ArcRwSignal<Route>,
}

impl Location {
    /// Starts following the address; ends with the owner that provided it.
    pub fn provide() {
        let location = Self::here();
        provide_context(location.clone());
        let listener = window_event_listener(leptos::ev::hashchange, move |_| location.arrive(current()));
        on_cleanup(move || listener.remove());
    }

    fn here() -> Self {
        let location = Self { route: ArcRwSignal::default(), home: ArcRwSignal::default() };
        location.arrive(current());
        location
    }

    fn arrive(&self, route: Route) {
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

fn current() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}
