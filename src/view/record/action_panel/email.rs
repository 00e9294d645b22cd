//! Writing to the client.

use leptos::task::spawn_local;
use leptos::{ev, prelude::*};

use super::super::doing::Doing;
use super::form::{Failure, tell_failure};
use crate::browser::location::hand_over;
use crate::client::creatio::CrmError;
use crate::crm::{Record, use_crm};
use crate::domain::record::{Email, EmailTrouble, Reach, Sent, Way, mailto};
use crate::ids::crm::ActivityId;
use crate::view::kept::Kept;
use crate::view::ui::{Button, Dialog, LinesField, TextField, Weight, use_announcer};
use crate::words::actions::{self, ActionWord};
use crate::words::record::{self, RecordWord};

/// The dialog.
#[component]
pub fn EmailDialog(
    /// The record.
    record: Record,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let announcer = StoredValue::new_local(use_announcer());
    let kept = Kept::new("email", record.id());
    let to = kept.text("to", String::new());
    let (subject, text) = (kept.text("subject", String::new()), kept.text("text", String::new()));
    let key: ActivityId = kept.key(crm);
    let (no_address, nothing) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let failure = RwSignal::new(None::<CrmError>);
    let doing = Doing::new(open);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let email =
            Email { to: to.get_untracked(), subject: subject.get_untracked(), text: text.get_untracked() };
        let trouble = email.check().err();
        let said = |kind| {
            if trouble == Some(kind) { actions::email_trouble(kind).to_owned() } else { String::new() }
        };
        no_address.set(said(EmailTrouble::Address));
        nothing.set(said(EmailTrouble::Nothing));
        if trouble.is_some() || doing.busy.get_untracked() {
            return;
        }
        failure.set(None);
        kept.attempt(key);
        let (texts, announcer) = (kept.all(), announcer.get_value());
        doing.start(async move {
            let words = match record.mail(key, &email).await {
                Ok(Sent::ByProcess) => actions::sent(email.to.trim()),
                Ok(Sent::ByMachine) => {
                    hand_over(&mailto(&email));
                    actions::handed_over(email.to.trim())
                }
                Err(error) => {
                    tell_failure(failure, &announcer, ActionWord::WriteEmail.text(), error);
                    return Err(String::new());
                }
            };
            texts.forget();
            announcer.toast(&words);
            Ok(())
        });
    };
    let cancel = move |_| {
        kept.all().forget();
        open.set(false);
    };
    let send = if crm.mails_by_machine() { ActionWord::SendByMachine } else { ActionWord::Send };
    view! {
        <Dialog title=ActionWord::WriteEmail.text().to_owned() on_leave=Callback::new(move |()| open.set(false))>
            <Failure error=failure />
            <form class="login-form" novalidate=true on:submit=submit>
                <TextField
                    label=ActionWord::Recipient.text()
                    value=to
                    autocomplete="off"
                    error=no_address
                    autofocus=true
                />
                <Addresses record=record to=to />
                <TextField label=ActionWord::Subject.text() value=subject autocomplete="off" error=nothing may_be_empty=true />
                <LinesField label=ActionWord::Text.text() value=text rows=7 />
                <div class="dialog-actions">
                    <Button weight=Weight::Primary submit=true busy=doing.busy>{send.text()}</Button>
                    <Button on:click=cancel>{RecordWord::Cancel.text()}</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What the CRM knows of the client's addresses: the first one is taken, the others are offered.
#[component]
fn Addresses(record: Record, to: RwSignal<String>) -> impl IntoView {
    let crm = use_crm();
    let contact = untrack(|| record.read(|draft| draft.contact().map(|contact| contact.id))).flatten();
    let reach = RwSignal::new(None::<Result<Reach, String>>);
    if let Some(contact) = contact {
        spawn_local(async move {
            let found = crm.reach(contact).await;
            if let Ok(found) = &found
                && let Some(first) = found.emails.first()
                && to.try_with_untracked(String::is_empty) == Some(true)
            {
                to.try_set(first.value.clone());
            }
            reach.try_set(Some(found.map_err(|error| record::why(&error))));
        });
    }
    let offer = move |way: Way| {
        let chosen = way.value.clone();
        view! {
            <Button weight=Weight::Quiet on:click=move |_| to.set(chosen.clone())>{way.value}</Button>
        }
    };
    let note = |words: String| view! { <p class="form-note">{words}</p> };
    move || match reach.get() {
        None => contact.is_none().then(|| note(ActionWord::ClientUnknown.text().to_owned()).into_any()),
        Some(Err(words)) => Some(note(words).into_any()),
        Some(Ok(reach)) => {
            let warning = reach.no_emails.then(|| note(ActionWord::MayBeNoEmail.text().to_owned()));
            let none = reach.emails.is_empty().then(|| note(ActionWord::NoEmails.text().to_owned()));
            let others = (reach.emails.len() > 1).then(|| {
                view! { <div class="form-offers">{reach.emails.into_iter().map(offer).collect_view()}</div> }
            });
            Some(view! { {warning} {none} {others} }.into_any())
        }
    }
}
