//! Files that the user gives: picked, pasted or dropped.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList};

/// The files of a list, in its order.
#[must_use]
pub fn listed(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|nth| list.get(nth)).collect()).unwrap_or_default()
}

/// What a file says; nothing where it can't be read. What is not UTF-8 is replaced by signs that say so.
pub async fn text(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Whether files are being carried, as far as the browser tells before they are dropped.
#[must_use]
pub fn carries_files(carried: Option<&DataTransfer>) -> bool {
    carried.is_some_and(|carried| carried.types().iter().any(|kind| kind == "Files"))
}

/// The files that were dropped; folders are left out: they cannot be sent.
#[must_use]
pub fn dropped(carried: Option<DataTransfer>) -> Vec<File> {
    let Some(carried) = carried else { return Vec::new() };
    let items = carried.items();
    let is_folder = |nth: u32| {
        items
            .get(nth)
            .and_then(|item| item.webkit_get_as_entry().ok().flatten())
            .is_some_and(|entry| entry.is_directory())
    };
    // The list of files and that of items run side by side when only files are carried.
    let aligned = carried.files().is_some_and(|files| files.length() == items.length());
    let files = listed(carried.files());
    (0..).zip(files).filter(|(nth, _)| !(aligned && is_folder(*nth))).map(|(_, file)| file).collect()
}

/// The files in a clipboard. Text beats files: office programs put a picture of the text beside it.
#[must_use]
pub fn pasted(carried: Option<DataTransfer>) -> Vec<File> {
    let Some(carried) = carried else { return Vec::new() };
    if carried.types().iter().any(|kind| kind == "text/plain") {
        return Vec::new();
    }
    listed(carried.files())
}

/// Without this, a file that is dropped beside its target replaces the page.
pub fn keep_page_on_drop() {
    let over = window_event_listener(ev::dragover, |event| {
        if carries_files(event.data_transfer().as_ref()) && !event.default_prevented() {
            event.prevent_default();
            if let Some(carried) = event.data_transfer() {
                carried.set_drop_effect("none");
            }
        }
    });
    let drop = window_event_listener(ev::drop, |event| {
        if carries_files(event.data_transfer().as_ref()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
