//! Planning a task: what is to be done about the chat, until when.

use leptos::task::spawn_local;
use leptos::{ev, prelude::*};

use super::super::doing::Doing;
use super::form::{Failure, tell_failure};
use crate::browser::{clock, local};
use crate::client::creatio::CrmError;
use crate::crm::{Record, use_crm};
use crate::desk::use_desk;
use crate::domain::record::{Draft, NewTask};
use crate::ids::crm::{ActivityId, Key, LookupId};
use crate::time::Millis;
use crate::view::kept::Kept;
use crate::view::ui::{Button, Dialog, SelectField, SelectOption, TextField, Weight, use_announcer};
use crate::words::actions::{self, ActionWord};
use crate::words::record::RecordWord;

const HOUR: i64 = 3_600_000;
const QUARTER: i64 = HOUR / 4;

/// The dialog.
#[component]
pub fn NewTaskDialog(
    /// The record.
    record: Record,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let announcer = StoredValue::new_local(use_announcer());
    let kept = Kept::new("task", record.id());
    let title = kept.text("title", String::new());
    let due = kept.text("due", local::to_field(in_an_hour(clock::now())));
    let category = kept.text("category", crm.usual_category().uuid().to_string());
    let key: ActivityId = kept.key(crm);
    let (no_title, no_due) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let failure = RwSignal::new(None::<CrmError>);
    let categories = categories(failure);
    let doing = Doing::new(open);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (what, until) =
            (title.get_untracked().trim().to_owned(), local::from_field(&due.get_untracked()));
        no_title.set(if what.is_empty() { ActionWord::WhatNeeded.text().to_owned() } else { String::new() });
        no_due.set(if until.is_none() { ActionWord::DueNeeded.text().to_owned() } else { String::new() });
        let Some(until) = until.filter(|_| !what.is_empty() && !doing.busy.get_untracked()) else { return };
        failure.set(None);
        kept.attempt(key);
        let kind = category.get_untracked().parse().ok().map(LookupId);
        let (texts, announcer) = (kept.all(), announcer.get_value());
        doing.start(async move {
            let planned = record.plan(key, &NewTask::by(what.as_str(), until, kind)).await;
            match planned {
                Ok(()) => {
                    texts.forget();
                    announcer.say(&actions::planned(&what));
                    Ok(())
                }
                Err(error) => {
                    tell_failure(failure, &announcer, &what, error);
                    Err(String::new())
                }
            }
        });
    };
    let cancel = move |_| {
        kept.all().forget();
        open.set(false);
    };
    view! {
        <Dialog title=ActionWord::NewTask.text().to_owned() on_leave=Callback::new(move |()| open.set(false))>
            <Failure error=failure />
            <form class="login-form" novalidate=true on:submit=submit>
                <TextField label=ActionWord::What.text() value=title autocomplete="off" error=no_title autofocus=true />
                <TextField
                    label=ActionWord::Due.text()
                    value=due
                    kind=Signal::stored("datetime-local")
                    autocomplete="off"
                    error=no_due
                />
                <SelectField label=ActionWord::Kind.text() value=category options=categories />
                <About record=record />
                <div class="dialog-actions">
                    <Button weight=Weight::Primary submit=true busy=doing.busy>{ActionWord::Add.text()}</Button>
                    <Button on:click=cancel>{RecordWord::Cancel.text()}</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// Whose the task will be, and with what it is linked.
#[component]
fn About(record: Record) -> impl IntoView {
    let owner = untrack(|| use_desk().agent_name());
    let linked = |draft: &Draft| {
        let record = draft.current();
        let contact = record.contact.map(|contact| contact.title);
        let case = record.case.map(|case| case.title);
        [ActionWord::ThisChat.text().to_owned()].into_iter().chain(contact).chain(case).collect::<Vec<_>>()
    };
    let linked = untrack(|| record.read(linked)).unwrap_or_default().join(", ");
    view! {
        <dl class="task-about">
            <div><dt>{ActionWord::Owner.text()}</dt> <dd dir="auto">{owner}</dd></div>
            <div><dt>{ActionWord::LinkedTo.text()}</dt> <dd dir="auto">{linked}</dd></div>
        </dl>
    }
}

/// The kinds of tasks, as soon as they are here.
fn categories(failure: RwSignal<Option<CrmError>>) -> Signal<Vec<SelectOption>> {
    let crm = use_crm();
    let options = RwSignal::new(Vec::new());
    spawn_local(async move {
        match crm.task_categories().await {
            Ok(categories) => {
                let option =
                    |(id, name): (LookupId, String)| SelectOption { value: id.uuid().to_string(), name };
                let all = categories.into_iter().map(|one| option((one.id, one.title))).collect();
                options.try_set(all);
            }
            Err(error) => drop(failure.try_set(Some(error))),
        }
    });
    options.into()
}

/// The first quarter of an hour that is at least an hour away.
fn in_an_hour(now: Millis) -> Millis {
    Millis((now.0 + HOUR + QUARTER - 1).div_euclid(QUARTER) * QUARTER)
}
