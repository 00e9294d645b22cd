//! The files, links and images of a record.

use leptos::prelude::*;

use super::record::Record;
use crate::browser::blob::{self, BlobUrl};
use crate::client::creatio::CrmError;
use crate::client::web::{BrowserFile, fetch_crm_bytes};
use crate::domain::record::Attachment;
use crate::ids::crm::AttachmentId;

/// Reads; tracked.
impl Record {
    /// The files and links, newest first.
    #[must_use]
    pub fn attachments(self) -> Vec<Attachment> {
        self.shared().attachments.get()
    }
}

/// What is done at once.
impl Record {
    /// Attaches a file; `done` follows from 0 to 1 how much of it is there.
    ///
    /// # Errors
    /// See [`CrmError`].
    #[expect(clippy::cast_precision_loss, reason = "shares of a file need no exact bytes")]
    pub async fn attach(self, file: web_sys::File, done: RwSignal<f64>) -> Result<AttachmentId, CrmError> {
        let shared = self.shared();
        let size = file.size().max(1.0);
        let progress = move |sent: u64| {
            done.try_set(sent as f64 / size);
        };
        let attached = shared.client.attach(shared.key(), &BrowserFile(file), progress).await?;
        shared.load_attachments().await;
        Ok(attached)
    }

    /// Where a file of the record can be fetched.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn address_of(self, attachment: AttachmentId) -> Result<String, CrmError> {
        self.shared().client.file_url(attachment).await
    }

    /// Attaches a link.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn attach_link(self, url: &str, caption: &str) -> Result<(), CrmError> {
        let shared = self.shared();
        shared.client.attach_link(shared.key(), url, caption).await?;
        shared.load_attachments().await;
        Ok(())
    }

    /// Removes a file or a link.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn detach(self, attachment: AttachmentId) -> Result<(), CrmError> {
        let shared = self.shared();
        shared.client.detach(attachment).await?;
        shared.load_attachments().await;
        Ok(())
    }

    /// Fetches a file and hands it to the browser to be saved.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn download(self, attachment: AttachmentId, name: &str) -> Result<(), CrmError> {
        let request = self.shared().client.file_request(attachment).await?;
        let bytes = fetch_crm_bytes(request).await?;
        // Never opened here, whatever it is.
        let url = BlobUrl::new(&bytes, "application/octet-stream").ok_or(CrmError::TooLarge)?;
        blob::save(&url, name);
        Ok(())
    }
}
