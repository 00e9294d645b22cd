//! Images on their way: each has a place in the text, kept for it until it is stored.

use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use web_sys::File;

use super::{Editor, StoreImage};
use crate::browser::{clock, edit, focus};
use crate::domain::notes::Source;
use crate::domain::notes::edit::{Edit, placeholder, settle};
use crate::view::ui::{Button, Icon, IconButton, Weight};
use crate::words::notes::{NotesWord, not_stored, storing};

/// The images that are not stored yet.
#[derive(Clone, Copy)]
pub(super) struct Uploads {
    store: Option<StoreImage>,
    list: RwSignal<Vec<Upload>>,
    unstored: RwSignal<usize>,
    picker: NodeRef<html::Input>,
}

/// One image.
#[derive(Clone)]
struct Upload {
    /// The number of its place.
    number: u32,
    name: String,
    file: StoredValue<File, LocalStorage>,
    /// How much is done, from 0 to 1.
    done: RwSignal<f64>,
    /// Why it was not stored.
    failure: RwSignal<Option<String>>,
}

impl Uploads {
    pub(super) fn new(store: Option<StoreImage>, unstored: RwSignal<usize>) -> Self {
        Self { store, list: RwSignal::new(Vec::new()), unstored, picker: NodeRef::new() }
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

    fn forget(self, number: u32) {
        self.list.try_update(|list| list.retain(|upload| upload.number != number));
        let left = self.list.try_with_untracked(Vec::len).unwrap_or_default();
        self.unstored.try_set(left);
    }
}

impl Editor {
    /// Puts the images among some files in the place of what is selected; returns whether there
    /// was one.
    pub(super) fn put_images(self, files: Vec<File>) -> bool {
        let images: Vec<File> = files.into_iter().filter(|file| file.type_().starts_with("image/")).collect();
        if images.is_empty() || !self.uploads.can_store() {
            return false;
        }
        for file in images {
            let upload = Upload {
                number: new_number(),
                name: file.name(),
                file: StoredValue::new_local(file),
                done: RwSignal::new(0.0),
                failure: RwSignal::new(None),
            };
            self.edit(|text, selection| placeholder(text, selection, &upload.name, upload.number));
            self.uploads.list.update(|list| list.push(upload.clone()));
            self.uploads.unstored.update(|count| *count += 1);
            self.store(upload);
        }
        true
    }

    /// Stores an image and puts it in its place. It goes on when the editor is gone.
    fn store(self, upload: Upload) {
        let Some(store) = self.uploads.store else { return };
        upload.failure.set(None);
        let Some(file) = upload.file.try_get_value() else { return };
        let storing = store.run((file, upload.done));
        spawn_local(async move {
            let stored = storing.await.and_then(|address| {
                Source::new(&address).ok_or_else(|| NotesWord::ImageRefused.text().to_owned())
            });
            match stored {
                Ok(source) => self.settle(&upload, Some(source)),
                Err(why) => {
                    upload.failure.try_set(Some(why));
                }
            }
        });
    }

    /// Puts an image where its place was kept, or gives the place up.
    fn settle(self, upload: &Upload, source: Option<Source>) {
        self.uploads.forget(upload.number);
        let field = self.field.try_get_untracked().flatten();
        let text = match &field {
            Some(field) => field.value(),
            None => self.value.try_get_untracked().unwrap_or_default(),
        };
        let selection = field.as_ref().map(edit::selection).unwrap_or_default();
        let Some(edit) = settle(&text, &selection, &upload.name, upload.number, source) else { return };
        match field {
            Some(field) => put(&field, &edit),
            // The notes are on another tab: their owner has the text.
            None => {
                self.on_change.try_run(edit.apply(&text));
            }
        }
    }
}

/// Edits the field without taking the focus from elsewhere.
fn put(field: &web_sys::HtmlTextAreaElement, edit: &Edit) {
    let has_focus = focus::active().is_some_and(|active| active == **field);
    if has_focus {
        edit::replace(field, &edit.replace, &edit.text, &edit.select);
    } else {
        edit::replace_aside(field, &edit.replace, &edit.text);
    }
}

/// A number that no place in a text has, were it a draft of another day.
fn new_number() -> u32 {
    thread_local! { static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) } }
    let nth = NEXT.get();
    NEXT.set(nth.wrapping_add(1));
    u32::try_from(clock::now().0.rem_euclid(1 << 31)).unwrap_or_default().wrapping_add(nth)
}

/// The images that are on their way or could not be stored.
pub(super) fn waiting(editor: Editor) -> impl IntoView {
    let one = move |upload: Upload| {
        let (name, on_way) = (upload.name.clone(), storing(&upload.name));
        let (done, failure) = (upload.done, upload.failure);
        let upload = StoredValue::new_local(upload);
        let retry = move |_| editor.store(upload.get_value());
        let remove = move |_| editor.settle(&upload.get_value(), None);
        let state = move || {
            match failure.get() {
            None => view! {
                <span class="notes-upload-name">{on_way.clone()}</span>
                <progress class="file-progress" max="1" prop:value=move || done.get().to_string() aria-label=on_way.clone()></progress>
            }
            .into_any(),
            Some(why) => view! {
                <span class="notes-upload-failed" role="alert">{not_stored(&name, &why)}</span>
                <Button weight=Weight::Quiet on:click=retry>{NotesWord::Retry.text()}</Button>
                <IconButton icon=Icon::Close label=NotesWord::Remove.text() on:click=remove />
            }
            .into_any(),
        }
        };
        view! { <li class="notes-upload">{state}</li> }
    };
    view! {
        <Show when=move || editor.uploads.list.with(|list| !list.is_empty())>
            <ul class="notes-uploads">
                <For each=move || editor.uploads.list.get() key=|upload| upload.number children=one />
            </ul>
        </Show>
    }
}
