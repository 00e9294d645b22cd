//! The texts that were found; only those in view are in the page.

use std::ops::Range;

use leptos::{html, prelude::*};

use super::Picker;
use crate::browser::scroll;
use crate::domain::quick_replies::{QuickReply, ReplyId};
use crate::words::replies::ReplyWord;

/// The height of a row and of the list, in pixels; `style/` has them too.
const ROW: usize = 44;
const HEIGHT: usize = 220;
/// So many rows are in the page above and below those in view.
const OVERSCAN: usize = 4;

/// The list, to be walked through by keys and mouse.
pub(super) fn list(picker: Picker) -> impl IntoView {
    let box_ = NodeRef::<html::Ul>::new();
    let top = RwSignal::new(0_usize);
    let count = Memo::new(move |_| picker.found.with(|found| found.len()));
    let shown = Memo::new(move |_| in_view(top.get(), count.get()));
    // Something else is looked for: the best is above.
    Effect::new(move |_| {
        picker.found.track();
        if let Some(element) = box_.get_untracked() {
            scroll::set_top(&element, 0.0);
        }
        top.set(0);
    });
    Effect::new(move |_| {
        let at = picker.active.get();
        if let Some(element) = box_.get() {
            reveal(&element, at);
        }
    });
    let scrolled = move |_| {
        if let Some(element) = box_.get_untracked() {
            top.set(rows_above(&element));
        }
    };
    let space = |rows: usize| format!("{}px", rows * ROW);
    let rows = move || shown.get().map(|at| row(picker, at)).collect_view();
    view! {
        // The focus stays where it is: pressing the list must not take it.
        <ul
            class="replies-list"
            id=picker.list_id()
            node_ref=box_
            role="listbox"
            aria-label=ReplyWord::SelectText.text()
            on:scroll=scrolled
            on:mousedown=|event| event.prevent_default()
        >
            <li role="presentation" style:height=move || space(shown.get().start)></li>
            {rows}
            <li role="presentation" style:height=move || space(count.get() - shown.get().end)></li>
        </ul>
    }
}

fn row(picker: Picker, at: usize) -> impl IntoView {
    let reply = Memo::new(move |_| picker.reply(at));
    let content = move || {
        let QuickReply { id, name, text } = reply.get()?;
        let origin = matches!(id, ReplyId::Webitel(_)).then(|| {
            view! { <small class="replies-origin">{ReplyWord::FromWebitel.text()}</small> }
        });
        Some(view! {
            <span class="replies-name one-line" dir="auto">{name}</span>
            {origin}
            <small class="replies-words one-line" dir="auto">{text}</small>
        })
    };
    view! {
        <li
            class="replies-row"
            id=picker.row_id(at)
            role="option"
            aria-selected=move || (picker.active.get() == at).to_string()
            aria-posinset=(at + 1).to_string()
            aria-setsize=move || picker.found.with(|found| found.len()).to_string()
            on:mousemove=move |_| if picker.active.get_untracked() != at { picker.active.set(at) }
            on:click=move |_| picker.choose(at)
        >
            {content}
        </li>
    }
}

fn in_view(first: usize, count: usize) -> Range<usize> {
    let start = first.saturating_sub(OVERSCAN).min(count);
    start..(first + HEIGHT / ROW + 1 + OVERSCAN).min(count)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a scroller's place is not negative"
)]
fn rows_above(element: &web_sys::HtmlElement) -> usize {
    scroll::top(element) as usize / ROW
}

/// Scrolls no further than is needed to show a row.
#[expect(clippy::cast_precision_loss, reason = "a list's height is small")]
fn reveal(element: &web_sys::HtmlElement, at: usize) {
    let (start, end) = ((at * ROW) as f64, ((at + 1) * ROW) as f64);
    let (top, height) = (scroll::top(element), scroll::height(element));
    if start < top {
        scroll::set_top(element, start);
    } else if end > top + height {
        scroll::set_top(element, end - height);
    }
}
