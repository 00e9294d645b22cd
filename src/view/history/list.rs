//! The rows of the history: a table of which only what is in view is in the page.

use leptos::{html, prelude::*};

use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::{History, Question};
use crate::domain::record::{HistoryRow, HistorySort, SortKey};
use crate::domain::route::Route;
use crate::time::Millis;
use crate::view::ui::sort::{aria_sort, sort_button};
use crate::view::ui::{EmptyState, FixedRows, Icon};
use crate::words::history::HistoryWord;
use crate::words::phrases;
use crate::words::record::state_name;

/// The height of a row, in pixels; `style/` has it too.
const ROW: usize = 44;

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
    let rows = FixedRows::new(ROW, move || history.total().unwrap_or_default());
    let body = NodeRef::<html::Tbody>::new();
    rows.keep(
        move || body.get().map(Into::into),
        move |at| view! { <Row history=history at=at /> }.into_any(),
    );
    Effect::new(move |_| history.want(rows.seen()));
    // Another question starts at its first row.
    Effect::new(move |before: Option<Question>| {
        let now = history.question();
        if before.is_some_and(|before| before != now) {
            rows.to_top();
        }
        now
    });
    let total = move || history.total().map_or(-1, |total| i64::try_from(total + 1).unwrap_or(-1));
    view! {
        <div class="history-list" node_ref=rows.scroller() tabindex="0" role="group" aria-label=HistoryWord::Title.text() on:scroll=move |_| rows.look()>
            <table class="history-table" aria-rowcount=move || total().to_string()>
                <thead>
                    <tr aria-rowindex="1">{COLUMNS.map(|(word, key)| heading(history, word, key)).into_iter().collect_view()}</tr>
                </thead>
                <tbody node_ref=body>
                    <tr class="history-space" aria-hidden="true" style:height=move || rows.above()></tr>
                    <tr class="history-space" aria-hidden="true" style:height=move || rows.below()></tr>
                </tbody>
            </table>
            <Show when=move || history.total() == Some(0)>
                <EmptyState icon=Icon::Clock title=HistoryWord::NoneFound.text() text=HistoryWord::NoneFoundHint.text() />
            </Show>
        </div>
    }
}

/// A column's heading, which sorts by it; once more turns the order round.
fn heading(history: History, word: HistoryWord, key: SortKey) -> impl IntoView {
    let order = Memo::new(move |_| {
        let sort = history.question().sort;
        (sort.by == key).then_some(sort.descending)
    });
    let sort = move |()| {
        history.ask(|question| {
            let descending = question.sort.by == key && !question.sort.descending;
            question.sort = HistorySort { by: key, descending };
        });
    };
    view! {
        <th scope="col" aria-sort=move || aria_sort(order.get())>
            {sort_button(word.text(), move || order.get(), Callback::new(sort))}
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
