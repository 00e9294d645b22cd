//! Giving a task another time.

use leptos::{ev, prelude::*};

use super::super::doing::Doing;
use super::form::{Failure, tell_failure};
use crate::browser::{clock, local};
use crate::client::creatio::CrmError;
use crate::crm::Record;
use crate::domain::record::Task;
use crate::view::ui::{Button, Dialog, TextField, Weight, use_announcer};
use crate::words::actions::{self, ActionWord};
use crate::words::record::RecordWord;

/// The dialog.
#[component]
pub fn Reschedule(
    /// The record.
    record: Record,
    /// The task.
    task: Task,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let due = RwSignal::new(local::to_field(task.due.unwrap_or_else(clock::now)));
    let announcer = StoredValue::new_local(use_announcer());
    let failure = RwSignal::new(None::<CrmError>);
    let doing = Doing::new(open);
    let no_due = doing.trouble;
    let title = actions::reschedule(&task.title);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(until) = local::from_field(&due.get_untracked()) else {
            return no_due.set(ActionWord::DueNeeded.text().to_owned());
        };
        if doing.busy.get_untracked() {
            return;
        }
        no_due.set(String::new());
        failure.set(None);
        let (task, announcer) = (task.clone(), announcer.get_value());
        doing.start(async move {
            record.reschedule(&task, until).await.map_err(|error| {
                tell_failure(failure, &announcer, &task.title, error);
                String::new()
            })
        });
    };
    view! {
        <Dialog title=title on_leave=Callback::new(move |()| open.set(false))>
            <Failure error=failure />
            <form class="login-form" novalidate=true on:submit=submit>
                <TextField
                    label=ActionWord::Due.text()
                    value=due
                    kind=Signal::stored("datetime-local")
                    autocomplete="off"
                    error=no_due
                    autofocus=true
                />
                <div class="dialog-actions">
                    <Button weight=Weight::Primary submit=true busy=doing.busy>{ActionWord::Move.text()}</Button>
                    <Button on:click=move |_| open.set(false)>{RecordWord::Cancel.text()}</Button>
                </div>
            </form>
        </Dialog>
    }
}
