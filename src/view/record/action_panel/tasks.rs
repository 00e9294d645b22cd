//! The scheduled tasks: how many there are, the next one, and on demand all of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::reschedule::Reschedule;
use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::Record;
use crate::domain::record::{Task, Urgency};
use crate::time::Millis;
use crate::view::ui::{Icon, IconButton, icon, use_announcer};
use crate::words::actions::{self, ActionWord};
use crate::words::record;

/// How often the times are looked at anew, in ms.
const REFRESHED: i64 = 30_000;

/// Now, to half a minute: tasks need no finer time.
fn use_rough_now() -> Memo<Millis> {
    let clock = use_clock();
    Memo::new(move |_| Millis(clock.now().0.div_euclid(REFRESHED) * REFRESHED))
}

/// The button that shows and hides the tasks; it tells of the next one.
#[component]
pub fn TasksButton(
    /// The record.
    record: Record,
    /// Whether the tasks are shown.
    shown: Memo<bool>,
    /// Shows or hides them.
    on_toggle: Callback<()>,
    /// The element with the tasks.
    list: String,
) -> impl IntoView {
    let now = use_rough_now();
    let count = Memo::new(move |_| record.tasks().len());
    let next =
        Memo::new(move |_| record.tasks().into_iter().min_by_key(|task| (task.due.is_none(), task.due)));
    let face = move || match next.get() {
        None => view! { <span class="tasks-none">{ActionWord::NoTasks.text()}</span> }.into_any(),
        Some(task) => view! {
            <span>{move || actions::tasks(count.get())}</span>
            {due(&task, now.get())}
        }
        .into_any(),
    };
    view! {
        <button
            class="tasks-button"
            type="button"
            aria-expanded=move || shown.get().to_string()
            aria-controls=list
            on:click=move |_| on_toggle.run(())
        >
            {icon(Icon::Task)}
            {face}
            {icon(Icon::ChevronDown)}
        </button>
    }
}

/// The tasks, soonest first.
#[component]
pub fn TaskList(
    /// The record.
    record: Record,
    /// Its id.
    id: String,
) -> impl IntoView {
    let now = use_rough_now();
    let tasks = Memo::new(move |_| record.tasks());
    let rows = move || {
        let tasks = tasks.get();
        if tasks.is_empty() {
            return view! { <li class="tasks-empty">{ActionWord::NoTasksHint.text()}</li> }.into_any();
        }
        tasks.into_iter().map(|task| row(record, task, now)).collect_view().into_any()
    };
    view! { <ul class="tasks" id=id aria-label=ActionWord::Tasks.text()>{rows}</ul> }
}

fn row(record: Record, task: Task, now: Memo<Millis>) -> impl IntoView {
    let announcer = StoredValue::new_local(use_announcer());
    let (moves, busy) = (RwSignal::new(false), RwSignal::new(false));
    let title = task.title.clone();
    let finish = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let title = title.clone();
        spawn_local(async move {
            // That it is done shows by its absence; why it is not has no other place.
            match record.finish(task.id).await {
                Ok(()) => announcer.try_with_value(|announcer| announcer.say(&actions::finished(&title))),
                Err(error) => {
                    announcer.try_with_value(|announcer| announcer.toast(&record::failed(&title, &error)))
                }
            };
            busy.try_set(false);
        });
    };
    let owner = task.owner.clone().map(|owner| owner.title);
    let (timed, moved) = (task.clone(), task.clone());
    view! {
        <li class="task">
            <IconButton
                icon=Icon::Check
                label=Signal::stored(actions::finish(&task.title))
                disabled=busy
                on:click=finish
            />
            <span class="task-title one-line" dir="auto">{task.title.clone()}</span>
            {move || due(&timed, now.get())}
            <span class="task-owner one-line" dir="auto">{owner}</span>
            <IconButton
                icon=Icon::Clock
                label=Signal::stored(actions::reschedule(&task.title))
                on:click=move |_| moves.set(true)
            />
            <Show when=move || moves.get()>
                <Reschedule record=record task=moved.clone() open=moves />
            </Show>
        </li>
    }
}

/// When a task is due, and whether that is over.
fn due(task: &Task, now: Millis) -> impl IntoView + use<> {
    let urgency = task.urgency(now);
    task.due.map(|due| {
        let (machine, when) = (intl::machine(due), actions::due(&intl::when(due, now)));
        let late = (urgency == Urgency::Overdue).then(|| view! { <span>{ActionWord::Overdue.text()}</span> });
        view! {
            <time
                class="task-due"
                class:task-soon=urgency == Urgency::Soon
                class:task-late=urgency == Urgency::Overdue
                datetime=machine
            >
                <span class="task-when">{when}</span>
                {late}
            </time>
        }
    })
}
