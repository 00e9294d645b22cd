//! The time-line of a chat: a long list of which only the rows in reach are in the page.

mod arrivals;
mod bubble;
mod delivery;
mod file;
mod page;
mod picture;
mod rich_text;
mod row;
mod scroller;

use leptos::{html, prelude::*};

use self::arrivals::{announce, arrivals};
use self::bubble::bubble;
use self::row::{RowModel, What};
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
    let scroller = Scroller::new(desk, id);
    let (keys, space) = (scroller.keys.clone(), scroller.space.clone());
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
    let today = Memo::new(move |_| day_of(use_clock().now()));
    let row = move |key| {
        held.with_value(|scroller| scroller.cell(key))
            .map(|cell| view! { <TimelineRow cell=cell id=id today=today /> })
    };
    let name = move || desk.conversation(id, |chat| phrases::chat_with(&chat.name)).unwrap_or_default();
    let to_end = Callback::new(move |()| held.with_value(|scroller| scroller.to_end()));
    let (before, after) = (space.clone(), space);
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
                <div style:height=move || format!("{}px", before.get().0)></div>
                <For each=move || keys.get() key=|key| *key children=row />
                <div style:height=move || format!("{}px", after.get().1)></div>
            </div>
            {arrivals(id, scroller.at_end.clone(), scroller.seen.clone(), to_end)}
        </div>
    }
}

/// One row. It is never rebuilt while it is in the page: what changes in it changes in place.
#[component]
fn TimelineRow(cell: ArcRwSignal<RowModel>, id: ConversationId, today: Memo<Millis>) -> impl IntoView {
    let is_note = cell.with_untracked(|row| matches!(row.what, What::Note(_)));
    let content = cell.clone();
    view! {
        <div class="row">
            {head(cell, today)}
            {if is_note { note(content).into_any() } else { bubble(content, id).into_any() }}
        </div>
    }
}

/// The day, where it begins, and the author's name, where he begins.
fn head(cell: ArcRwSignal<RowModel>, today: Memo<Millis>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        cell.with(|row| {
            let name = match &row.what {
                What::Said(said) if !said.goes_on && said.state.is_none() => {
                    Some((said.who, said.name.clone()))
                }
                _ => None,
            };
            (row.day, name)
        })
    });
    move || {
        let (day, name) = shown.get();
        let day = day.map(|day| view! { <p class="row-day">{move || day_name(day, today.get())}</p> });
        let name = name.map(|(who, name)| view! { <bdi class="row-author" data-who=who.name()>{name}</bdi> });
        // Most rows have neither, and cost one node for that.
        match (day, name) {
            (None, None) => None,
            (Some(day), None) => Some(day.into_any()),
            (None, Some(name)) => Some(name.into_any()),
            (Some(day), Some(name)) => Some((day, name).into_any()),
        }
    }
}

fn day_name(day: Millis, today: Millis) -> String {
    match intl::days_between(day, today) {
        0 => ChatWord::Today.text().to_owned(),
        1 => ChatWord::Yesterday.text().to_owned(),
        _ => intl::day(day),
    }
}

fn note(cell: ArcRwSignal<RowModel>) -> impl IntoView {
    let text = move || {
        cell.with(|row| match &row.what {
            What::Note(text) => format!("{text} · {}", intl::clock(row.at)),
            What::Said(_) => String::new(),
        })
    };
    view! { <p class="row-note">{text}</p> }
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
        _ => ().into_any(),
    }
    }
}
