//! The lookups as a grid that keys walk through; only the rows in view are in the page.

use leptos::{ev, html, prelude::*};

use super::LIST_ID;
use crate::browser::location::go;
use crate::crm::{Lookups, Progress};
use crate::domain::lookups::{Listed, Question};
use crate::domain::route::Route;
use crate::view::ui::sort::{aria_sort, sort_button};
use crate::view::ui::{EmptyState, FixedRows, Icon};
use crate::words::lookups::LookupWord;

/// The height of a row, in pixels; `style/` has both heights, too.
const ROW: usize = 52;
/// The height of the headings.
const HEAD: usize = 36;
/// So many rows before the end further ones are fetched.
const NEAR_END: usize = 30;

/// The grid.
#[component]
pub fn List(
    /// The lookups.
    lookups: Lookups,
) -> impl IntoView {
    let rows = FixedRows::new(ROW, move || lookups.count()).under(HEAD);
    let chosen = Memo::new(move |_| lookups.chosen());
    let body = NodeRef::<html::Div>::new();
    rows.keep(move || body.get().map(Into::into), move |at| row(lookups, chosen, at).into_any());
    Effect::new(move |_| {
        if rows.seen().end + NEAR_END >= rows.count() {
            lookups.go_on();
        }
    });
    Effect::new(move |_| {
        if let Some(at) = chosen.get() {
            // The list may only now become so long.
            request_animation_frame(move || {
                if chosen.try_get_untracked() == Some(Some(at)) {
                    rows.reveal(at);
                }
            });
        }
    });
    // Another question starts at its first row.
    Effect::new(move |before: Option<Question>| {
        let now = lookups.question();
        if before.is_some_and(|before| before != now) {
            rows.to_top();
        }
        now
    });
    let is_empty =
        Memo::new(move |_| lookups.count() == 0 && matches!(lookups.progress(), Progress::Rest { .. }));
    view! {
        <div
            class="lookups-list"
            id=LIST_ID
            node_ref=rows.scroller()
            tabindex="0"
            role="grid"
            aria-label=LookupWord::Lookups.text()
            aria-rowcount=move || lookups.total().map_or(0, |total| total + 1).to_string()
            aria-activedescendant=move || chosen.get().map(row_id)
            on:scroll=move |_| rows.look()
            on:keydown=move |event| key(lookups, &event)
        >
            <div class="lookups-row lookups-columns" role="row" aria-rowindex="1">
                {by_name(lookups)}
                <span class="lookups-object" role="columnheader">{LookupWord::Object.text()}</span>
                <span class="lookups-description" role="columnheader">{LookupWord::Description.text()}</span>
                <span role="columnheader"><span class="unseen">{LookupWord::OpenContent.text()}</span></span>
            </div>
            <div role="rowgroup" node_ref=body>
                <div aria-hidden="true" style:height=move || rows.above()></div>
                <div aria-hidden="true" style:height=move || rows.below()></div>
            </div>
            <Show when=move || is_empty.get()>
                <EmptyState
                    icon=Icon::Gear
                    title=LookupWord::NoneFound.text()
                    text=LookupWord::NoneFoundHint.text()
                />
            </Show>
        </div>
    }
}

fn row_id(at: usize) -> String {
    format!("{LIST_ID}-{at}")
}

/// The heading of the names; pressing it turns the order round.
fn by_name(lookups: Lookups) -> impl IntoView {
    let descending = Memo::new(move |_| Some(lookups.question().descending));
    let turn = move |()| lookups.ask(|question| question.descending = !question.descending);
    view! {
        <span class="lookups-name" role="columnheader" aria-sort=move || aria_sort(descending.get())>
            {sort_button(LookupWord::Name.text(), move || descending.get(), Callback::new(turn))}
        </span>
    }
}

/// What keys do while the grid itself has the focus.
fn key(lookups: Lookups, event: &ev::KeyboardEvent) {
    if event.target() != event.current_target() {
        return;
    }
    let at = untrack(|| lookups.chosen());
    let page = 10;
    match (event.key().as_str(), at) {
        ("ArrowDown", None) | ("Home", _) => lookups.choose(0),
        ("ArrowDown", Some(at)) => lookups.choose(at + 1),
        ("ArrowUp", Some(at)) => lookups.choose(at.saturating_sub(1)),
        ("PageDown", at) => lookups.choose(at.unwrap_or_default() + page),
        ("PageUp", at) => lookups.choose(at.unwrap_or_default().saturating_sub(page)),
        ("End", _) => lookups.choose(usize::MAX),
        ("Enter", Some(at)) => open(lookups, at),
        _ => return,
    }
    event.prevent_default();
}

/// Opens the content of a lookup.
fn open(lookups: Lookups, at: usize) {
    if let Some(lookup) = untrack(|| lookups.row(at)) {
        go(Route::LookupContent(lookup.id));
    }
}

fn row(lookups: Lookups, chosen: Memo<Option<usize>>, at: usize) -> impl IntoView {
    let lookup = Memo::new(move |_| lookups.row(at));
    let is_chosen = Memo::new(move |_| chosen.get() == Some(at));
    let link = move || {
        let lookup = lookup.get().filter(|_| is_chosen.get())?;
        let address = Route::LookupContent(lookup.id).to_string();
        Some(view! { <a class="button" href=address>{LookupWord::OpenContent.text()}</a> })
    };
    view! {
        <div
            class="lookups-row"
            id=row_id(at)
            role="row"
            aria-rowindex=(at + 2).to_string()
            aria-selected=move || is_chosen.get().to_string()
            on:click=move |_| lookups.choose(at)
            on:dblclick=move |_| open(lookups, at)
        >
            {move || lookup.get().map(cells)}
            <span role="gridcell">{link}</span>
        </div>
    }
}

fn cells(lookup: Listed) -> impl IntoView {
    let is_missing = lookup.object.is_empty();
    let object = if is_missing { LookupWord::NoObjectThere.text().to_owned() } else { lookup.object };
    view! {
        <span class="lookups-name one-line" role="gridcell" dir="auto">{lookup.name}</span>
        <span class="lookups-object one-line" class:lookups-missing=is_missing role="gridcell" dir="auto">{object}</span>
        <span class="lookups-description one-line" role="gridcell" dir="auto">{lookup.description}</span>
    }
}
