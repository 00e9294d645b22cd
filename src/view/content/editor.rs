//! The row in edit mode: over its place in the grid, and as high as its text.

use std::time::Duration;

use leptos::{ev, html, prelude::*};

use super::sheet::Sheet;
use crate::browser::{focus, scroll};
use crate::client::creatio::CrmError;
use crate::crm::Standing;
use crate::domain::content::{Texts, Theirs, Trouble, Values};
use crate::ids::crm::LookupId;
use crate::view::record::sign_in::SignIn;
use crate::view::ui::{Button, Icon, IconButton};
use crate::words::content::{self, ContentWord};

/// The row.
pub(super) fn editor(sheet: Sheet, id: LookupId) -> impl IntoView {
    let content = sheet.content;
    let Values { name, description } = untrack(|| content.values(id)).unwrap_or_default();
    let has_texts = untrack(|| content.read(|content| content.texts() != Texts::Absent));
    let (name, text) = (RwSignal::new(name), RwSignal::new(description));
    // What is missing is told once somebody wants to save; what is wrong at once.
    let wants_to_save = RwSignal::new(false);
    let standing = Memo::new(move |_| content.standing(id));
    let saving = Memo::new(move |_| standing.get() == Some(Standing::Saving));
    let troubles = Memo::new(move |_| content.troubles(id));
    let field = NodeRef::<html::Input>::new();
    let card = NodeRef::<html::Div>::new();
    field.on_load(move |field| {
        focus::focus(&field);
        field.select();
        if let Some(card) = card.get_untracked() {
            scroll::into_view(&card);
        }
    });
    // What has become of saving stands below a text that may fill the page.
    let below = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if matches!(standing.get(), Some(Standing::Failed(_) | Standing::Conflict(_))) {
            let show = move || {
                if let Some(below) = below.try_get_untracked().flatten() {
                    scroll::into_view(&below);
                }
            };
            set_timeout(show, Duration::ZERO);
        }
    });
    let typed = move |_| {
        content.edit(id, Values { name: name.get_untracked(), description: text.get_untracked() });
    };
    let save = move || {
        wants_to_save.set(true);
        let troubles = troubles.get_untracked();
        match (troubles.first(), card.get_untracked()) {
            (Some(first), Some(card)) => {
                focus::first(&card, if first.is_of_name() { "input" } else { "textarea" })
            }
            _ => sheet.save(id),
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        let in_name = event.target() == field.get_untracked().map(Into::into);
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "Escape" => sheet.leave(),
            "Enter" if command || in_name => save(),
            "s" if command => save(),
            _ => return,
        }
        event.stop_propagation();
        event.prevent_default();
    };
    let trouble_of = move |of_name: bool| {
        let shown = |trouble: &&Trouble| {
            let is_missing = matches!(trouble, Trouble::NoName | Trouble::NoText);
            trouble.is_of_name() == of_name && (!is_missing || wants_to_save.get())
        };
        troubles
            .with(|troubles| troubles.iter().find(shown).map(|found| content::trouble(*found)))
            .unwrap_or_default()
    };
    let top = move || {
        let place = sheet.found.with(|found| found.iter().position(|listed| *listed == id));
        sheet.rows.pixels(place.unwrap_or_default())
    };
    let index = move || (sheet.place.get().unwrap_or_default() + 2).to_string();
    let is_wrong = move |of_name| (!trouble_of(of_name).is_empty()).then_some("true");
    let text_field = has_texts.then(|| {
        view! {
            <div class="content-text" role="gridcell">
                <textarea
                    class="text-area content-area"
                    rows="1"
                    dir="auto"
                    aria-label=ContentWord::Description.text()
                    placeholder=ContentWord::Description.text()
                    aria-invalid=move || is_wrong(false)
                    aria-describedby="content-text-trouble"
                    prop:readOnly=saving
                    bind:value=text
                    on:input=typed
                ></textarea>
                <p class="field-error" id="content-text-trouble" role="alert">{move || trouble_of(false)}</p>
            </div>
        }
    });
    view! {
        <div class="content-editor" role="rowgroup" node_ref=card style:top=top on:keydown=on_key>
            <div class="content-cells" role="row" aria-rowindex=index aria-selected="true">
                <div class="content-name" role="gridcell">
                    <input
                        class="field-input"
                        type="text"
                        dir="auto"
                        autocomplete="off"
                        node_ref=field
                        aria-label=ContentWord::Name.text()
                        placeholder=ContentWord::Name.text()
                        aria-invalid=move || is_wrong(true)
                        aria-describedby="content-name-trouble"
                        prop:readOnly=saving
                        bind:value=name
                        on:input=typed
                    />
                    <p class="field-error" id="content-name-trouble" role="alert">{move || trouble_of(true)}</p>
                </div>
                {text_field}
                <div class="content-finish" role="gridcell">
                    <IconButton icon=Icon::Check label=ContentWord::SaveAndFinish.text() on:click=move |_| save() />
                    <IconButton icon=Icon::Close label=ContentWord::Leave.text() on:click=move |_| sheet.leave() />
                </div>
                <div class="content-outcome" role="gridcell" node_ref=below>
                    {move || standing.get().map(|standing| outcome(sheet, id, standing))}
                </div>
            </div>
        </div>
    }
}

/// What has become of saving it.
fn outcome(sheet: Sheet, id: LookupId, standing: Standing) -> AnyView {
    match standing {
        Standing::Saving => view! { <p role="status">{ContentWord::Saving.text()}</p> }.into_any(),
        Standing::Conflict(theirs) => decision(sheet, id, theirs).into_any(),
        Standing::Failed(error) => {
            let words = content::not_saved(&error, &untrack(|| sheet.content.title()));
            view! {
                <div class="line line-warn" role="alert">
                    <p class="line-text">{words}</p>
                    {(error == CrmError::SignedOut).then(SignIn)}
                    <Button on:click=move |_| sheet.save(id)>{ContentWord::TryAgain.text()}</Button>
                </div>
            }
            .into_any()
        }
    }
}

/// Both versions of a row that two people changed, to choose from.
fn decision(sheet: Sheet, id: LookupId, theirs: Theirs) -> impl IntoView {
    let question = content::conflict(&theirs);
    let mine = move || sheet.content.values(id).unwrap_or_default();
    let (keep, take) = match theirs.values {
        Some(_) => (ContentWord::KeepMine, ContentWord::TakeTheirs),
        None => (ContentWord::MakeAnew, ContentWord::LetGo),
    };
    let keep_mine = move |_| {
        sheet.content.keep_mine(id);
        sheet.save(id);
    };
    let take_theirs = move |_| {
        sheet.content.discard(id);
        sheet.leave();
    };
    let theirs = theirs.values.map(|values| version(&values).into_any());
    view! {
        <section class="conflict content-conflict" role="alert">
            <p>{question}</p>
            <button class="choice" type="button" on:click=keep_mine>
                <span class="choice-name">{keep.text()}</span>
                {move || version(&mine())}
            </button>
            <button class="choice" type="button" on:click=take_theirs>
                <span class="choice-name">{take.text()}</span>
                {theirs}
            </button>
        </section>
    }
}

fn version(values: &Values) -> impl IntoView + use<> {
    let text = values.description.clone();
    let text = if text.is_empty() { ContentWord::Nothing.text().to_owned() } else { text };
    view! {
        <span class="content-version">
            <b dir="auto">{content::named(&values.name)}</b>
            <q dir="auto">{text}</q>
        </span>
    }
}
