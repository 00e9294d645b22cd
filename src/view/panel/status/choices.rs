//! What the agent can make of his status: CallCenter on or off, Ready, or a pause.

use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::browser::focus::{self, Step};
use crate::desk::use_desk;
use crate::domain::agent::Presence;
use crate::view::attempt::use_attempts;
use crate::view::ui::{Drawn, Icon, icon, later};
use crate::wire::rest::PauseCause;
use crate::words::{Word, phrases, say};

/// The choices. What is chosen is shown when the server says so.
#[component]
pub fn Choices(
    /// What the server says.
    presence: Memo<Option<Presence>>,
    /// Whether they are shown; a choice made closes them.
    open: RwSignal<bool>,
) -> impl IntoView {
    later(load_choices, move || choices(presence, open))
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_choices))]
fn choices(presence: Memo<Option<Presence>>, open: RwSignal<bool>) -> Drawn {
    let desk = use_desk();
    let attempts = use_attempts();
    let is = move |what: fn(&Presence) -> bool| presence.with(|presence| presence.as_ref().is_some_and(what));
    let ready_attempts = attempts.clone();
    let toggle = move |_| {
        if is(Presence::in_call_center) {
            attempts.start(desk.go_offline());
        } else {
            attempts.start(desk.go_ready());
        }
    };
    let go_ready = move |()| {
        open.set(false);
        ready_attempts.start(desk.go_ready());
    };
    let choices = view! {
        <div on:keydown=move_by_arrows>
            <button
                class="choice switch"
                type="button"
                role="switch"
                aria-checked=move || is(Presence::in_call_center).to_string()
                on:click=toggle
            >
                {say(Word::CallCenter)}
            </button>
            <hr class="choice-line" />
            <Choice
                name=say(Word::Ready).to_owned()
                presence="ready"
                chosen=Signal::derive(move || is(Presence::is_ready))
                on_choose=Callback::new(go_ready)
                open=open
            />
            <Pauses presence=presence open=open />
        </div>
    };
    Ok(choices.into_any())
}

/// The pauses, with the causes that the server has; fetched each time, because it counts their minutes.
#[component]
fn Pauses(presence: Memo<Option<Presence>>, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let causes = ArcRwSignal::new(None);
    let fetched = causes.clone();
    spawn_local(async move { fetched.set(Some(desk.pause_causes().await)) });
    let pause = move |cause| view! { <Pause cause=cause presence=presence open=open /> };
    move || match causes.get() {
        None => view! { <p class="choice-note">{say(Word::Loading)}</p> }.into_any(),
        // Without causes a pause is possible all the same.
        Some(Err(_)) => view! {
            {pause(None)}
            <p class="choice-note" role="status">{say(Word::PauseCausesFailed)}</p>
        }
        .into_any(),
        Some(Ok(causes)) if causes.is_empty() => pause(None).into_any(),
        Some(Ok(causes)) => causes.into_iter().map(|cause| pause(Some(cause))).collect_view().into_any(),
    }
}

/// A pause, for a cause or for none.
#[component]
fn Pause(cause: Option<PauseCause>, presence: Memo<Option<Presence>>, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let attempts = use_attempts();
    let this = Presence::Paused { cause: cause.as_ref().map(|cause| cause.name.clone()).unwrap_or_default() };
    let name = phrases::presence(&this);
    let used = cause.as_ref().and_then(|cause| phrases::minutes_used(cause.duration_min, cause.limit_min));
    let chosen = Signal::derive(move || presence.with(|presence| presence.as_ref() == Some(&this)));
    let choose = move |()| {
        open.set(false);
        attempts.start(desk.pause(cause.as_ref().map(|cause| cause.name.clone())));
    };
    let choose = Callback::new(choose);
    view! { <Choice name=name note=used presence="paused" chosen=chosen on_choose=choose open=open /> }
}

#[component]
fn Choice(
    name: String,
    /// Small text after the name.
    #[prop(optional_no_strip)]
    note: Option<String>,
    /// Which dot it shows.
    presence: &'static str,
    chosen: Signal<bool>,
    on_choose: Callback<()>,
    /// Whether the choices are shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    // What is so already need not be asked for; servers refuse it.
    let choose = move |_| if chosen.get_untracked() { open.set(false) } else { on_choose.run(()) };
    view! {
        <button
            class="choice"
            type="button"
            aria-pressed=move || chosen.get().to_string()
            on:click=choose
        >
            <span class="status-dot" data-presence=presence></span>
            <span class="choice-name one-line">{name}</span>
            {note.map(|note| view! { <small class="choice-note">{note}</small> })}
            <Show when=move || chosen.get()>{icon(Icon::Check)}</Show>
        </button>
    }
}

fn move_by_arrows(event: ev::KeyboardEvent) {
    let Some(step) = Step::vertical(&event.key()) else { return };
    if let Some(list) = event.current_target().and_then(|list| list.dyn_into().ok()) {
        event.prevent_default();
        focus::step(&list, "button", step);
    }
}
