//! "Consultation on an existing case": the client's own cases, to link the chat with one of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::crm::{Record, Table, use_crm};
use crate::ids::crm::{CaseId, Key};
use crate::view::ui::{Button, Choice, Dialog, Lookup, Weight};
use crate::words::record::{self, RecordWord};

/// The dialog.
#[component]
pub fn Consult(
    /// The record.
    record: Record,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let contact = untrack(|| record.read(|draft| draft.current().contact)).flatten();
    let table = contact.as_ref().map_or(Table::Case, |contact| Table::CasesOf(contact.id));
    let chosen = RwSignal::new(None::<Choice>);
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(String::new());
    let link = move |_| {
        let Some(case) = chosen.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        spawn_local(async move {
            // The dialog may be closed by now.
            match record.consult_on(CaseId::of(case.id)).await {
                Ok(()) => drop(open.try_set(false)),
                Err(error) => drop(trouble.try_set(record::why(&error))),
            }
            busy.try_set(false);
        });
    };
    let whose = contact.map(|contact| record::cases_of(&contact.title));
    view! {
        <Dialog title=RecordWord::Consultation.text().to_owned() on_leave=Callback::new(move |()| open.set(false))>
            {whose.map(|words| view! { <p>{words}</p> })}
            <Lookup
                label=RecordWord::Case.text()
                value=chosen
                on_choose=Callback::new(move |choice| chosen.set(choice))
                search=crm.search(table)
                error=trouble
                autofocus=true
            />
            <div class="dialog-actions">
                <Button weight=Weight::Primary busy=busy disabled=Signal::derive(move || chosen.with(Option::is_none)) on:click=link>
                    {RecordWord::LinkCase.text()}
                </Button>
                <Button on:click=move |_| open.set(false)>{RecordWord::Cancel.text()}</Button>
            </div>
        </Dialog>
    }
}
