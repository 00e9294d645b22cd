//! A row: its name, the beginning of its text, and when it was changed or why it is not saved.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::Standing;
use crate::domain::content::Values;
use crate::ids::crm::LookupId;
use crate::time::Millis;
use crate::view::ui::{Icon, icon};
use crate::words::content::{self, ContentWord};

/// So much of a text is in the page: more does not fit on a line.
const SHOWN: usize = 200;

/// What a row shows.
#[derive(Clone, Default, PartialEq)]
struct Face {
    name: String,
    text: String,
    state: String,
    /// How the state looks.
    class: &'static str,
}

impl Face {
    fn of(sheet: Sheet, id: LookupId) -> Self {
        let content = sheet.content;
        let draft = content.draft(id);
        let (class, state) = match content.standing(id) {
            Some(Standing::Saving) => ("", ContentWord::Saving.text().to_owned()),
            Some(Standing::Failed(_)) => ("content-failed", ContentWord::NotSaved.text().to_owned()),
            Some(Standing::Conflict(theirs)) => ("content-warns", content::meanwhile(&theirs)),
            None if draft.is_some() => ("content-warns", ContentWord::NotSaved.text().to_owned()),
            None => ("", content.read(|content| content.get(id)?.modified).map(when).unwrap_or_default()),
        };
        let beginning = |text: &str| text.chars().take(SHOWN).collect::<String>();
        let face =
            |values: &Values| (content::named(&beginning(&values.name)), beginning(&values.description));
        let (name, text) = match &draft {
            Some(draft) => face(&draft.mine),
            None => content.read(|content| content.values(id).map(face)).unwrap_or_default(),
        };
        let text = match content.standing(id) {
            Some(Standing::Failed(error)) => content::failure(&error, &content.title()),
            _ => text,
        };
        Self { name, text, state, class }
    }
}

fn when(at: Millis) -> String {
    intl::when(at, untrack(|| use_clock().now()))
}

/// The row at a place.
pub(super) fn row(sheet: Sheet, at: usize) -> AnyView {
    let id = Memo::new(move |_| sheet.found.with(|found| found.get(at).copied()));
    let face = Memo::new(move |_| id.get().map(|id| Face::of(sheet, id)).unwrap_or_default());
    let edit = move || {
        if let Some(id) = id.get_untracked() {
            sheet.edit(id);
        }
    };
    let is =
        move |which: RwSignal<Option<LookupId>>| which.get().is_some_and(|which| id.get() == Some(which));
    view! {
        <div
            class="content-row content-cells"
            class:content-covered=move || is(sheet.editing)
            id=sheet.element(at)
            role="row"
            aria-rowindex=(at + 2).to_string()
            aria-selected=move || is(sheet.selected).to_string()
            on:click=move |_| sheet.select(at)
            on:dblclick=move |_| edit()
        >
            <span class="content-name one-line" role="gridcell"><bdi>{move || face.with(|face| face.name.clone())}</bdi></span>
            <span class="content-text one-line" role="gridcell"><bdi>{move || face.with(|face| face.text.clone())}</bdi></span>
            <span class="content-changed one-line" role="gridcell">
                <span class=move || face.with(|face| face.class)>{move || face.with(|face| face.state.clone())}</span>
            </span>
            <span class="content-edit" role="gridcell">
                <button class="icon-button" type="button" tabindex="-1" title=ContentWord::Edit.text() aria-label=ContentWord::Edit.text() on:click=move |_| edit()>
                    {icon(Icon::Post)}
                </button>
            </span>
        </div>
    }
    .into_any()
}
