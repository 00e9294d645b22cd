//! "Lookups": the lookups of the CRM, each with its object.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::view::ui::{Icon, icon};
use crate::words::lookups::LookupWord;
use crate::words::{Word, say};

/// The section.
#[component]
pub fn LookupsSection() -> impl IntoView {
    view! {
        <section class="lookups" aria-labelledby="lookups-title">
            <header class="lookups-head">
                <a class="icon-button" href=Route::Designer.to_string() title=say(Word::Designer)>
                    {icon(Icon::Back)} <span class="unseen">{say(Word::Designer)}</span>
                </a>
                <h1 class="page-title" id="lookups-title">{LookupWord::Lookups.text()}</h1>
            </header>
        </section>
    }
}
