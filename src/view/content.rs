//! The content of a lookup, such as the ready-made texts: its rows in a grid, and what can be done
//! with them.

mod bar;
mod delete;
mod editor;
mod grid;
mod import;
mod row;
mod sheet;
mod standing;

use std::time::Duration;

use leptos::prelude::*;

use self::bar::bar;
use self::delete::delete_row;
use self::grid::grid;
use self::import::{import_rows, read_file};
use self::sheet::Sheet;
use self::standing::standings;
use crate::browser::focus;
use crate::client::creatio::CrmError;
use crate::crm::{Opening, use_crm};
use crate::domain::content::{Plan, Texts};
use crate::domain::route::Route;
use crate::ids::crm::LookupId;
use crate::view::record::sign_in::SignIn;
use crate::view::ui::{Button, DropZone, Icon, Skeleton, Weight, icon};
use crate::words::content::{self, ContentWord};
use crate::words::lookups::LookupWord;
use crate::words::{Word, say};

/// The page.
#[component]
pub fn ContentPage(
    /// The lookup.
    lookup: LookupId,
) -> impl IntoView {
    let content = use_crm().lookup_content(lookup);
    let sheet = Sheet::new(content);
    let import = RwSignal::new(None::<Result<Plan, String>>);
    let opening = Memo::new(move |_| content.opening());
    let is_here = Memo::new(move |_| content.is_here());
    let failure = move || match opening.get() {
        Opening::Failed(error) => Some(view! {
            <div class="line line-warn" role="alert">
                <p class="line-text">{content::not_opened(&error)}</p>
                {(error == CrmError::SignedOut).then(SignIn)}
                <Button on:click=move |_| content.load()>{ContentWord::TryAgain.text()}</Button>
            </div>
        }),
        Opening::Loading | Opening::Here => None,
    };
    let names_only = Memo::new(move |_| content.read(|content| content.texts() == Texts::Absent));
    let count = move || {
        let (found, all) = (sheet.found.with(|found| found.len()), content.read(|content| content.len()));
        if sheet.query.with(|query| query.trim().is_empty()) {
            content::rows(all)
        } else {
            content::found(found, all)
        }
    };
    let dropped = UnsyncCallback::new(move |files: Vec<_>| read_file(sheet, files, import));
    view! {
        <section class="lookups content" aria-labelledby="content-title">
            <header class="lookups-head">
                <a class="icon-button" href=Route::Lookups.to_string() title=LookupWord::Lookups.text()>
                    {icon(Icon::Back)} <span class="unseen">{LookupWord::Lookups.text()}</span>
                </a>
                <h1 class="page-title" id="content-title">
                    {move || match content.title() { title if title.is_empty() => say(Word::Loading).to_owned(), title => title }}
                </h1>
                <p class="content-count" role="status">{move || is_here.get().then(count)}</p>
                <Show when=move || is_here.get()>
                    <Button weight=Weight::Primary on:click=move |_| sheet.begin()>{ContentWord::New.text()}</Button>
                </Show>
            </header>
            {failure}
            <Show when=move || !is_here.get() && opening.get() == Opening::Loading>
                <Skeleton label=say(Word::Loading) rows=8 />
            </Show>
            <Show when=move || is_here.get()>
                {bar(sheet, import)}
                {standings(sheet)}
                <Show when=move || names_only.get()>
                    <p class="line" role="note">{ContentWord::NamesOnly.text()}</p>
                </Show>
                <DropZone hint=Signal::stored(ContentWord::DropToImport.text()) on_drop=dropped>
                    {grid(sheet)}
                </DropZone>
            </Show>
            {move || sheet.deleting.get().map(|(id, theirs)| delete_row(sheet, id, theirs))}
            {move || import.with(Option::is_some).then(|| import_rows(sheet, import))}
        </section>
    }
}

/// Puts the focus back on the grid, if what had it is gone by then.
fn back_to_grid(sheet: Sheet) {
    let look = move || {
        if focus::is_nowhere() {
            to_grid(sheet);
        }
    };
    set_timeout(look, Duration::ZERO);
}

/// Puts the focus on the grid.
fn to_grid(sheet: Sheet) {
    if let Some(grid) = sheet.rows.scroller().try_get_untracked().flatten() {
        focus::focus(&grid);
    }
}
