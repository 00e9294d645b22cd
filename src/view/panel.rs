//! The communication panel: the agent's status, the strip of calls and chats, and what it opens.

pub mod calls;
pub mod chats;
pub mod closed;
pub mod invitation;
mod last_words;
pub mod lines;
pub mod reach;
pub mod row;
pub mod state;
pub mod status;
pub mod strip;

use leptos::prelude::*;

use self::calls::CallsView;
use self::chats::ChatsView;
use self::lines::{ConnectionLine, ReasonLine};
use self::state::{Shown, use_panel};
use self::status::StatusControl;
use self::strip::Strip;
use super::desk::navigation::UserMenu;
use super::ui::{EmptyState, Icon, Skeleton};
use crate::desk::use_desk;
use crate::words::{Word, say};

/// The panel. It stands beside the work area, or alone in a narrow frame.
#[component]
pub fn Panel(
    /// Whether nothing stands beside it.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let desk = use_desk();
    // Until the first answer of the server nobody knows whether there is a seat.
    let has_seat = Memo::new(move |_| desk.me().map(|_| desk.agent().is_some()));
    move || match has_seat.get() {
        Some(true) => view! { <SeatedPanel alone=alone /> }.into_any(),
        Some(false) => view! { <Seatless alone=alone /> }.into_any(),
        None => view! { <Opening alone=alone /> }.into_any(),
    }
}

#[component]
fn SeatedPanel(alone: bool) -> impl IntoView {
    let panel = use_panel();
    let shown = Memo::new(move |_| panel.shown());
    view! {
        <aside
            class="panel"
            class:panel-alone=alone
            class:panel-closed=move || shown.get() == Shown::Nothing
            aria-label=say(Word::CommunicationPanel)
        >
            <StatusControl />
            <Strip alone=alone />
            <div class="panel-body">
                <ConnectionLine />
                {move || match shown.get() {
                    Shown::Chats => view! { <ChatsView /> }.into_any(),
                    Shown::Calls => view! { <CallsView /> }.into_any(),
                    Shown::Nothing => view! { <ReasonLine /> }.into_any(),
                }}
            </div>
        </aside>
    }
}

/// For a user who has no seat in the contact centre: neither calls nor chats, and why.
#[component]
fn Seatless(alone: bool) -> impl IntoView {
    view! {
        <PlainPanel alone=alone>
            <EmptyState icon=Icon::Chats title=say(Word::NoSeat) text=say(Word::NoSeatHint) />
        </PlainPanel>
    }
}

/// The panel before the server has told anything.
#[component]
fn Opening(alone: bool) -> impl IntoView {
    view! {
        <PlainPanel alone=alone>
            <Skeleton label=say(Word::Loading) />
        </PlainPanel>
    }
}

/// A panel without status and strip.
#[component]
fn PlainPanel(alone: bool, children: Children) -> impl IntoView {
    view! {
        <aside class="panel panel-plain" class:panel-alone=alone aria-label=say(Word::CommunicationPanel)>
            {alone.then(|| view! { <div class="strip"><UserMenu /></div> })}
            <div class="panel-body">
                <ConnectionLine />
                {children()}
            </div>
        </aside>
    }
}
