//! Stored files for the page. They are fetched with a header and shown from memory: no token
//! ever stands in an address.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::blob::{BlobUrl, save};
use crate::client::RestError;
use crate::client::web::{Web, fetch_bytes};
use crate::ids::FileId;
use crate::intents::Intents;

/// How many images stay in memory; the oldest go first and are fetched again when needed.
const KEPT: usize = 60;

/// How far an image has been fetched.
#[derive(Clone, Debug, PartialEq)]
pub enum FileState {
    /// On its way.
    Loading,
    /// Here; the address is good while this is held.
    Ready(BlobUrl),
    /// Not to be had, for now at least.
    Failed(RestError),
}

/// The images that the page shows or has shown lately.
#[derive(Clone, Default)]
pub(super) struct Files(Rc<RefCell<Kept>>);

#[derive(Default)]
struct Kept {
    images: BTreeMap<FileId, ArcRwSignal<FileState>>,
    order: Vec<FileId>,
}

impl Files {
    pub(super) fn image(&self, intents: &Intents<Web>, id: FileId, mime: &str) -> FileState {
        if let Some(state) = self.0.borrow().images.get(&id) {
            return state.get();
        }
        let state = ArcRwSignal::new(FileState::Loading);
        self.keep(id, state.clone());
        fetch(intents, id, mime, state.clone());
        state.get()
    }

    /// Fetches an image anew, for all who show it.
    pub(super) fn reload(&self, intents: &Intents<Web>, id: FileId, mime: &str) {
        let state = self.0.borrow().images.get(&id).cloned();
        let Some(state) = state else { return };
        state.set(FileState::Loading);
        fetch(intents, id, mime, state);
    }

    fn keep(&self, id: FileId, state: ArcRwSignal<FileState>) {
        let mut kept = self.0.borrow_mut();
        kept.images.insert(id, state);
        kept.order.push(id);
        if kept.order.len() > KEPT {
            let oldest = kept.order.remove(0);
            kept.images.remove(&oldest);
        }
    }
}

fn fetch(intents: &Intents<Web>, id: FileId, mime: &str, state: ArcRwSignal<FileState>) {
    let (request, mime) = (intents.client().file_request(id), mime.to_owned());
    spawn_local(async move {
        let url = fetch_bytes(request)
            .await
            .and_then(|bytes| BlobUrl::new(&bytes, &mime).ok_or(RestError::Unreadable));
        state.set(url.map_or_else(FileState::Failed, FileState::Ready));
    });
}

/// Fetches a file and hands it to the browser to be saved.
pub(super) async fn download(intents: &Intents<Web>, id: FileId, name: &str) -> Result<(), RestError> {
    let bytes = fetch_bytes(intents.client().file_request(id)).await?;
    // Whatever the file says it is, here it is bytes to be saved and nothing to be run.
    let url = BlobUrl::new(&bytes, "application/octet-stream").ok_or(RestError::Unreadable)?;
    save(&url, name);
    Ok(())
}
