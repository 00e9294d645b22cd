//! Images that are put into the notes: each has a place in the text, kept for it until the owner of
//! the notes has stored it.

use leptos::{html, prelude::*};
use web_sys::File;

use super::{Editor, StoreImage};
use crate::domain::notes::edit::placeholder;

/// How images come into the notes.
#[derive(Clone, Copy)]
pub(super) struct Images {
    store: Option<StoreImage>,
    picker: NodeRef<html::Input>,
}

impl Images {
    pub(super) fn new(store: Option<StoreImage>) -> Self {
        Self { store, picker: NodeRef::new() }
    }

    pub(super) fn can_store(self) -> bool {
        self.store.is_some()
    }

    /// Lets the user pick images.
    pub(super) fn pick(self) {
        if let Some(picker) = self.picker.get_untracked() {
            picker.click();
        }
    }

    pub(super) fn picker(self) -> NodeRef<html::Input> {
        self.picker
    }
}

impl Editor {
    /// Puts the images among some files in the place of what is selected; returns whether there
    /// was one.
    pub(super) fn put_images(self, files: Vec<File>) -> bool {
        let Some(store) = self.images.store else { return false };
        let images: Vec<File> = files.into_iter().filter(|file| file.type_().starts_with("image/")).collect();
        for image in &images {
            let (name, number) = (image.name(), store.run(image.clone()));
            self.edit(|text, selection| placeholder(text, selection, &name, number));
        }
        !images.is_empty()
    }
}
