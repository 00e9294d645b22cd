//! The files that were sent in the demo chats.

use std::fs;
use std::path::Path;

use webitel_chats::ids::{ConversationId, FileId};
use webitel_chats::wire::chat::File;

use crate::app::Act;
use crate::error::{Failure, Result};
use crate::store::files::{self, StoredFile};

/// The bytes and the media type for a name. All documents are the same page.
fn asset(name: &str) -> Result<(&'static [u8], &'static str)> {
    match name {
        "receipt.png" => Ok((include_bytes!("files/receipt.png"), "image/png")),
        "parcel.png" => Ok((include_bytes!("files/parcel.png"), "image/png")),
        "garden.png" => Ok((include_bytes!("files/garden.png"), "image/png")),
        "label.png" => Ok((include_bytes!("files/label.png"), "image/png")),
        document if document.ends_with(".pdf") => {
            Ok((include_bytes!("files/document.pdf"), "application/pdf"))
        }
        other => Err(Failure::not_found(other)),
    }
}

/// Stores a file of a demo chat in the folder of files.
pub(super) fn put(act: &Act, folder: &Path, conversation: ConversationId, name: &str) -> Result<File> {
    let (bytes, mime) = asset(name)?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let stored = StoredFile {
        id: FileId(0),
        conversation,
        name: name.to_owned(),
        mime: mime.to_owned(),
        size,
        malware: false,
    };
    let id = files::add(&act.db, &stored, act.now)?;
    fs::write(folder.join(id.to_string()), bytes)
        .map_err(|error| Failure::new(500, "sandbox.storage.app_err", error.to_string()))?;
    Ok(File { id, url: String::new(), mime: stored.mime, size, name: stored.name, malware: false })
}
