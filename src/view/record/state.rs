//! The bar of a chat's states: New, In progress, Completed.

use leptos::prelude::*;

use crate::crm::Record;
use crate::domain::record::ChatState;
use crate::view::ui::Stages;
use crate::words::record::{RecordWord, state_name};

/// The state; In progress can be chosen by hand, all else happens by itself.
#[component]
pub fn StateBar(
    /// The record.
    record: Record,
) -> impl IntoView {
    let state = Memo::new(move |_| record.read(|draft| draft.base().state));
    let at = |state: ChatState| ChatState::ALL.iter().position(|one| *one == state);
    let may_choose = move |to: usize| {
        state.get().zip(ChatState::ALL.get(to)).is_some_and(|(state, to)| state.may_choose(*to))
    };
    let choose = move |to: usize| {
        if let Some(to) = ChatState::ALL.get(to) {
            record.choose_state(*to);
        }
    };
    view! {
        <Stages
            label=RecordWord::State.text()
            names=ChatState::ALL.map(state_name).to_vec()
            current=Signal::derive(move || state.get().and_then(at))
            may_choose=Callback::new(may_choose)
            on_choose=Callback::new(choose)
        />
    }
}
