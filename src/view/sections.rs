//! What stands in the work area besides chats. It loads with them.

use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

use super::content::ContentPage;
use super::designer::Designer;
use super::history::HistorySection;
use super::lookups::LookupsSection;
use super::ui::{Drawn, later};
use crate::domain::route::Route;

/// The section to which a route leads.
#[component]
pub fn Section(
    /// The route.
    route: Route,
) -> impl IntoView {
    later(load_section, move || section(route))
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_section))]
fn section(route: Route) -> Drawn {
    Ok(match route {
        Route::History => view! { <HistorySection /> }.into_any(),
        Route::Designer => view! { <Designer /> }.into_any(),
        Route::Lookups => view! { <LookupsSection /> }.into_any(),
        Route::LookupContent(lookup) => view! { <ContentPage lookup=lookup /> }.into_any(),
        Route::Desk | Route::Panel | Route::Chat(_) => ().into_any(),
    })
}
