//! The row in edit mode: over its place in the grid, and as high as its text.

mod outcome;

use std::time::Duration;

use leptos::{ev, html, prelude::*};

use self::outcome::outcome;
use super::sheet::Sheet;
use crate::browser::{focus, scroll};
use crate::crm::Standing;
use crate::domain::content::{Texts, Trouble, Values};
use crate::ids::crm::LookupId;
use crate::view::ui::{Icon, IconButton};
use crate::words::content::{self, ContentWord};

/// What is typed; copies are the same.
#[derive(Clone, Copy)]
struct Typing {
    sheet: Sheet,
    id: LookupId,
    name: RwSignal<String>,
    text: RwSignal<String>,
    standing: Memo<Option<Standing>>,
    troubles: Memo<Vec<Trouble>>,
    /// What is missing is told once somebody wants to save; what is wrong at once.
    wants_to_save: RwSignal<bool>,
    card: NodeRef<html::Div>,
    name_field: NodeRef<html::Input>,
}

impl Typing {
    fn new(sheet: Sheet, id: LookupId) -> Self {
        let content = sheet.content;
        let Values { name, description } = untrack(|| content.values(id)).unwrap_or_default();
        Self {
            sheet,
            id,
            name: RwSignal::new(name),
            text: RwSignal::new(description),
            standing: Memo::new(move |_| content.standing(id)),
            troubles: Memo::new(move |_| content.troubles(id)),
            wants_to_save: RwSignal::new(false),
            card: NodeRef::new(),
            name_field: NodeRef::new(),
        }
    }

    fn typed(self) {
        let mine = Values { name: self.name.get_untracked(), description: self.text.get_untracked() };
        self.sheet.content.edit(self.id, mine);
    }

    fn save(self) {
        self.wants_to_save.set(true);
        let troubles = self.troubles.get_untracked();
        match (troubles.first(), self.card.get_untracked()) {
            (Some(first), Some(card)) => {
                focus::first(&card, if first.is_of_name() { "input" } else { "textarea" });
            }
            _ => self.sheet.save(self.id),
        }
    }

    fn on_key(self, event: &ev::KeyboardEvent) {
        let command = event.ctrl_key() || event.meta_key();
        let in_name = event.target() == self.name_field.get_untracked().map(Into::into);
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "Escape" => self.sheet.leave(),
            "Enter" if command || in_name => self.save(),
            "s" if command => self.save(),
            _ => return,
        }
        event.stop_propagation();
        event.prevent_default();
    }

    /// What is wrong with the name, or with the text; tracked.
    fn trouble(self, of_name: bool) -> Option<String> {
        let wants_to_save = self.wants_to_save.get();
        let is_shown = |trouble: &&Trouble| {
            let is_missing = matches!(trouble, Trouble::NoName | Trouble::NoText);
            trouble.is_of_name() == of_name && (!is_missing || wants_to_save)
        };
        self.troubles.with(|troubles| troubles.iter().find(is_shown).map(|found| content::trouble(*found)))
    }

    fn is_saving(self) -> bool {
        self.standing.get() == Some(Standing::Saving)
    }

    /// Where its row stands in the grid; tracked.
    fn place(self) -> usize {
        let place = self.sheet.found.with(|found| found.iter().position(|listed| *listed == self.id));
        place.unwrap_or_default()
    }
}

/// The row.
pub(super) fn editor(sheet: Sheet, id: LookupId) -> impl IntoView {
    let typing = Typing::new(sheet, id);
    typing.name_field.on_load(move |field| {
        focus::focus(&field);
        field.select();
        if let Some(card) = typing.card.get_untracked() {
            scroll::into_view(&card);
        }
    });
    let has_texts = untrack(|| sheet.content.read(|content| content.texts() != Texts::Absent));
    view! {
        <div
            class="content-editor"
            role="rowgroup"
            node_ref=typing.card
            style:top=move || sheet.rows.pixels(typing.place())
            on:keydown=move |event| typing.on_key(&event)
        >
            <div class="content-cells" role="row" aria-rowindex=move || (typing.place() + 2).to_string() aria-selected="true">
                {name_cell(typing)}
                {has_texts.then(|| text_cell(typing))}
                <div class="content-finish" role="gridcell">
                    <IconButton icon=Icon::Check label=ContentWord::SaveAndFinish.text() on:click=move |_| typing.save() />
                    <IconButton icon=Icon::Close label=ContentWord::Leave.text() on:click=move |_| sheet.leave() />
                </div>
                {outcome_cell(typing)}
            </div>
        </div>
    }
}

fn name_cell(typing: Typing) -> impl IntoView {
    view! {
        <div class="content-name" role="gridcell">
            <input
                class="field-input"
                type="text"
                dir="auto"
                autocomplete="off"
                node_ref=typing.name_field
                aria-label=ContentWord::Name.text()
                placeholder=ContentWord::Name.text()
                aria-invalid=move || typing.trouble(true).map(|_| "true")
                aria-describedby="content-name-trouble"
                prop:readOnly=move || typing.is_saving()
                bind:value=typing.name
                on:input=move |_| typing.typed()
            />
            <p class="field-error" id="content-name-trouble" role="alert">{move || typing.trouble(true)}</p>
        </div>
    }
}

fn text_cell(typing: Typing) -> impl IntoView {
    view! {
        <div class="content-text" role="gridcell">
            <textarea
                class="text-area content-area"
                rows="1"
                dir="auto"
                aria-label=ContentWord::Description.text()
                placeholder=ContentWord::Description.text()
                aria-invalid=move || typing.trouble(false).map(|_| "true")
                aria-describedby="content-text-trouble"
                prop:readOnly=move || typing.is_saving()
                bind:value=typing.text
                on:input=move |_| typing.typed()
            ></textarea>
            <p class="field-error" id="content-text-trouble" role="alert">{move || typing.trouble(false)}</p>
        </div>
    }
}

/// What has become of saving stands below a text that may fill the page: it is brought into view.
fn outcome_cell(typing: Typing) -> impl IntoView {
    let cell = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if matches!(typing.standing.get(), Some(Standing::Failed(_) | Standing::Conflict(_))) {
            let show = move || {
                if let Some(cell) = cell.try_get_untracked().flatten() {
                    scroll::into_view(&cell);
                }
            };
            set_timeout(show, Duration::ZERO);
        }
    });
    view! {
        <div class="content-outcome" role="gridcell" node_ref=cell>
            {move || typing.standing.get().map(|standing| outcome(typing.sheet, typing.id, standing))}
        </div>
    }
}
