//! What is looked for in the history.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use crate::browser::day;
use crate::crm::History;
use crate::domain::record::ChatState;
use crate::words::history::HistoryWord;
use crate::words::phrases;
use crate::words::record::state_name;

/// How long typing rests before the list is asked for.
const TYPING_RESTS: Duration = Duration::from_millis(250);
/// The sources that are there.
const SOURCES: [&str; 5] = ["telegram", "webchat", "infobip_whatsapp", "viber", "messenger"];

/// Search, state, source and days.
#[component]
pub fn Filters(
    /// The list.
    history: History,
) -> impl IntoView {
    let search =
        debounce(TYPING_RESTS, move |text: String| history.ask(|question| question.filter.text = text));
    let search = StoredValue::new_local(search);
    let typed = move |event| {
        let text = event_target_value(&event);
        search.update_value(|search| search(text));
    };
    let states: Vec<_> = ChatState::ALL
        .iter()
        .map(|state| (state_name(*state).to_owned(), state_name(*state).to_owned()))
        .collect();
    let by_state = move |name: String| {
        let states = ChatState::ALL.into_iter().filter(|state| state_name(*state) == name).collect();
        history.ask(|question| question.filter.states = states);
    };
    let sources: Vec<_> =
        SOURCES.iter().map(|source| ((*source).to_owned(), phrases::source(source).to_owned())).collect();
    let by_source = move |source: String| {
        let sources = Some(source).filter(|source| !source.is_empty()).into_iter().collect();
        history.ask(|question| question.filter.sources = sources);
    };
    let from = move |date: String| history.ask(|question| question.filter.from = day::start_of(&date));
    let until = move |date: String| history.ask(|question| question.filter.until = day::end_of(&date));
    view! {
        <form class="history-filters" role="search" on:submit=|event| event.prevent_default()>
            <input
                class="field-input history-search"
                type="search"
                aria-label=HistoryWord::Search.text()
                placeholder=HistoryWord::Search.text()
                on:input=typed
            />
            {choose(HistoryWord::State, states, by_state)}
            {choose(HistoryWord::Source, sources, by_source)}
            {date(HistoryWord::FromDay, from)}
            {date(HistoryWord::UntilDay, until)}
        </form>
    }
}

/// A choice among values and their names, or of all.
fn choose(
    label: HistoryWord,
    values: Vec<(String, String)>,
    chosen: impl Fn(String) + Send + 'static,
) -> impl IntoView {
    let options: Vec<_> =
        values.into_iter().map(|(value, name)| view! { <option value=value>{name}</option> }).collect();
    view! {
        <select class="field-input" aria-label=label.text() on:change=move |event| chosen(event_target_value(&event))>
            <option value="">{label.any()}</option>
            {options}
        </select>
    }
}

fn date(label: HistoryWord, chosen: impl Fn(String) + Send + 'static) -> impl IntoView {
    view! {
        <label class="history-day">
            <span>{label.text()}</span>
            <input class="field-input" type="date" on:change=move |event| chosen(event_target_value(&event)) />
        </label>
    }
}
