//! The action panel: what is planned for a chat, and what can be done for its client right away.

pub mod call;
pub mod email;
pub mod form;
pub mod new_task;
pub mod post;
pub mod reschedule;
pub mod tasks;

use leptos::prelude::*;

use self::call::Call;
use self::email::EmailDialog;
use self::new_task::NewTaskDialog;
use self::post::PostDialog;
use self::tasks::{TaskList, TasksButton};
use crate::browser::viewport::use_roomy;
use crate::crm::{Record, use_crm};
use crate::view::ui::{Icon, IconButton, icon, unique_id};
use crate::words::actions::ActionWord;

/// The panel; it is there as soon as the record is.
#[component]
pub fn ActionPanel(
    /// The record.
    record: Record,
) -> impl IntoView {
    let is_here = Memo::new(move |_| record.read(|_| ()).is_some());
    view! {
        <Show when=move || is_here.get()>
            <Panel record=record />
        </Show>
    }
}

#[component]
fn Panel(record: Record) -> impl IntoView {
    let crm = use_crm();
    let [plans, writes, posts] = [RwSignal::new(false), RwSignal::new(false), RwSignal::new(false)];
    let list = unique_id("tasks");
    let has_tasks = Memo::new(move |_| !record.tasks().is_empty());
    // Where there is room the tasks show by themselves, until the agent decides otherwise.
    let chosen = RwSignal::new(None::<bool>);
    let roomy = use_roomy();
    let shown = Memo::new(move |_| chosen.get().unwrap_or(roomy.get() && has_tasks.get()));
    let toggle = Callback::new(move |()| chosen.set(Some(!shown.get_untracked())));
    let label = |word: ActionWord| Signal::stored(word.text().to_owned());
    let list_id = list.clone();
    view! {
        <section class="action-panel" aria-label=ActionWord::Panel.text()>
            <div class="action-bar">
                <TasksButton record=record shown=shown on_toggle=toggle list=list.clone() />
                <span class="action-icons">
                    <IconButton icon=Icon::NewTask label=label(ActionWord::NewTask) on:click=move |_| plans.set(true) />
                    <IconButton icon=Icon::Mail label=label(ActionWord::WriteEmail) on:click=move |_| writes.set(true) />
                    <Call record=record />
                    <IconButton icon=Icon::Post label=label(ActionWord::Post) on:click=move |_| posts.set(true) />
                    <a class="icon-button" href=crm.help_url() target="_blank" rel="noopener" title=ActionWord::Help.text()>
                        {icon(Icon::Help)} <span class="unseen">{ActionWord::Help.text()}</span>
                    </a>
                </span>
            </div>
            <Show when=move || shown.get()>
                <TaskList record=record id=list_id.clone() />
            </Show>
            <Show when=move || plans.get()>
                <NewTaskDialog record=record open=plans />
            </Show>
            <Show when=move || writes.get()>
                <EmailDialog record=record open=writes />
            </Show>
            <Show when=move || posts.get()>
                <PostDialog record=record open=posts />
            </Show>
        </section>
    }
}
