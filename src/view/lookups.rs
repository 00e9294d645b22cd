//! "Lookups": the lookups of the CRM, each with its object; new ones are listed here, and the content
//! of each is opened from here.

pub mod list;
pub mod new;

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::{ev, prelude::*};

use self::list::List;
use self::new::NewLookupDialog;
use crate::browser::focus;
use crate::client::creatio::CrmError;
use crate::crm::{Lookups, Progress, use_crm};
use crate::domain::route::Route;
use crate::view::record::sign_in::SignIn;
use crate::view::ui::{Button, Icon, Weight, icon};
use crate::words::lookups::{LookupWord, lookups_found};
use crate::words::record::{RecordWord, why};
use crate::words::{Word, say};

/// How long typing rests before the list is asked for.
const TYPING_RESTS: Duration = Duration::from_millis(250);

/// The element that shows the lookups.
const LIST_ID: &str = "lookups-list";

/// The section.
#[component]
pub fn LookupsSection() -> impl IntoView {
    let lookups = use_crm().lookups();
    let creating = RwSignal::new(false);
    let count = move || match (lookups.total(), lookups.progress()) {
        (_, Progress::Asking) => RecordWord::Loading.text().to_owned(),
        (total, _) => total.map(lookups_found).unwrap_or_default(),
    };
    view! {
        <section class="lookups" aria-labelledby="lookups-title">
            <header class="lookups-head">
                <a class="icon-button" href=Route::Designer.to_string() title=say(Word::Designer)>
                    {icon(Icon::Back)} <span class="unseen">{say(Word::Designer)}</span>
                </a>
                <h1 class="page-title" id="lookups-title">{LookupWord::Lookups.text()}</h1>
                <p class="lookups-count" role="status">{count}</p>
                <Button weight=Weight::Primary on:click=move |_| creating.set(true)>{LookupWord::NewLookup.text()}</Button>
            </header>
            <Search lookups=lookups />
            <Failure lookups=lookups />
            <List lookups=lookups />
        </section>
        <Show when=move || creating.get()>
            <NewLookupDialog lookups=lookups open=creating />
        </Show>
    }
}

/// Looks for words once typing rests; from here the arrow leads into the list.
#[component]
fn Search(lookups: Lookups) -> impl IntoView {
    let mut look = debounce(TYPING_RESTS, move |text| lookups.ask(|question| question.text = text));
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "ArrowDown" {
            event.prevent_default();
            focus::by_id(LIST_ID);
        }
    };
    view! {
        <form class="lookups-search" role="search" on:submit=|event| event.prevent_default()>
            <input
                class="field-input field-alone"
                type="search"
                aria-label=LookupWord::Search.text()
                placeholder=LookupWord::Search.text()
                prop:value=move || lookups.question().text
                on:input=move |event| look(event_target_value(&event))
                on:keydown=key
            />
        </form>
    }
}

/// Why the list, or the rest of it, did not come.
#[component]
fn Failure(lookups: Lookups) -> impl IntoView {
    let line = move |error: CrmError| {
        view! {
            <div class="line line-warn" role="alert">
                <p class="line-text">{why(&error)}</p>
                {(error == CrmError::SignedOut).then(SignIn)}
                <Button on:click=move |_| lookups.retry()>{RecordWord::TryAgain.text()}</Button>
            </div>
        }
    };
    move || match lookups.progress() {
        Progress::Failed(error) => Some(line(error)),
        Progress::Asking | Progress::Rest { .. } => None,
    }
}
