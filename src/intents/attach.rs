//! Files to the customer: stored first, then sent. To the agent both are one thing: what failed
//! half-way is tried again from where it failed.

use futures_util::future::abortable;

use super::{Intents, deliver::Lane};
use crate::client::UploadError;
use crate::client::platform::{LocalFile, Platform};
use crate::domain::desk::Changes;
use crate::domain::outgoing::{Content, Delivery, Failure, LocalId, OutgoingFile};
use crate::ids::{ChannelId, ConversationId};
use crate::wire::call::SendFile;
use crate::wire::rest::Uploaded;

/// The media type of a file of which nothing is known.
const UNKNOWN_MIME: &str = "application/octet-stream";

/// A file on its way, and what the storage made of it: a retry does not store it again.
pub(super) struct Attachment<F> {
    file: F,
    stored: Option<Uploaded>,
}

impl<P: Platform> Intents<P> {
    /// Sends a file into this chat. Several go one after the other, in the order of the calls.
    /// `None` if the agent takes no part in the chat.
    pub fn attach(&self, id: ConversationId, file: P::File) -> Option<LocalId> {
        let at = self.client().server_now();
        let mime =
            Some(file.mime()).filter(|mime| !mime.is_empty()).unwrap_or_else(|| UNKNOWN_MIME.to_owned());
        let content =
            Content::File(OutgoingFile { name: file.name(), mime, size: file.size(), stored: None });
        let local = self.change_with(|desk| desk.send_off(id, content, at))?;
        self.0.files.borrow_mut().insert(local, Attachment { file, stored: None });
        self.deliver(id, Lane::Files);
        Some(local)
    }

    /// The file of an outgoing message, for its preview.
    #[must_use]
    pub fn outgoing_file(&self, local: LocalId) -> Option<P::File> {
        self.0.files.borrow().get(&local).map(|attachment| attachment.file.clone())
    }

    /// Stops an upload, or takes a file that waits for its turn off its way.
    pub fn cancel_upload(&self, id: ConversationId, local: LocalId) {
        if let Some(upload) = self.0.uploads.borrow_mut().remove(&local) {
            upload.abort();
            return;
        }
        let waits = self.outgoing(id, local).is_some_and(|one| one.delivery == Delivery::Waiting);
        if waits {
            self.fail(id, local, Failure::Cancelled);
        }
    }

    pub(super) async fn deliver_file(&self, id: ConversationId, channel_id: ChannelId, local: LocalId) {
        let kept = self.0.files.borrow().get(&local).map(|kept| (kept.file.clone(), kept.stored.clone()));
        let stored = match kept {
            Some((_, Some(stored))) => Some(stored),
            Some((file, None)) => self.store(id, local, &file).await,
            None => return self.fail(id, local, Failure::UploadBroke),
        };
        let Some(stored) = stored else { return };
        let call = SendFile {
            channel_id,
            conversation_id: id,
            id: stored.id,
            size: stored.size,
            url: self.client().shared_url(&stored),
            name: stored.name,
            mime: stored.mime,
        };
        let now = self.client().platform().now();
        self.change(|desk| {
            desk.stored(id, local, call.id);
            desk.asking(id, local, now)
        });
        let answer = self.client().call(call).await.map(drop);
        self.answered(id, local, answer);
        if self.outgoing(id, local).is_none() {
            self.0.files.borrow_mut().remove(&local);
        }
    }

    async fn store(&self, id: ConversationId, local: LocalId, file: &P::File) -> Option<Uploaded> {
        self.change(|desk| desk.delivery(id, local, Delivery::Uploading { sent: 0 }));
        let intents = self.clone();
        let progress = move |sent| {
            let uploading =
                |one: &crate::domain::outgoing::Outgoing| matches!(one.delivery, Delivery::Uploading { .. });
            if intents.outgoing(id, local).is_some_and(|one| uploading(&one)) {
                let _: Changes =
                    intents.change(|desk| desk.delivery(id, local, Delivery::Uploading { sent }));
            }
        };
        let (upload, handle) = abortable(self.client().store_file(id, file, progress));
        self.0.uploads.borrow_mut().insert(local, handle);
        let stored = upload.await;
        self.0.uploads.borrow_mut().remove(&local);
        let failure = match stored {
            Ok(Ok(stored)) => {
                if let Some(kept) = self.0.files.borrow_mut().get_mut(&local) {
                    kept.stored = Some(stored.clone());
                }
                return Some(stored);
            }
            Err(_aborted) => Failure::Cancelled,
            Ok(Err(UploadError::Broken)) => Failure::UploadBroke,
            Ok(Err(UploadError::SignedOut)) => Failure::SignedOut,
            Ok(Err(UploadError::TooLarge(limit))) => Failure::TooLarge(limit),
            Ok(Err(UploadError::Forbidden)) => Failure::FileRefused,
            Ok(Err(UploadError::Malware)) => Failure::Malware,
            Ok(Err(UploadError::Refused(words))) => Failure::Refused(words),
        };
        self.fail(id, local, failure);
        None
    }
}
