//! The part of the panel behind "Calls": the state of the call, and what it means for chats.

use leptos::prelude::*;

use crate::desk::use_desk;
use crate::domain::agent::MediumState;
use crate::view::ui::{EmptyState, Icon};
use crate::words::{Word, say};

/// The state of the agent's call. Calls themselves are handled by the telephone.
#[component]
pub fn CallsView() -> impl IntoView {
    let desk = use_desk();
    let call = Memo::new(move |_| desk.agent().map(|agent| agent.call.state).unwrap_or_default());
    let says = move || match call.get() {
        MediumState::Offered => (Word::CallRings, Word::OnCallHint),
        MediumState::Busy => (Word::OnCall, Word::OnCallHint),
        MediumState::WrapUp | MediumState::Resting => (Word::CallWrapUp, Word::OnCallHint),
        MediumState::Free | MediumState::Missed => (Word::NoCall, Word::NoCallHint),
    };
    view! {
        <section class="calls" class:calls-on=move || call.get().is_active() aria-label=say(Word::Calls) aria-live="polite">
            {move || {
                let (title, text) = says();
                view! { <EmptyState icon=Icon::Calls title=say(title) text=say(text) /> }
            }}
        </section>
    }
}
