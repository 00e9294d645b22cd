//! The field of a look-up.

use leptos::{ev, html, prelude::*};

use super::search::{Choice, Finder, Search};
use crate::browser::{focus, scroll};

/// What the field does with keys, words and rows.
#[derive(Clone, Copy)]
pub(super) struct LookupField {
    value: Signal<Option<Choice>>,
    on_choose: Callback<Option<Choice>>,
    pub(super) finder: Finder,
    pub(super) input: NodeRef<html::Input>,
    /// What is typed, while it is not what was chosen.
    typing: RwSignal<Option<String>>,
    pub(super) open: RwSignal<bool>,
    pub(super) active: RwSignal<Option<usize>>,
    pub(super) upwards: RwSignal<bool>,
}

impl LookupField {
    pub(super) fn new(
        value: Signal<Option<Choice>>,
        on_choose: Callback<Option<Choice>>,
        search: Search,
    ) -> Self {
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

    pub(super) fn shown(self) -> String {
        let chosen = || self.value.with(|value| value.as_ref().map(|choice| choice.title.clone()));
        self.typing.get().or_else(chosen).unwrap_or_default()
    }

    /// What is typed next takes the place of what is there.
    fn select_all(self) {
        if let Some(input) = self.input.get_untracked() {
            input.select();
        }
    }

    pub(super) fn typed(self, text: String) {
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
    pub(super) fn unfold(self) {
        if !self.open.get_untracked() {
            self.select_all();
            self.finder.look_for("");
            self.active.set(None);
            self.show();
        }
    }

    pub(super) fn key(self, event: &ev::KeyboardEvent) {
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

    pub(super) fn choose(self, choice: Option<Choice>) {
        self.put_back();
        self.on_choose.run(choice);
        if let Some(input) = self.input.get_untracked() {
            focus::focus(&input);
        }
    }

    /// Closes the list; what is typed gives way to what was chosen.
    fn put_back(self) {
        self.open.set(false);
        self.active.set(None);
        self.typing.set(None);
    }

    /// The focus has left. An emptied field means that nothing is wanted.
    pub(super) fn left(self, event: &ev::FocusEvent) {
        if !focus::leaves(event) {
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
