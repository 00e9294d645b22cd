//! Choosing whom to mention: an `@` and the beginning of a name bring a list, which keys and mouse
//! walk through while the caret stays in the text.

use std::rc::Rc;

use leptos::{ev, html, prelude::*};

use crate::browser::{edit, scroll};
use crate::crm::Writing;
use crate::domain::feed::{Asked, Mention, Typed, asked_at};
use crate::ids::crm::{ContactId, Key};
use crate::view::ui::lookup::{Finder, Progress};
use crate::view::ui::{Choice, Found};
use crate::words::feed::FeedWord;
use crate::words::record::{RecordWord, why};

/// Whom the text asks for, and who was found.
#[derive(Clone, Copy)]
pub(super) struct Picker {
    writing: Writing,
    field: NodeRef<html::Textarea>,
    finder: Finder,
    asked: RwSignal<Option<Asked>>,
    active: RwSignal<usize>,
    /// Where an `@` stands for which nobody is wanted.
    refused: StoredValue<Option<usize>>,
    upwards: RwSignal<bool>,
}

impl Picker {
    pub(super) fn new(writing: Writing, field: NodeRef<html::Textarea>) -> Self {
        let feed = writing.feed();
        let search = Rc::new(move |name: String, _| {
            let found = async move {
                let people = feed.mentionable(&name).await.map_err(|error| why(&error))?;
                let choice = |one: crate::domain::record::Named<ContactId>| Choice {
                    id: one.id.uuid(),
                    title: one.title,
                    note: String::new(),
                };
                Ok(Found { choices: people.into_iter().map(choice).collect(), more: false })
            };
            futures_util::FutureExt::boxed_local(found)
        });
        Self {
            writing,
            field,
            finder: Finder::new(search),
            asked: RwSignal::new(None),
            active: RwSignal::new(0),
            refused: StoredValue::new(None),
            upwards: RwSignal::new(false),
        }
    }

    /// The text or the caret is elsewhere.
    pub(super) fn follow(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let typed = untrack(|| self.writing.typed());
        let asked = asked_at(&typed, edit::selection(&field).start);
        let start = asked.as_ref().map(|asked| asked.at.start);
        if start != self.refused.get_value() {
            self.refused.set_value(None);
        }
        let asked = asked.filter(|_| self.refused.get_value().is_none());
        if asked == self.asked.get_untracked() {
            return;
        }
        match &asked {
            Some(asked) => {
                self.upwards.set(scroll::is_low(&field));
                self.active.set(0);
                self.finder.type_ahead(&asked.name);
            }
            None => self.finder.drop_question(),
        }
        self.asked.set(asked);
    }

    /// Nobody is asked for any more.
    pub(super) fn close(self) {
        self.finder.drop_question();
        self.asked.set(None);
    }

    /// The focus has left the field.
    pub(super) fn left(self) {
        if self.asked.with_untracked(Option::is_some) {
            self.close();
        }
    }

    /// Whether a key was meant for the list.
    pub(super) fn key(self, event: &ev::KeyboardEvent) -> bool {
        let count = self.finder.found.with_untracked(|found| found.choices.len());
        if !self.is_open() || event.ctrl_key() || event.meta_key() {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" if count > 0 => self.active.update(|active| *active = (*active + 1) % count),
            "ArrowUp" if count > 0 => self.active.update(|active| *active = (*active + count - 1) % count),
            "Enter" | "Tab" if count > 0 => self.choose(self.active.get_untracked()),
            "Escape" => {
                event.stop_propagation();
                let start = self.asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.at.start));
                self.refused.set_value(start);
                self.close();
            }
            _ => return false,
        }
        event.prevent_default();
        true
    }

    fn is_open(self) -> bool {
        self.asked.with_untracked(Option::is_some)
    }

    fn choose(self, at: usize) {
        let choice = self.finder.found.with_untracked(|found| found.choices.get(at).cloned());
        let (Some(choice), Some(asked), Some(field)) =
            (choice, self.asked.get_untracked(), self.field.get_untracked())
        else {
            return;
        };
        let words = format!("@{}", choice.title);
        let Typed { text, mut mentions } = untrack(|| self.writing.typed());
        let mention = Mention { contact: ContactId::of(choice.id), words: words.clone() };
        mentions.retain(|known| known.words != words);
        mentions.push(mention);
        self.close();
        self.writing.write(Typed { text, mentions });
        let end = asked.at.start + words.encode_utf16().count() + 1;
        edit::replace(&field, &asked.at, &format!("{words} "), &(end..end));
    }

    /// The id of the row that Enter takes, while there is one; tracked.
    pub(super) fn active_id(self, list: String) -> impl Fn() -> Option<String> {
        move || {
            let has_rows = self.finder.found.with(|found| !found.choices.is_empty());
            (self.asked.with(Option::is_some) && has_rows).then(|| row_id(&list, self.active.get()))
        }
    }
}

fn row_id(list: &str, at: usize) -> String {
    format!("{list}-{at}")
}

/// The people who were found, with this id.
pub(super) fn choices(picker: Picker, list: String) -> impl IntoView {
    let finder = picker.finder;
    let is_open = Memo::new(move |_| picker.asked.with(Option::is_some));
    let id = list.clone();
    let rows = move || {
        let choices = finder.found.with(|found| found.choices.clone());
        choices
            .into_iter()
            .enumerate()
            .map(|(at, choice)| row(picker, row_id(&list, at), at, choice))
            .collect_view()
    };
    let standing = move || match finder.progress.get() {
        Progress::Asking => RecordWord::Searching.text().to_owned(),
        Progress::Failed(words) => words,
        Progress::Rest if finder.found.with(|found| found.choices.is_empty()) => {
            RecordWord::NothingFound.text().to_owned()
        }
        Progress::Rest => String::new(),
    };
    view! {
        // The focus stays in the field: pressing the list must not take it.
        <div
            class="lookup-box"
            class:lookup-upwards=move || picker.upwards.get()
            hidden=move || !is_open.get()
            on:mousedown=|event| event.prevent_default()
        >
            <ul class="lookup-list" id=id role="listbox" aria-label=FeedWord::Mentions.text()>{rows}</ul>
            <p class="lookup-standing" role="status">{standing}</p>
        </div>
    }
}

fn row(picker: Picker, id: String, at: usize, choice: Choice) -> impl IntoView {
    view! {
        <li
            class="lookup-row"
            id=id
            role="option"
            aria-selected=move || (picker.active.get() == at).to_string()
            on:click=move |_| picker.choose(at)
        >
            <span class="one-line" dir="auto">{choice.title}</span>
        </li>
    }
}
