//! A record's notes: typed as Markdown, stored as HTML.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Record, Shared};
use crate::domain::notes::Stored;
use crate::domain::record::{Draft, Edit};

/// The notes as they are edited.
pub(super) struct Notes {
    /// As they are saved; read when that changes, not with each key.
    saved: ArcMemo<Arc<Stored>>,
    /// As they are typed: reading them back from HTML would change them under the agent's hands.
    typed: ArcRwSignal<Option<Typed>>,
}

struct Typed {
    text: String,
    /// What is made of it.
    html: String,
}

impl Notes {
    pub(super) fn of(draft: &ArcRwSignal<Option<Draft>>) -> Self {
        let draft = draft.clone();
        let read = move |before: Option<&Arc<Stored>>| {
            draft.with(|draft| {
                let html = draft.as_ref().map_or("", |draft| draft.base().notes.as_str());
                match before {
                    Some(before) if before.html() == html => Arc::clone(before),
                    _ => Arc::new(Stored::read(html)),
                }
            })
        };
        Self { saved: ArcMemo::new(read), typed: ArcRwSignal::new(None) }
    }
}

impl Shared {
    /// The notes as Markdown; tracked. What is typed stays as it is typed, until it is taken back.
    pub(super) fn notes_text(&self) -> String {
        self.draft.with(|draft| {
            let Some(draft) = draft else { return String::new() };
            let html = draft.notes();
            let typed = self.notes.typed.with(|typed| {
                typed.as_ref().filter(|typed| typed.html == html).map(|typed| typed.text.clone())
            });
            typed.unwrap_or_else(|| match self.notes.saved.get() {
                saved if saved.html() == html => saved.markdown().to_owned(),
                _ => Stored::read(html).markdown().to_owned(),
            })
        })
    }

    /// The draft has other notes by now, which nobody has typed here.
    pub(super) fn show_stored_notes(&self) {
        let html = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.notes().to_owned()));
        let typed = html.map(|html| Typed { text: Stored::read(&html).markdown().to_owned(), html });
        self.notes.typed.set(typed);
    }

    pub(super) fn write_notes(self: &Rc<Self>, text: String) {
        let html = self.notes.saved.get_untracked().changed_to(&text);
        self.notes.typed.set(Some(Typed { text, html: html.clone() }));
        self.change(|draft| draft.set(Edit::Notes(html)));
    }
}

impl Record {
    /// The notes as Markdown; tracked. What is typed stays as it is typed, until it is taken back.
    #[must_use]
    pub fn notes(self) -> String {
        self.0.with_value(|shared| shared.notes_text())
    }

    /// How many images of the stored notes can't be kept; tracked.
    #[must_use]
    pub fn lost_images(self) -> usize {
        self.0.with_value(|shared| shared.notes.saved.with(|saved| saved.lost_images()))
    }

    /// Changes the notes, until they are saved only here.
    pub fn edit_notes(self, typed: String) {
        self.shared().write_notes(typed);
    }
}
