//! "Actions": what the CRM can do with this record; the processes are those that it offers.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::consult::Consult;
use crate::client::creatio::CrmError;
use crate::crm::{Record, use_crm};
use crate::domain::record::Process;
use crate::view::ui::{Action, Menu, use_announcer};
use crate::words::record::{self, RecordWord};

/// How far the list of processes has come.
#[derive(Clone, PartialEq, Eq)]
enum Offer {
    NotYet,
    Here(Vec<Process>),
    Failed(CrmError),
}

/// The menu.
#[component]
pub fn Actions(
    /// The record.
    record: Record,
) -> impl IntoView {
    let crm = use_crm();
    let announcer = StoredValue::new_local(use_announcer());
    let offer = RwSignal::new(Offer::NotYet);
    let consults = RwSignal::new(false);
    let load = move |()| {
        spawn_local(async move {
            offer.try_set(match crm.processes().await {
                Ok(processes) => Offer::Here(processes.to_vec()),
                Err(error) => Offer::Failed(error),
            });
        });
    };
    // Some take their time; what came of them is told, wherever the agent is by then.
    let tell = move |what: String, result: Result<(), CrmError>| {
        let words = match result {
            Ok(()) => record::done(&what),
            Err(error) => record::failed(&what, &error),
        };
        announcer.try_with_value(|announcer| announcer.toast(&words));
    };
    let follow = move || {
        let follows = record.is_followed();
        let name = if follows { RecordWord::Unfollow } else { RecordWord::Follow }.text();
        let act = move |()| {
            spawn_local(async move { tell(name.to_owned(), record.follow(!follows).await) });
        };
        Action { name: name.to_owned(), refusal: None, act: Callback::new(act) }
    };
    let process = move |process: Process| {
        let asks = crm.asks_for_case(&process);
        let name = process.title.clone();
        let act = move |()| {
            if asks {
                consults.set(true);
                return;
            }
            let process = process.clone();
            spawn_local(async move { tell(process.title, record.run(process.code).await) });
        };
        Action { name, refusal: None, act: Callback::new(act) }
    };
    let actions = move || {
        let processes = match offer.get() {
            Offer::Here(processes) => processes,
            Offer::NotYet | Offer::Failed(_) => Vec::new(),
        };
        std::iter::once(follow()).chain(processes.into_iter().map(process)).collect::<Vec<_>>()
    };
    let standing = move || match offer.get() {
        Offer::NotYet => Some(RecordWord::Loading.text().to_owned()),
        Offer::Failed(error) => Some(record::why(&error)),
        Offer::Here(_) => None,
    };
    let is_here = Memo::new(move |_| record.read(|_| ()).is_some());
    view! {
        <Show when=move || is_here.get()>
            <Menu
                label=RecordWord::Actions.text()
                actions=Signal::derive(actions)
                standing=Signal::derive(standing)
                on_open=Callback::new(load)
            />
        </Show>
        <Show when=move || consults.get()>
            <Consult record=record open=consults />
        </Show>
    }
}
