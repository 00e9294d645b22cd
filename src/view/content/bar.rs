//! What can be done: looking for rows, with the selected row, with files.

use leptos::{ev, html, prelude::*};

use super::import::read_file;
use super::sheet::Sheet;
use crate::browser::blob::{self, BlobUrl};
use crate::browser::files;
use crate::domain::content::{Plan, write_table};
use crate::ids::crm::LookupId;
use crate::view::ui::{Button, Icon, IconButton, Weight};
use crate::words::content::{self, ContentWord};

/// The bar above the grid. `import` is what is planned with a chosen file, or why it can't be taken.
pub(super) fn bar(sheet: Sheet, import: RwSignal<Option<Result<Plan, String>>>) -> impl IntoView {
    let content = sheet.content;
    let typed = move |event: ev::Event| sheet.look_for(event_target_value(&event));
    let to_rows = move |event: ev::KeyboardEvent| {
        if event.key() == "ArrowDown" {
            event.prevent_default();
            sheet.select(0);
            super::to_grid(sheet);
        }
    };
    let none = Signal::derive(move || sheet.place.get().is_none());
    let typed_row = Memo::new(move |_| sheet.selected.get().filter(|id| content.draft(*id).is_some()));
    let nothing_to_save = Signal::derive(move || typed_row.get().is_none());
    let nothing_to_undo = Signal::derive(move || typed_row.get().is_none() && !content.can_undo());
    let save = move |_| {
        if let Some(id) = sheet.selected.get_untracked() {
            sheet.save(id);
        }
    };
    let picker = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let picked = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        let files = files::listed(picker.files());
        // So that the same file can be chosen again.
        picker.set_value("");
        read_file(sheet, files, import);
    };
    let is_searched = move || sheet.query.with(|query| !query.trim().is_empty());
    let export_word =
        move || if is_searched() { ContentWord::ExportFound } else { ContentWord::Export }.text();
    view! {
        <div class="content-bar">
            <input
                class="field-input field-alone content-search"
                type="search"
                aria-label=ContentWord::Search.text()
                placeholder=ContentWord::Search.text()
                autocomplete="off"
                prop:value=sheet.query
                on:input=typed
                on:keydown=to_rows
            />
            <div class="content-tools" role="group" aria-label=ContentWord::RowActions.text()>
                <IconButton icon=Icon::Save label=ContentWord::Save.text() disabled=nothing_to_save on:click=save />
                <IconButton icon=Icon::Copy label=ContentWord::Copy.text() disabled=none on:click=move |_| sheet.copy() />
                <IconButton icon=Icon::Undo label=ContentWord::Undo.text() disabled=nothing_to_undo on:click=move |_| sheet.undo() />
                <IconButton icon=Icon::Delete label=ContentWord::Delete.text() disabled=none on:click=move |_| sheet.ask_to_delete() />
            </div>
            <div class="content-tools">
                <Button weight=Weight::Quiet on:click=choose>{ContentWord::Import.text()}</Button>
                <input type="file" accept=".csv,.txt,text/csv" hidden node_ref=picker on:change=picked aria-label=ContentWord::ChooseFile.text() />
                <Button weight=Weight::Quiet on:click=move |_| export(sheet)>{export_word}</Button>
                <Button weight=Weight::Quiet on:click=move |_| content.load()>{ContentWord::Refresh.text()}</Button>
            </div>
        </div>
    }
}

/// Hands the rows that are listed, as they are saved, to the browser as a file.
fn export(sheet: Sheet) {
    let listed = sheet.found.get_untracked();
    let table = untrack(|| {
        sheet.content.read(|content| {
            let values = |id: &LookupId| {
                content.values(*id).map(|values| [values.name.as_str(), values.description.as_str()])
            };
            write_table(content::file_head(), listed.iter().filter_map(values))
        })
    });
    if let Some(url) = BlobUrl::new(table.as_bytes(), "text/csv;charset=utf-8") {
        blob::save(&url, &format!("{}.csv", untrack(|| sheet.content.title())));
        // A browser fetches it after this turn.
        set_timeout(move || drop(url), std::time::Duration::from_secs(60));
    }
}
