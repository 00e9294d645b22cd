//! Files on their way into the record. They go on when their page is left, and stay in the list
//! until they are there or given up.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::{Record, Shared};
use crate::browser::clock;
use crate::client::creatio::CrmError;
use crate::client::platform::LocalFile;
use crate::client::web::BrowserFile;
use crate::domain::notes::Source;
use crate::domain::notes::edit::settle;
use crate::ids::crm::AttachmentId;

/// A file on its way.
#[derive(Clone)]
pub struct Upload {
    /// Its number: that of its place, if it is an image of the notes.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// What it is for.
    pub purpose: Purpose,
    /// How many bytes have left.
    pub sent: ArcRwSignal<u64>,
    /// Why it did not come there.
    pub failure: ArcRwSignal<Option<CrmError>>,
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It is attached to the record.
    Attachment,
    /// It is an image of the notes as well.
    Notes,
}

/// The files of one record that are on their way.
#[derive(Default)]
pub(super) struct Uploads {
    list: ArcRwSignal<Vec<Upload>>,
    held: RefCell<HashMap<u32, Held>>,
}

/// What a retry and a stop need.
struct Held {
    /// Its key, the same at each attempt.
    key: AttachmentId,
    file: BrowserFile,
    stop: Option<AbortHandle>,
}

impl Shared {
    fn upload(self: &Rc<Self>, file: File, purpose: Purpose) -> u32 {
        let (number, file) = (new_number(), BrowserFile(file));
        let upload = Upload {
            number,
            name: file.name(),
            size: file.size(),
            purpose,
            sent: ArcRwSignal::new(0),
            failure: ArcRwSignal::new(None),
        };
        let held = Held { key: AttachmentId(self.client.new_id().0), file, stop: None };
        self.uploads.held.borrow_mut().insert(number, held);
        self.uploads.list.update(|list| list.push(upload.clone()));
        self.start(upload);
        number
    }

    fn start(self: &Rc<Self>, upload: Upload) {
        upload.failure.set(None);
        upload.sent.set(0);
        let shared = Rc::clone(self);
        spawn_local(async move {
            match shared.send(&upload).await {
                // It was stopped.
                None => {}
                Some(Ok(source)) => {
                    shared.finish(&upload, source);
                    shared.load_attachments().await;
                }
                Some(Err(failure)) => upload.failure.set(Some(failure)),
            }
        });
    }

    /// Sends a file; of an image it gives the address.
    async fn send(&self, upload: &Upload) -> Option<Result<Option<Source>, CrmError>> {
        let (stop, sent) = (AbortHandle::new_pair(), upload.sent.clone());
        let (key, file) = {
            let mut held = self.uploads.held.borrow_mut();
            let held = held.get_mut(&upload.number)?;
            held.stop = Some(stop.0);
            (held.key, held.file.clone())
        };
        let sending = async {
            self.client.attach(self.key(), key, &file, move |bytes| sent.set(bytes)).await?;
            self.client.file_url(key).await
        };
        let address = Abortable::new(sending, stop.1).await.ok()?;
        Some(match (address, upload.purpose) {
            (Err(error), _) => Err(error),
            (Ok(_), Purpose::Attachment) => Ok(None),
            // Whoever has set the CRM up under an address that notes may not show has to know.
            (Ok(address), Purpose::Notes) => Source::new(&address).map(Some).ok_or(CrmError::Unreadable),
        })
    }

    /// It is there, or given up. An image comes into its place in the notes, or the place goes.
    fn finish(self: &Rc<Self>, upload: &Upload, source: Option<Source>) {
        if let Some(Held { stop: Some(stop), .. }) = self.uploads.held.borrow_mut().remove(&upload.number) {
            stop.abort();
        }
        self.uploads.list.update(|list| list.retain(|one| one.number != upload.number));
        if upload.purpose == Purpose::Notes {
            let text = untrack(|| self.notes_text());
            if let Some(edit) = settle(&text, &(0..0), &upload.name, upload.number, source) {
                self.write_notes(edit.apply(&text));
            }
        }
    }

    /// Gives up all images that are not stored yet: the notes for which they were are taken back.
    pub(super) fn give_up_images(self: &Rc<Self>) {
        let images = self.uploads.list.get_untracked();
        for image in images.iter().filter(|upload| upload.purpose == Purpose::Notes) {
            self.finish(image, None);
        }
    }

    /// Whether images of the notes are not stored yet; tracked.
    pub(super) fn waits_for_images(&self) -> bool {
        self.uploads.list.with(|list| list.iter().any(|upload| upload.purpose == Purpose::Notes))
    }

    pub(super) fn is_uploading(&self) -> bool {
        self.uploads.list.with_untracked(|list| !list.is_empty())
    }

    fn upload_of(&self, number: u32) -> Option<Upload> {
        self.uploads.list.with_untracked(|list| list.iter().find(|one| one.number == number).cloned())
    }
}

impl Record {
    /// Attaches a file.
    pub fn attach(self, file: File) {
        self.shared().upload(file, Purpose::Attachment);
    }

    /// Stores an image of the notes. What is returned is the number of its place there, in which it
    /// comes when it is stored.
    #[must_use]
    pub fn store_image(self, file: File) -> u32 {
        self.shared().upload(file, Purpose::Notes)
    }

    /// The files on their way; tracked.
    #[must_use]
    pub fn uploads(self) -> Vec<Upload> {
        self.0.with_value(|shared| shared.uploads.list.get())
    }

    /// Whether a file is still on its way, as far as this page knows; not tracked.
    #[must_use]
    pub fn has_upload(self, number: u32) -> bool {
        self.0.try_with_value(|shared| shared.upload_of(number).is_some()).unwrap_or(true)
    }

    /// Whether images of the notes are not stored yet, so that saving has to wait; tracked.
    #[must_use]
    pub fn waits_for_images(self) -> bool {
        self.0.with_value(|shared| shared.waits_for_images())
    }

    /// Sends a file again that did not come there.
    pub fn retry_upload(self, number: u32) {
        let shared = self.shared();
        if let Some(upload) = shared.upload_of(number) {
            shared.start(upload);
        }
    }

    /// Stops a file, or gives up one that did not come there.
    pub fn give_up_upload(self, number: u32) {
        let shared = self.shared();
        if let Some(upload) = shared.upload_of(number) {
            shared.finish(&upload, None);
        }
    }
}

/// A number that no place in notes has, were it a draft of another day.
fn new_number() -> u32 {
    thread_local! { static NEXT: Cell<u32> = const { Cell::new(0) } }
    let nth = NEXT.get();
    NEXT.set(nth.wrapping_add(1));
    u32::try_from(clock::now().0.rem_euclid(1 << 31)).unwrap_or_default().wrapping_add(nth)
}
