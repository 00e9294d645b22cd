//! The texts that were found; only those in view are in the page.

use leptos::prelude::*;

use super::Picker;
use crate::domain::quick_replies::{QuickReply, ReplyId};
use crate::view::ui::FixedRows;
use crate::words::replies::ReplyWord;

/// The height of a row, in pixels; `style/` has it too.
const ROW: usize = 44;

/// The list, to be walked through by keys and mouse.
pub(super) fn list(picker: Picker) -> impl IntoView {
    let rows = FixedRows::new(ROW, move || picker.found.with(|found| found.len()));
    let list = rows.scroller();
    rows.keep(move || list.get().map(Into::into), move |at| row(picker, at).into_any());
    // Something else is looked for: the best is above.
    Effect::new(move |_| {
        picker.found.track();
        rows.to_top();
    });
    Effect::new(move |_| {
        list.track();
        rows.reveal(picker.active.get());
    });
    view! {
        // The focus stays where it is: pressing the list must not take it.
        <div
            class="replies-list"
            id=picker.list_id()
            node_ref=list
            role="listbox"
            aria-label=ReplyWord::SelectText.text()
            on:scroll=move |_| rows.look()
            on:mousedown=|event| event.prevent_default()
        >
            <div role="presentation" style:height=move || rows.above()></div>
            <div role="presentation" style:height=move || rows.below()></div>
        </div>
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
        <div
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
        </div>
    }
}
