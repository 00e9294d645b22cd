//! A row: its name, the beginning of its text, and when it was changed or why it is not saved.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::Standing;
use crate::ids::crm::LookupId;
use crate::view::ui::{Icon, icon};
use crate::words::content::{self, ContentWord};

/// The row at a place.
pub(super) fn row(sheet: Sheet, at: usize) -> AnyView {
    let id = Memo::new(move |_| sheet.found.with(|found| found.get(at).copied()));
    let values = Memo::new(move |_| id.get().and_then(|id| sheet.content.values(id)).unwrap_or_default());
    let standing = Memo::new(move |_| id.get().and_then(|id| sheet.content.standing(id)));
    let is_typed = Memo::new(move |_| id.get().is_some_and(|id| sheet.content.draft(id).is_some()));
    let is_edited = Memo::new(move |_| id.get().is_some() && sheet.editing.get() == id.get());
    let edit = move || {
        if let Some(id) = id.get_untracked() {
            sheet.edit(id);
        }
    };
    let text = move || match standing.get() {
        Some(Standing::Failed(error)) => content::failure(&error, &sheet.content.title()),
        _ => values.with(|values| values.description.clone()),
    };
    let state = move || {
        let (words, class) = match standing.get() {
            Some(Standing::Saving) => (ContentWord::Saving.text().to_owned(), ""),
            Some(Standing::Failed(_)) => (ContentWord::NotSaved.text().to_owned(), "content-failed"),
            Some(Standing::Conflict(theirs)) => (content::meanwhile(&theirs), "content-warns"),
            None if is_typed.get() => (ContentWord::NotSaved.text().to_owned(), "content-warns"),
            None => return changed(sheet, id.get()).into_any(),
        };
        view! { <span class=class>{words}</span> }.into_any()
    };
    view! {
        <div
            class="content-row content-cells"
            class:content-covered=move || is_edited.get()
            id=sheet.element(at)
            role="row"
            aria-rowindex=(at + 2).to_string()
            aria-selected=move || (id.get().is_some() && sheet.selected.get() == id.get()).to_string()
            on:click=move |_| sheet.select(at)
            on:dblclick=move |_| edit()
        >
            <span class="content-name one-line" role="gridcell"><bdi>{move || content::named(&values.with(|values| values.name.clone()))}</bdi></span>
            <span class="content-text one-line" role="gridcell"><bdi>{text}</bdi></span>
            <span class="content-changed one-line" role="gridcell">{state}</span>
            <span class="content-edit" role="gridcell">
                <button class="icon-button" type="button" tabindex="-1" title=ContentWord::Edit.text() aria-label=ContentWord::Edit.text() on:click=move |_| edit()>
                    {icon(Icon::Post)}
                </button>
            </span>
        </div>
    }
    .into_any()
}

fn changed(sheet: Sheet, id: Option<LookupId>) -> impl IntoView {
    let now = untrack(|| use_clock().now());
    let at = id.and_then(|id| sheet.content.read(|content| content.get(id)?.modified));
    at.map(|at| view! { <time datetime=intl::machine(at)>{intl::when(at, now)}</time> })
}
