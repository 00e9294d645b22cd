//! Beside the tabs: what the chat is, from whom, to whom, and its case.

use leptos::prelude::*;

use super::identify::Identify;
use super::links::{CaseField, ContactLink};
use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::Record;
use crate::domain::record::ChatRecord;
use crate::time::Millis;
use crate::view::ui::Avatar;
use crate::words::phrases;
use crate::words::record::{RecordWord, state_name};

/// The profile.
#[component]
pub fn Profile(
    /// The record.
    record: Record,
) -> impl IntoView {
    let read = move |read: fn(&ChatRecord) -> String| {
        Memo::new(move |_| record.read(|draft| read(draft.base())).unwrap_or_default())
    };
    let name = read(|record| record.name.clone());
    let source = read(|record| record.source.clone());
    let source_name = move || source.with(|source| phrases::source(source).to_owned());
    let to = read(|record| record.owner.as_ref().map(|owner| owner.title.clone()).unwrap_or_default());
    let queue = read(|record| record.queue.clone());
    let state = Memo::new(move |_| record.read(|draft| state_name(draft.base().state)).unwrap_or_default());
    let started = Memo::new(move |_| record.read(|draft| draft.base().started).flatten());
    let ended = Memo::new(move |_| record.read(|draft| draft.base().ended).flatten());
    view! {
        <section class="profile" aria-label=RecordWord::Profile.text()>
            <div class="profile-who">
                {move || view! { <Avatar name=name.get() source=source.get() /> }}
                <ContactLink record=record />
            </div>
            <Identify record=record />
            <dl class="facts">
                <Fact name=RecordWord::To value=to.into() />
                <Fact name=RecordWord::Source value=Signal::derive(source_name) />
                <Fact name=RecordWord::Queue value=queue.into() />
                <Fact name=RecordWord::Start value=time(started) />
                <Fact name=RecordWord::End value=time(ended) />
                <Fact name=RecordWord::State value=Signal::derive(move || state.get().to_owned()) />
                <Fact name=RecordWord::Name value=name.into() />
            </dl>
            <CaseField record=record />
        </section>
    }
}

/// A time as the agent reads it; nothing where there is none yet.
fn time(at: Memo<Option<Millis>>) -> Signal<String> {
    let clock = use_clock();
    // The day's name changes at midnight only, and the page is not open that long unseen.
    Signal::derive(move || at.get().map(|at| intl::when(at, untrack(|| clock.now()))).unwrap_or_default())
}

#[component]
fn Fact(name: RecordWord, value: Signal<String>) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{name.text()}</dt>
            <dd dir="auto">{value}</dd>
        </div>
    }
}
