//! The time-line of a chat: a long list of which only the rows in reach are in the page.

mod arrivals;
mod bubble;
mod delivery;
pub mod file;
mod page;
mod picture;
mod rich_text;
mod row;
mod scroller;

use leptos::{html, prelude::*};

use self::arrivals::{announce, arrivals};
use self::bubble::bubble;
use self::row::{RowModel, State, What};
use self::scroller::Scroller;
use super::ui::{Button, Icon, Weight, icon};
use crate::browser::clock::use_clock;
use crate::browser::day::day_of;
use crate::browser::intl;
use crate::desk::use_desk;
use crate::domain::conversation::History;
use crate::ids::ConversationId;
use crate::time::Millis;
use crate::words::chat::ChatWord;
use crate::words::phrases;
use crate::words::{Word, say};

/// Everything that was said in a chat, shown at its end. It is no live region: rows come into
/// the page by scrolling too. New messages are announced by themselves.
#[component]
pub fn Timeline(
    /// The chat.
    id: ConversationId,
) -> impl IntoView {
    let desk = use_desk();
    let today = Memo::new(move |_| day_of(use_clock().now()));
    let scroller = Scroller::new(desk, id, today);
    let element = NodeRef::<html::Div>::new();
    let held = StoredValue::new_local(scroller.clone());
    element.on_load(move |element| {
        held.with_value(|scroller| scroller.mount(element.into()));
    });
    on_cleanup(move || {
        held.try_with_value(|scroller| scroller.unmount());
    });
    // Not a derived value: the window joins what the desk tells with what the browser measures.
    Effect::new(move |_| {
        desk.timeline(id, |_, _| ());
        held.with_value(|scroller| scroller.changed());
    });
    announce(id);
    let name = move || desk.conversation(id, |chat| phrases::chat_with(&chat.name)).unwrap_or_default();
    let to_end = Callback::new(move |()| held.with_value(|scroller| scroller.to_end()));
    view! {
        <div class="timeline">
            <Older id=id />
            <div
                class="timeline-scroller"
                node_ref=element
                role="log"
                aria-live="off"
                aria-label=name
                tabindex="0"
                on:scroll=move |_| held.with_value(|scroller| scroller.scrolled())
            >
                // The space before and after the rows, which the scroller puts between them.
                <div></div>
                <div></div>
            </div>
            {arrivals(id, scroller.at_end.clone(), scroller.seen.clone(), to_end)}
        </div>
    }
}

/// One row.
fn timeline_row(
    row: &RowModel,
    state: Option<ArcRwSignal<State>>,
    id: ConversationId,
    today: Memo<Millis>,
) -> AnyView {
    let day = row.day.map(|day| view! { <p class="row-day">{move || day_name(day, today.get())}</p> });
    let content = match &row.what {
        What::Note(text) => {
            view! { <p class="row-note">{format!("{text} · {}", intl::clock(row.at))}</p> }.into_any()
        }
        What::Said(said) => {
            // Own messages stand on their side; they need no name.
            let names = !said.goes_on && state.is_none();
            let name = names.then(|| {
                view! { <bdi class="row-author" data-who=said.who.name()>{said.name.clone()}</bdi> }
            });
            (name, bubble(said, row.at, state, id)).into_any()
        }
    };
    view! { <div class="row">{day} {content}</div> }.into_any()
}

fn day_name(day: Millis, today: Millis) -> String {
    match intl::days_between(day, today) {
        0 => ChatWord::Today.text().to_owned(),
        1 => ChatWord::Yesterday.text().to_owned(),
        _ => intl::day(day),
    }
}

/// What the fetching of older messages comes to, or that there is nothing to show; it floats, so
/// that nothing moves.
#[component]
fn Older(id: ConversationId) -> impl IntoView {
    let desk = use_desk();
    let history = Memo::new(move |_| desk.conversation(id, |chat| chat.history));
    move || {
        match history.get() {
        Some(History::Loading) => {
            view! { <p class="timeline-older" role="status">{ChatWord::LoadingOlder.text()}</p> }.into_any()
        }
        Some(History::Failed) => view! {
            <p class="timeline-older" role="status">
                {icon(Icon::Warning)} {ChatWord::OlderFailed.text()}
                <Button weight=Weight::Quiet on:click=move |_| desk.load_older(id)>{say(Word::TryAgain)}</Button>
            </p>
        }
        .into_any(),
        Some(History::Hidden) => view! {
            <p class="timeline-older" role="status">{icon(Icon::Warning)} {ChatWord::Hidden.text()}</p>
        }
        .into_any(),
        _ => ().into_any(),
    }
    }
}
