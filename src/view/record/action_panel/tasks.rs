//! The scheduled tasks: how many there are, the next one, and on demand all of them.

use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use super::reschedule::Reschedule;
use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::Record;
use crate::domain::record::{Task, Urgency};
use crate::ids::crm::ActivityId;
use crate::time::Millis;
use crate::view::ui::{Icon, IconButton, icon, keep_rows, use_announcer};
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
    let list = NodeRef::<html::Ul>::new();
    let keys = Memo::new(move |_| record.tasks().into_iter().map(|task| task.id).collect::<Vec<_>>());
    keep_rows(list, keys, move |task| row(record, task, now).into_any());
    let is_empty = Memo::new(move |_| keys.with(Vec::is_empty));
    view! {
        <div class="tasks" id=id>
            <ul node_ref=list aria-label=ActionWord::Tasks.text()></ul>
            <Show when=move || is_empty.get()>
                <p class="tasks-empty">{ActionWord::NoTasksHint.text()}</p>
            </Show>
        </div>
    }
}

fn row(record: Record, id: ActivityId, now: Memo<Millis>) -> impl IntoView {
    let announcer = StoredValue::new_local(use_announcer());
    let (moves, busy) = (RwSignal::new(false), RwSignal::new(false));
    let task = Memo::new(move |before: Option<&Option<Task>>| {
        let known = record.tasks().into_iter().find(|task| task.id == id);
        // One that is gone keeps its words until its row goes.
        known.or_else(|| before.cloned().flatten())
    });
    let title = Memo::new(move |_| task.get().map(|task| task.title).unwrap_or_default());
    let owner = move || task.get().and_then(|task| task.owner).map(|owner| owner.title);
    let finish = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (title, announcer) = (title.get_untracked(), announcer.get_value());
        spawn_local(async move {
            // That it is done shows by its absence; why it is not has no other place.
            match record.finish(id).await {
                Ok(()) => announcer.say(&actions::finished(&title)),
                Err(error) => announcer.toast(&record::failed(&title, &error)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <li class="task">
            <IconButton
                icon=Icon::Check
                label=Signal::derive(move || actions::finish(&title.get()))
                disabled=busy
                on:click=finish
            />
            <span class="task-title one-line" dir="auto">{title}</span>
            {move || task.get().map(|task| due(&task, now.get()))}
            <span class="task-owner one-line" dir="auto">{owner}</span>
            <IconButton
                icon=Icon::Clock
                label=Signal::derive(move || actions::reschedule(&title.get()))
                on:click=move |_| moves.set(true)
            />
            <Show when=move || moves.get()>
                {move || task.get_untracked().map(|task| view! { <Reschedule record=record task=task open=moves /> })}
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
