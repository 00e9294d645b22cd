//! A look-up: a field that holds one row of a table of any size. Typing searches, nothing but a row
//! can be chosen.

mod field;
mod search;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use self::field::LookupField;
use super::{Icon, IconButton, icon, unique_id};
use crate::browser::scroll;
use crate::words::record::RecordWord;

pub use self::search::{Choice, Found, Search};
pub(crate) use self::search::{Finder, Progress};

/// So close to the end of the list, in pixels, further rows are fetched.
const NEAR_END: f64 = 120.0;

/// A look-up with its label. What is typed and not chosen is put back when the field is left.
#[component]
pub fn Lookup(
    /// Its label.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Signal<Option<Choice>>,
    /// Another row was chosen, or none.
    on_choose: Callback<Option<Choice>>,
    /// Asks the table.
    search: Search,
    /// Where the row itself is shown, if anywhere.
    #[prop(optional, into)]
    href: Signal<Option<String>>,
    /// What is wrong with it; empty where nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    /// Whether it has the focus from the start.
    #[prop(optional)]
    autofocus: bool,
    /// Whether its label is only read out, where its place tells sighted people what it is.
    #[prop(optional)]
    bare: bool,
    /// What stands in it while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// Whether it can't be changed.
    #[prop(optional, into)]
    fixed: Signal<bool>,
) -> impl IntoView {
    let field = LookupField::new(value, on_choose, search);
    let id = unique_id("lookup");
    let (list, error_id) = (format!("{id}-list"), format!("{id}-error"));
    let described = error_id.clone();
    let is_wrong = Memo::new(move |_| !error.get().is_empty());
    let (options, name) = (list.clone(), label.clone());
    let has_value = Memo::new(move |_| value.with(Option::is_some));
    let clear_label = Signal::derive(|| RecordWord::Clear.text().to_owned());
    let active_id = active_id(list.clone());
    view! {
        <div class="field lookup" on:focusout=move |event| field.left(&event)>
            <label class="field-label" class:unseen=bare for=id.clone()>{label}</label>
            <div class="field-box">
                <input
                    class="field-input"
                    id=id
                    node_ref=field.input
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autofocus=autofocus
                    spellcheck="false"
                    placeholder=placeholder
                    aria-autocomplete="list"
                    aria-expanded=move || field.open.get().to_string()
                    aria-controls=list.clone()
                    aria-activedescendant=move || field.active.get().map(&active_id)
                    aria-invalid=move || is_wrong.get().then_some("true")
                    aria-describedby=described
                    prop:readOnly=fixed
                    prop:value=move || field.shown()
                    on:input=move |event| field.typed(event_target_value(&event))
                    on:click=move |_| if !fixed.get_untracked() { field.unfold() }
                    on:keydown=move |event| if !fixed.get_untracked() { field.key(&event) }
                />
                {move || href.get().filter(|_| has_value.get()).map(|href| view! {
                    <a class="icon-button" href=href title=RecordWord::OpenRecord.text()>
                        {icon(Icon::Open)} <span class="unseen">{RecordWord::OpenRecord.text()}</span>
                    </a>
                })}
                <Show when=move || has_value.get() && !fixed.get()>
                    <IconButton icon=Icon::Close label=clear_label on:click=move |_| field.choose(None) />
                </Show>
            </div>
            <Show when=move || field.open.get()>
                <Options field=field id=options.clone() label=name.clone() />
            </Show>
            <p class="field-error" id=error_id>{error}</p>
        </div>
    }
}

/// The id of an option in a list.
fn active_id(list: String) -> impl Fn(usize) -> String {
    move |at| format!("{list}-{at}")
}

/// The rows that were found, and how the search stands.
#[component]
fn Options(field: LookupField, id: String, label: String) -> impl IntoView {
    let finder = field.finder;
    let row_id = active_id(id.clone());
    let near_end = move |event: ev::Event| {
        let list = event.current_target().and_then(|list| list.dyn_into::<web_sys::HtmlElement>().ok());
        if list.is_some_and(|list| scroll::to_end(&list) < NEAR_END) {
            finder.go_on();
        }
    };
    let rows = move || {
        let choices = finder.found.with(|found| found.choices.clone());
        let row = |(at, choice): (usize, Choice)| option(field, at, row_id(at), choice);
        choices.into_iter().enumerate().map(row).collect_view()
    };
    view! {
        // The focus stays in the field: pressing the list must not take it.
        <div class="lookup-box" class:lookup-upwards=move || field.upwards.get() on:mousedown=|event| event.prevent_default()>
            <ul class="lookup-list" id=id role="listbox" aria-label=label on:scroll=near_end>{rows}</ul>
            <Standing finder=finder />
        </div>
    }
}

fn option(field: LookupField, at: usize, id: String, choice: Choice) -> impl IntoView {
    let is_active = Memo::new(move |_| field.active.get() == Some(at));
    let Choice { title, note, .. } = choice.clone();
    let element = NodeRef::<html::Li>::new();
    Effect::new(move |_| {
        if is_active.get()
            && let Some(element) = element.get()
        {
            scroll::into_view(&element);
        }
    });
    view! {
        <li
            class="lookup-row"
            id=id
            node_ref=element
            role="option"
            aria-selected=move || is_active.get().to_string()
            on:click=move |_| field.choose(Some(choice.clone()))
        >
            <span class="one-line" dir="auto">{title}</span>
            {(!note.is_empty()).then(|| view! { <small class="lookup-note one-line" dir="auto">{note}</small> })}
        </li>
    }
}

/// Says that the table is asked, that nothing is there, or what went wrong.
#[component]
fn Standing(finder: Finder) -> impl IntoView {
    let is_empty = Memo::new(move |_| finder.found.with(|found| found.choices.is_empty()));
    let retry = move || {
        view! {
            <button class="button button-quiet" type="button" on:click=move |_| finder.again()>
                {RecordWord::TryAgain.text()}
            </button>
        }
    };
    let words = move || match (finder.progress.get(), is_empty.get()) {
        (Progress::Asking, _) => RecordWord::Searching.text().to_owned(),
        (Progress::Failed(words), _) => words,
        (Progress::Rest, true) => RecordWord::NothingFound.text().to_owned(),
        (Progress::Rest, false) => String::new(),
    };
    view! {
        <p class="lookup-standing" role="status">
            {words}
            {move || matches!(finder.progress.get(), Progress::Failed(_)).then(retry)}
        </p>
    }
}
