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
    /// Not to be had.
    Failed,
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
        let (request, mime) = (intents.client().file_request(id), mime.to_owned());
        let fetched = state.clone();
        spawn_local(async move {
            let bytes = fetch_bytes(request).await.ok().flatten();
            let url = bytes.and_then(|bytes| BlobUrl::new(&bytes, &mime));
            fetched.set(url.map_or(FileState::Failed, FileState::Ready));
        });
        state.get()
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

/// Fetches a file and hands it to the browser to be saved.
pub(super) async fn download(intents: &Intents<Web>, id: FileId, name: &str) -> Result<(), RestError> {
    let bytes = fetch_bytes(intents.client().file_request(id)).await.map_err(|_| RestError::Unreachable)?;
    let bytes = bytes.ok_or(RestError::SignedOut)?;
    // Whatever the file says it is, here it is bytes to be saved and nothing to be run.
    let url = BlobUrl::new(&bytes, "application/octet-stream").ok_or(RestError::Unreadable)?;
    save(&url, name);
    Ok(())
}
