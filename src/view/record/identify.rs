//! "User identification": who an unknown client is. Those who may be it are offered first; else a
//! new contact is made, with a warning where there is one like it.

use leptos::task::spawn_local;
use leptos::{ev, prelude::*};

use crate::client::creatio::CrmError;
use crate::crm::{Crm, Record, Table, use_crm};
use crate::domain::record::{Identified, NewContact, Person};
use crate::ids::crm::{AccountId, ContactId, Key};
use crate::view::tables::search_in;
use crate::view::ui::{Button, Choice, Dialog, Lookup, TextField, Weight, use_announcer};
use crate::words::record::{self, RecordWord};

/// The button; there is none where the client is known.
#[component]
pub fn Identify(
    /// The record.
    record: Record,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let is_unknown = Memo::new(move |_| record.read(|draft| draft.contact().is_none()).unwrap_or_default());
    view! {
        <Show when=move || is_unknown.get()>
            <Button on:click=move |_| open.set(true)>{RecordWord::Identify.text()}</Button>
        </Show>
        <Show when=move || open.get()>
            <IdentifyDialog record=record open=open />
        </Show>
    }
}

#[component]
fn IdentifyDialog(record: Record, open: RwSignal<bool>) -> impl IntoView {
    let people = RwSignal::new(Vec::<Person>::new());
    let trouble = RwSignal::new(String::new());
    // Several may have the same number; whoever is found is offered before a new one is made.
    spawn_local(async move {
        match record.identify().await {
            Ok(Identified::Several(several)) => drop(people.try_set(several)),
            Ok(Identified::One(one)) => drop(people.try_set(vec![one])),
            Ok(Identified::Nobody) => {}
            Err(error) => drop(trouble.try_set(record::why(&error))),
        }
    });
    view! {
        <Dialog title=RecordWord::Identify.text().to_owned() on_leave=Callback::new(move |()| open.set(false))>
            <People record=record open=open people=people trouble=trouble />
            <NewPerson record=record open=open people=people trouble=trouble />
        </Dialog>
    }
}

/// Contacts who may be the client.
#[component]
fn People(
    record: Record,
    open: RwSignal<bool>,
    people: RwSignal<Vec<Person>>,
    trouble: RwSignal<String>,
) -> impl IntoView {
    let crm = use_crm();
    let one = move |person: Person| {
        let id = person.id;
        let link = move |_| {
            spawn_local(async move {
                let linked = record.link(id).await;
                finish(crm, record, linked, (open, trouble));
            });
        };
        let known_by =
            [person.account.map(|account| account.title).unwrap_or_default(), person.phone, person.email];
        let known_by = known_by.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li>
                <button class="choice" type="button" on:click=link>
                    <span class="choice-name one-line" dir="auto">{person.name}</span>
                    <small class="choice-note" dir="auto">{known_by}</small>
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || people.with(|people| !people.is_empty())>
            <p role="status">{RecordWord::MayBe.text()}</p>
            <ul class="menu">{move || people.get().into_iter().map(one).collect_view()}</ul>
        </Show>
    }
}

/// The form for a new contact.
#[component]
fn NewPerson(
    record: Record,
    open: RwSignal<bool>,
    people: RwSignal<Vec<Person>>,
    trouble: RwSignal<String>,
) -> impl IntoView {
    let crm = use_crm();
    let announcer = StoredValue::new_local(use_announcer());
    let given = untrack(|| record.read(|draft| draft.base().client_name.clone())).unwrap_or_default();
    let name = RwSignal::new(given);
    let (phone, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let account = RwSignal::new(None::<Choice>);
    let busy = RwSignal::new(false);
    // The same key on every attempt: a retry makes no second contact.
    let key: ContactId = crm.new_key();
    // Whoever has been warned of these and saves again means somebody new.
    let warned = RwSignal::new(false);
    let (name_error, email_error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let new = NewContact {
            name: name.get_untracked().trim().to_owned(),
            phone: phone.get_untracked(),
            email: email.get_untracked().trim().to_owned(),
            account: account.get_untracked().map(|choice| AccountId::of(choice.id)),
            ..NewContact::default()
        };
        let email_fits = new.email.is_empty()
            || new.email.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
        name_error.set(if new.name.is_empty() {
            RecordWord::NameNeeded.text().to_owned()
        } else {
            String::new()
        });
        email_error.set(if email_fits { String::new() } else { RecordWord::NoEmail.text().to_owned() });
        if new.name.is_empty() || !email_fits || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let alike = if warned.get_untracked() { Ok(Vec::new()) } else { record.duplicates(&new).await };
            match alike {
                Ok(alike) if alike.is_empty() => {
                    let made = record.introduce(key, &new).await;
                    finish(crm, record, made, (open, trouble));
                }
                Ok(alike) => {
                    people.try_set(alike);
                    warned.try_set(true);
                    announcer.try_with_value(|announcer| announcer.say(RecordWord::MayBe.text()));
                }
                Err(error) => drop(trouble.try_set(record::why(&error))),
            }
            busy.try_set(false);
        });
    };
    let save = move || if warned.get() { RecordWord::SaveAsNew } else { RecordWord::Save }.text();
    view! {
        <form class="login-form" novalidate=true on:submit=submit>
            <TextField label=RecordWord::FullName.text() value=name autocomplete="off" error=name_error autofocus=true />
            <TextField label=RecordWord::Phone.text() value=phone kind=Signal::stored("tel") autocomplete="off" may_be_empty=true />
            <TextField label=RecordWord::Email.text() value=email kind=Signal::stored("email") autocomplete="off" may_be_empty=true error=email_error />
            <Lookup
                label=RecordWord::Account.text()
                value=account
                on_choose=Callback::new(move |choice| account.set(choice))
                search=search_in(crm, Table::Account)
            />
            <p class="login-error" role="alert">{trouble}</p>
            <div class="dialog-actions">
                <Button weight=Weight::Primary submit=true busy=busy>{save}</Button>
                <Button on:click=move |_| open.set(false)>{RecordWord::Cancel.text()}</Button>
            </div>
        </form>
    }
}

/// Closes the dialog, or says why it stays; it may be closed by now.
fn finish(
    crm: Crm,
    record: Record,
    result: Result<(), CrmError>,
    (open, trouble): (RwSignal<bool>, RwSignal<String>),
) {
    match result {
        Ok(()) => {
            crm.acquaint(record);
            open.try_set(false);
        }
        Err(error) => drop(trouble.try_set(record::not_saved(&error))),
    }
}
