//! What is looked for in the history.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::{ev, prelude::*};

use crate::browser::day;
use crate::crm::{History, Table, use_crm};
use crate::domain::record::ChatState;
use crate::ids::crm::{ContactId, Key};
use crate::view::tables::search_in;
use crate::view::ui::{Choice, Lookup};
use crate::words::history::HistoryWord;
use crate::words::phrases;
use crate::words::record::state_name;

/// How long typing rests before the list is asked for.
const TYPING_RESTS: Duration = Duration::from_millis(250);
/// The sources that are there.
const SOURCES: [&str; 5] = ["telegram", "webchat", "infobip_whatsapp", "viber", "messenger"];

/// Search, queue, agent, state, source and days.
#[component]
pub fn Filters(
    /// The list.
    history: History,
) -> impl IntoView {
    let crm = use_crm();
    let search = typed(move |text| history.ask(|question| question.filter.text = text));
    let queue = typed(move |text| history.ask(|question| question.filter.queue = text));
    let agent = RwSignal::new(None::<Choice>);
    let by_agent = move |choice: Option<Choice>| {
        let id = choice.as_ref().map(|choice| ContactId::of(choice.id));
        agent.set(choice);
        history.ask(|question| question.filter.agent = id);
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
        <form class="history-filters fields-alone" role="search" on:submit=|event| event.prevent_default()>
            <input
                class="field-input history-search"
                type="search"
                aria-label=HistoryWord::Search.text()
                placeholder=HistoryWord::Search.text()
                on:input=search
            />
            <input
                class="field-input history-queue"
                type="search"
                aria-label=HistoryWord::Queue.text()
                placeholder=HistoryWord::Queue.any()
                on:input=queue
            />
            <Lookup
                label=HistoryWord::Agent.text()
                bare=true
                placeholder=HistoryWord::Agent.any()
                value=agent
                on_choose=Callback::new(by_agent)
                search=search_in(crm, Table::Colleague)
            />
            {choose(HistoryWord::State, states, by_state)}
            {choose(HistoryWord::Source, sources, by_source)}
            {date(HistoryWord::FromDay, from)}
            {date(HistoryWord::UntilDay, until)}
        </form>
    }
}

/// Tells what is typed once typing rests.
fn typed(tell: impl Fn(String) + 'static) -> impl FnMut(ev::Event) {
    let mut told = debounce(TYPING_RESTS, tell);
    move |event| told(event_target_value(&event))
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
