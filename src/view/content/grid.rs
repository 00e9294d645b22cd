//! The grid: headings, the rows in view, and over them the one in edit mode. The focus stays on the
//! grid, and the selected row is told apart (`aria-activedescendant`).

use leptos::{ev, html, prelude::*};

use super::editor::editor;
use super::row::row;
use super::sheet::Sheet;
use crate::domain::content::{Column, Order};
use crate::view::ui::sort::{aria_sort, sort_button};
use crate::view::ui::{EmptyState, Icon};
use crate::words::content::ContentWord;

/// The columns, and by what each is sorted.
const COLUMNS: [(ContentWord, Column, &str); 3] = [
    (ContentWord::Name, Column::Name, "content-name"),
    (ContentWord::Description, Column::Description, "content-text"),
    (ContentWord::Changed, Column::Changed, "content-changed"),
];

/// The grid.
pub(super) fn grid(sheet: Sheet) -> impl IntoView {
    let rows = sheet.rows;
    let body = NodeRef::<html::Div>::new();
    rows.keep(move || body.get().map(Into::into), move |at| row(sheet, at));
    let active = move || {
        let place = sheet.place.get()?;
        rows.shown().contains(&place).then(|| sheet.element(place))
    };
    let empty = move || {
        (rows.count() == 0).then(|| {
            let (title, hint) = if sheet.query.with(|query| query.trim().is_empty()) {
                (ContentWord::Empty, ContentWord::EmptyHint)
            } else {
                (ContentWord::NoneFound, ContentWord::NoneFoundHint)
            };
            view! { <EmptyState icon=Icon::File title=title.text() text=hint.text() /> }
        })
    };
    view! {
        <div
            class="content-grid"
            role="grid"
            tabindex="0"
            aria-label=move || sheet.content.title()
            aria-rowcount=move || (rows.count() + 1).to_string()
            aria-activedescendant=active
            node_ref=rows.scroller()
            on:scroll=move |_| rows.look()
            on:keydown=move |event| on_key(sheet, &event)
        >
            <div class="content-head" role="rowgroup">
                <div class="content-cells" role="row" aria-rowindex="1">
                    {COLUMNS.map(|(word, by, class)| heading(sheet, word, by, class)).into_iter().collect_view()}
                </div>
            </div>
            <div class="content-body">
                <div role="rowgroup" node_ref=body>
                    <div role="presentation" style:height=move || rows.above()></div>
                    <div role="presentation" style:height=move || rows.below()></div>
                </div>
                {move || sheet.editing.get().map(|id| editor(sheet, id))}
            </div>
        </div>
        {empty}
    }
}

fn heading(sheet: Sheet, word: ContentWord, by: Column, class: &'static str) -> impl IntoView {
    let descending = move || {
        let order = sheet.order.get();
        (order.by == by).then_some(order.descending)
    };
    let sort = Callback::new(move |()| {
        sheet.order.update(|order| {
            let descending = order.by == by && !order.descending;
            *order = Order { by, descending };
        });
    });
    view! {
        <div class=class role="columnheader" aria-sort=move || aria_sort(descending())>
            {sort_button(word.text(), descending, sort)}
        </div>
    }
}

/// Keys on the grid itself; those in its fields and buttons are theirs.
fn on_key(sheet: Sheet, event: &ev::KeyboardEvent) {
    if event.target() != event.current_target() || event.is_composing() || event.alt_key() {
        return;
    }
    let Some(last) = untrack(|| sheet.rows.count()).checked_sub(1) else { return };
    let place = sheet.place.get_untracked();
    let page = untrack(|| sheet.rows.seen()).len().saturating_sub(2).max(1);
    let command = event.ctrl_key() || event.meta_key();
    match (event.key().as_str(), command) {
        ("ArrowDown", false) => sheet.select(place.map_or(0, |at| (at + 1).min(last))),
        ("ArrowUp", false) => sheet.select(place.map_or(0, |at| at.saturating_sub(1))),
        ("PageDown", false) => sheet.select(place.map_or(0, |at| (at + page).min(last))),
        ("PageUp", false) => sheet.select(place.map_or(0, |at| at.saturating_sub(page))),
        ("Home", _) => sheet.select(0),
        ("End", _) => sheet.select(last),
        ("Enter" | "F2", false) => {
            if let Some(id) = place.and_then(|place| sheet.at(place)) {
                sheet.edit(id);
            }
        }
        ("Delete", false) if place.is_some() => sheet.ask_to_delete(),
        ("z", true) => sheet.undo(),
        ("s", true) => {
            if let Some(id) = sheet.selected.get_untracked() {
                sheet.save(id);
            }
        }
        _ => return,
    }
    event.prevent_default();
}
