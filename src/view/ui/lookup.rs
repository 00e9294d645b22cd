//! A look-up: a field that holds one row of a table of any size. Typing searches, nothing but a row
//! can be chosen.

mod search;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

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
            <label class="field-label" for=id.clone()>{label}</label>
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

/// What the field does with keys, words and rows.
#[derive(Clone, Copy)]
struct LookupField {
    value: Signal<Option<Choice>>,
    on_choose: Callback<Option<Choice>>,
    finder: Finder,
    input: NodeRef<html::Input>,
    /// What is typed, while it is not what was chosen.
    typing: RwSignal<Option<String>>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    upwards: RwSignal<bool>,
}

impl LookupField {
    fn new(value: Signal<Option<Choice>>, on_choose: Callback<Option<Choice>>, search: Search) -> Self {
        Self {
            value,
            on_choose,
            finder: Finder::new(search),
            input: NodeRef::new(),
            typing: RwSignal::new(None),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            upwards: RwSignal::new(false),
        }
    }

    fn shown(self) -> String {
        let chosen = || self.value.with(|value| value.as_ref().map(|choice| choice.title.clone()));
        self.typing.get().or_else(chosen).unwrap_or_default()
    }

    /// What is typed next takes the place of what is there.
    fn select_all(self) {
        if let Some(input) = self.input.get_untracked() {
            input.select();
        }
    }

    fn typed(self, text: String) {
        self.finder.type_ahead(&text);
        self.typing.set(Some(text));
        self.active.set(None);
        self.show();
    }

    fn show(self) {
        if let Some(input) = self.input.get_untracked() {
            self.upwards.set(scroll::is_low(&input));
        }
        self.open.set(true);
    }

    /// Shows all rows.
    fn unfold(self) {
        if !self.open.get_untracked() {
            self.select_all();
            self.finder.look_for("");
            self.active.set(None);
            self.show();
        }
    }

    fn key(self, event: &ev::KeyboardEvent) {
        let open = self.open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if !open => self.unfold(),
            "ArrowDown" => self.step(1),
            "ArrowUp" if open => self.step(-1),
            "Enter" if open => self.choose_active(),
            "Escape" if open => {
                event.stop_propagation();
                self.put_back();
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn step(self, by: isize) {
        let count = self.finder.found.with_untracked(|found| found.choices.len());
        let next = match self.active.get_untracked() {
            Some(at) => at.saturating_add_signed(by).min(count.saturating_sub(1)),
            None => 0,
        };
        self.active.set((next < count).then_some(next));
        if next + 1 >= count {
            self.finder.go_on();
        }
    }

    fn choose_active(self) {
        let choice = self
            .active
            .get_untracked()
            .and_then(|at| self.finder.found.with_untracked(|found| found.choices.get(at).cloned()));
        if choice.is_some() {
            self.choose(choice);
        }
    }

    fn choose(self, choice: Option<Choice>) {
        self.put_back();
        self.on_choose.run(choice);
        if let Some(input) = self.input.get_untracked() {
            crate::browser::focus::focus(&input);
        }
    }

    /// Closes the list; what is typed gives way to what was chosen.
    fn put_back(self) {
        self.open.set(false);
        self.active.set(None);
        self.typing.set(None);
    }

    /// The focus has left. An emptied field means that nothing is wanted.
    fn left(self, event: &ev::FocusEvent) {
        let inside = |to: web_sys::EventTarget| {
            let root = event.current_target().and_then(|root| root.dyn_into::<web_sys::Node>().ok());
            root.is_some_and(|root| root.contains(to.dyn_ref::<web_sys::Node>()))
        };
        // No new holder means that the window lost the focus, not that the user went on.
        let Some(to) = event.related_target() else { return };
        if inside(to) {
            return;
        }
        let is_emptied =
            self.typing.with_untracked(|text| text.as_ref().is_some_and(|text| text.trim().is_empty()));
        self.put_back();
        if is_emptied && self.value.with_untracked(Option::is_some) {
            self.on_choose.run(None);
        }
    }
}
