//! "System Designer": where the system is set up.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::view::ui::{Icon, icon};
use crate::words::lookups::LookupWord;
use crate::words::{Word, say};

/// The section.
#[component]
pub fn Designer() -> impl IntoView {
    view! {
        <section class="designer" aria-labelledby="designer-title">
            <header class="lookups-head">
                <a class="icon-button designer-back" href=Route::Desk.to_string() title=say(Word::Back)>
                    {icon(Icon::Back)} <span class="unseen">{say(Word::Back)}</span>
                </a>
                <h1 class="page-title" id="designer-title">{say(Word::Designer)}</h1>
            </header>
            <h2 class="designer-group" id="designer-settings">{LookupWord::Settings.text()}</h2>
            <ul class="designer-links" aria-labelledby="designer-settings">
                <li>{place(Route::Lookups, LookupWord::Lookups, LookupWord::LookupsMeans)}</li>
            </ul>
        </section>
    }
}

/// A link to where something is set up.
fn place(route: Route, name: LookupWord, means: LookupWord) -> impl IntoView {
    view! {
        <a class="designer-link" href=route.to_string()>
            <span class="designer-name">{name.text()}</span>
            <small class="designer-means">{means.text()}</small>
        </a>
    }
}
