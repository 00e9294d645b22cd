//! The rows of the history: a table of which only what is in view is in the page.

use std::ops::Range;

use leptos::{ev, html, prelude::*};

use crate::browser::clock::use_clock;
use crate::browser::{intl, scroll};
use crate::crm::{History, Question};
use crate::domain::record::{HistoryRow, HistorySort, SortKey};
use crate::domain::route::Route;
use crate::time::Millis;
use crate::view::ui::{EmptyState, Icon, icon};
use crate::words::history::HistoryWord;
use crate::words::phrases;
use crate::words::record::state_name;

/// The height of a row, in pixels; `style/` has it too.
const ROW: usize = 44;
/// So many rows are in the page above and below those in view.
const OVERSCAN: usize = 6;

/// The columns, and by what each is sorted.
const COLUMNS: [(HistoryWord, SortKey); 8] = [
    (HistoryWord::Name, SortKey::Name),
    (HistoryWord::From, SortKey::From),
    (HistoryWord::To, SortKey::To),
    (HistoryWord::Source, SortKey::Source),
    (HistoryWord::Queue, SortKey::Queue),
    (HistoryWord::Start, SortKey::Start),
    (HistoryWord::End, SortKey::End),
    (HistoryWord::State, SortKey::State),
];

/// The table.
#[component]
pub fn List(
    /// The list.
    history: History,
) -> impl IntoView {
    let box_ = NodeRef::<html::Div>::new();
    let shown = RwSignal::new(0..OVERSCAN * 4);
    let look = move || {
        let Some(element) = box_.get_untracked() else { return };
        let now = in_view(scroll::top(&element), scroll::height(&element));
        history.want(now.clone());
        if now != shown.get_untracked() {
            shown.set(now);
        }
    };
    box_.on_load(move |_| look());
    // Another question starts at its first row.
    Effect::new(move |before: Option<Question>| {
        let now = history.question();
        if before.is_some_and(|before| before != now)
            && let Some(element) = box_.get_untracked()
        {
            scroll::set_top(&element, 0.0);
            look();
        }
        now
    });
    let total = Memo::new(move |_| history.total());
    let in_page = Memo::new(move |_| {
        let total = total.get().unwrap_or_default();
        let Range { start, end } = shown.get();
        start.min(total)..end.min(total)
    });
    let space = move |rows: usize| format!("{}px", rows * ROW);
    let above = move || space(in_page.get().start);
    let below = move || space(total.get().unwrap_or_default() - in_page.get().end);
    let rows = move || in_page.get().map(|at| view! { <Row history=history at=at /> }).collect_view();
    view! {
        <div class="history-list" node_ref=box_ tabindex="0" role="group" aria-label=HistoryWord::Title.text() on:scroll=move |_| look()>
            <table class="history-table" aria-rowcount=move || total.get().map_or(-1, |total| i64::try_from(total + 1).unwrap_or(-1)).to_string()>
                <thead>
                    <tr aria-rowindex="1">{COLUMNS.map(|(word, key)| heading(history, word, key)).into_iter().collect_view()}</tr>
                </thead>
                <tbody>
                    <tr class="history-space" aria-hidden="true" style:height=above></tr>
                    {rows}
                    <tr class="history-space" aria-hidden="true" style:height=below></tr>
                </tbody>
            </table>
            <Show when=move || total.get() == Some(0)>
                <EmptyState icon=Icon::Clock title=HistoryWord::NoneFound.text() text=HistoryWord::NoneFoundHint.text() />
            </Show>
        </div>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a scroller's place is small and not negative"
)]
fn in_view(top: f64, height: f64) -> Range<usize> {
    let first = top as usize / ROW;
    let count = height as usize / ROW + 1;
    first.saturating_sub(OVERSCAN)..first + count + OVERSCAN
}

/// A column's heading, which sorts by it; once more turns the order round.
fn heading(history: History, word: HistoryWord, key: SortKey) -> impl IntoView {
    let order = Memo::new(move |_| {
        let sort = history.question().sort;
        (sort.by == key).then_some(sort.descending)
    });
    let sort = move |_: ev::MouseEvent| {
        history.ask(|question| {
            let descending = question.sort.by == key && !question.sort.descending;
            question.sort = HistorySort { by: key, descending };
        });
    };
    let aria = move || match order.get() {
        Some(true) => "descending",
        Some(false) => "ascending",
        None => "none",
    };
    view! {
        <th scope="col" aria-sort=aria>
            <button class="history-sort" class:history-up=move || order.get() == Some(false) type="button" on:click=sort>
                {word.text()}
                <Show when=move || order.get().is_some()>{icon(Icon::ChevronDown)}</Show>
            </button>
        </th>
    }
}

/// A chat; grey until it is here.
#[component]
fn Row(history: History, at: usize) -> impl IntoView {
    let row = Memo::new(move |_| history.row(at));
    let today = untrack(|| use_clock().now());
    view! {
        <tr class="history-row" aria-rowindex=(at + 2).to_string()>
            {move || match row.get() {
                Some(row) => cells(row, today).into_any(),
                None => view! { <td colspan="8"><div class="skeleton-row" role="status" aria-label=HistoryWord::Loading.text()></div></td> }.into_any(),
            }}
        </tr>
    }
}

fn cells(row: HistoryRow, today: Millis) -> impl IntoView {
    let time = move |at: Option<Millis>| {
        at.map(|at| view! { <time datetime=intl::machine(at)>{intl::when(at, today)}</time> })
    };
    let name = phrases::name_of(&row.name).to_owned();
    view! {
        <td><a class="history-name one-line" href=Route::Chat(row.id.conversation()).to_string() dir="auto">{name}</a></td>
        <td class="one-line" dir="auto">{row.from}</td>
        <td class="one-line" dir="auto">{row.to}</td>
        <td class="one-line">{phrases::source(&row.source).to_owned()}</td>
        <td class="one-line" dir="auto">{row.queue}</td>
        <td>{time(row.started)}</td>
        <td>{time(row.ended)}</td>
        <td>{state_name(row.state)}</td>
    }
}
