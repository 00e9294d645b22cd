//! What is not as it should be: rows that are not saved, what was dropped, what was not taken back.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::view::ui::Button;
use crate::words::content::{self, ContentWord};

/// The lines above the grid.
pub(super) fn standings(sheet: Sheet) -> impl IntoView {
    let content = sheet.content;
    // The row that somebody is typing in says for itself how it stands.
    let aside = Memo::new(move |_| {
        let editing = sheet.editing.get();
        content.unsaved().into_iter().map(|(id, _)| id).filter(|id| Some(*id) != editing).collect::<Vec<_>>()
    });
    let show_next = move |_| {
        let rows = aside.get_untracked();
        let now = rows.iter().position(|id| Some(*id) == sheet.selected.get_untracked());
        let next = now.map_or(0, |now| (now + 1) % rows.len().max(1));
        if let Some(id) = rows.get(next) {
            sheet.selected.set(Some(*id));
            super::to_grid(sheet);
        }
    };
    let unsaved = move || {
        let count = aside.with(Vec::len);
        (count > 0).then(|| {
            view! {
                <div class="line line-warn" role="status">
                    <p class="line-text">{content::unsaved(count)}</p>
                    <Button on:click=show_next>{ContentWord::ShowUnsaved.text()}</Button>
                </div>
            }
        })
    };
    let bring_back = move |_| {
        if let Some(id) = content.bring_back() {
            sheet.edit(id);
        }
    };
    let dropped = move || {
        content.dropped().map(|name| {
            view! {
                <div class="line" role="status">
                    <p class="line-text">{content::dropped(&name)}</p>
                    <Button on:click=bring_back>{ContentWord::BringBack.text()}</Button>
                </div>
            }
        })
    };
    let not_undone = move || {
        sheet.not_undone.get().map(|words| {
            view! {
                <div class="line line-warn" role="alert">
                    <p class="line-text">{words}</p>
                    <Button on:click=move |_| sheet.undo()>{ContentWord::TryAgain.text()}</Button>
                </div>
            }
        })
    };
    view! { {unsaved} {dropped} {not_undone} }
}
