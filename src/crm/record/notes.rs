//! A record's notes: typed as Markdown, stored as HTML.

use leptos::prelude::*;

use super::Record;
use crate::domain::notes::{self, html, markdown};
use crate::domain::record::Edit;

impl Record {
    /// The notes as Markdown; tracked. What is typed stays as it is typed, until it is taken back.
    #[must_use]
    pub fn notes(self) -> String {
        let html = self.read(|draft| draft.notes().to_owned()).unwrap_or_default();
        let typed = self.0.with_value(|shared| shared.typed_notes.get());
        match typed {
            Some((typed, made)) if made == html => typed,
            _ => markdown::write(&html::read(&html).blocks),
        }
    }

    /// How many images of the stored notes can't be kept; tracked.
    #[must_use]
    pub fn lost_images(self) -> usize {
        self.read(|draft| html::read(&draft.base().notes).lost_images).unwrap_or_default()
    }

    /// Changes the notes, until they are saved only here.
    pub fn edit_notes(self, typed: String) {
        let stored = untrack(|| self.read(|draft| draft.base().notes.clone())).unwrap_or_default();
        let made = notes::to_store(&typed, &stored);
        self.shared().typed_notes.set(Some((typed, made.clone())));
        self.edit(Edit::Notes(made));
    }
}
