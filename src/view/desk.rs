//! The wide layout: sections at the start, the work area, the communication panel at the end.

pub mod navigation;

use leptos::prelude::*;

use self::navigation::Navigation;
use super::panel::Panel;
use super::record::RecordPage;
use super::sections::Section;
use super::ui::{EmptyState, Icon};
use crate::browser::location::use_location;
use crate::desk::use_desk;
use crate::domain::route::Route;
use crate::words::{Word, say};

/// The whole desk.
#[component]
pub fn WideDesk() -> impl IntoView {
    let location = use_location();
    let route = Memo::new(move |_| location.route());
    view! {
        <div class="desk">
            <Navigation />
            <main class="work" aria-label=say(Word::Workspace)>
                {move || match route.get() {
                    Route::Chat(id) => view! { <RecordPage id=id /> }.into_any(),
                    Route::Desk | Route::Panel => view! { <NothingOpen /> }.into_any(),
                    section => view! { <Section route=section /> }.into_any(),
                }}
            </main>
            <Panel />
        </div>
    }
}

#[component]
fn NothingOpen() -> impl IntoView {
    let desk = use_desk();
    let has_seat = Memo::new(move |_| desk.agent().is_some());
    view! {
        <h1 class="unseen">{say(Word::Desk)}</h1>
        <Show when=move || has_seat.get()>
            <EmptyState icon=Icon::Chats title=say(Word::NothingOpen) text=say(Word::NothingOpenHint) />
        </Show>
    }
}
