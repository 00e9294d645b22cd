//! The files and links of a record.

use leptos::prelude::*;

use super::record::Record;
use crate::browser::blob::{self, BlobUrl};
use crate::client::creatio::CrmError;
use crate::client::web::fetch_crm_bytes;
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
