//! "Consultation on an existing case": the client's own cases, to link the chat with one of them.

use leptos::prelude::*;

use super::doing::Doing;
use crate::crm::{Record, Table, use_crm};
use crate::ids::crm::{CaseId, Key};
use crate::view::tables::search_in;
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
    let contact = untrack(|| record.read(|draft| draft.contact().cloned())).flatten();
    let table = contact.as_ref().map_or(Table::Case, |contact| Table::CasesOf(contact.id));
    let chosen = RwSignal::new(None::<Choice>);
    let doing = Doing::new(open);
    let Doing { busy, trouble, .. } = doing;
    let link = move |_| {
        let Some(case) = chosen.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        doing.start(async move {
            record.consult_on(CaseId::of(case.id)).await.map_err(|error| record::why(&error))
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
                search=search_in(crm, table)
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
