//! The agent's status: what the server says, and the one control to change it.

pub mod choices;

use leptos::prelude::*;

use self::choices::Choices;
use crate::desk::use_desk;
use crate::domain::agent::Presence;
use crate::view::now::use_now;
use crate::view::ui::{Icon, Popup, icon};
use crate::words::{Word, phrases, say};

/// The status with its time, and the choices behind it.
#[component]
pub fn StatusControl() -> impl IntoView {
    let desk = use_desk();
    let presence = Memo::new(move |_| desk.agent().map(|agent| agent.presence));
    let name = Memo::new(move |_| presence.with(|presence| presence.as_ref().map(phrases::presence)));
    let label = Signal::derive(move || phrases::status(&name.get().unwrap_or_default()));
    let dot = move || presence.with(|presence| kind(presence.as_ref()));
    let open = RwSignal::new(false);
    let face = move || {
        view! {
            <span class="status-dot" data-presence=dot></span>
            <span class="unseen">{say(Word::Status)}</span>
            <span class="status-name one-line">{name}</span>
            <StatusTime />
            {icon(Icon::ChevronDown)}
        }
    };
    view! {
        <div class="status">
            <Popup label=label open=open button_class="status-button" face_speaks=true face=face.into()>
                <Choices presence=presence open=open />
            </Popup>
            <p class="unseen" role="status">{label}</p>
        </div>
    }
}

/// How long the status has lasted.
#[component]
fn StatusTime() -> impl IntoView {
    let desk = use_desk();
    let now = use_now();
    let since = Memo::new(move |_| desk.agent().and_then(|agent| agent.since));
    let time = Memo::new(move |_| Some(phrases::duration(now.get().since(since.get()?))));
    view! { <time class="status-time" aria-hidden="true" title=say(Word::TimeInStatus)>{time}</time> }
}

/// What `style/` calls a presence.
fn kind(presence: Option<&Presence>) -> &'static str {
    match presence {
        Some(Presence::Online) => "ready",
        Some(Presence::Paused { .. }) => "paused",
        Some(Presence::BrokenOut) => "taken-out",
        Some(Presence::Offline { .. }) | None => "off",
    }
}
