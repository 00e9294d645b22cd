//! Files: upload, download and signed links.

use axum::Router;
use webitel_chats::ids::ConversationId;
use webitel_chats::wire::rest::Uploaded;

use crate::app::App;
use crate::error::Result;
use crate::store::files::{self, StoredFile};

/// The endpoints, under `/api/storage` and `/any/file`.
pub(crate) fn router(_app: App) -> Router {
    Router::new()
}

/// Stores a file. The bytes are in place before the file is known, so that a file that was
/// acknowledged is there whenever the process ends.
pub(crate) fn save(
    app: &App,
    conversation: ConversationId,
    name: &str,
    mime: &str,
    bytes: &[u8],
) -> Result<Uploaded> {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let mut file = StoredFile {
        id: webitel_chats::ids::FileId(0),
        conversation,
        name: name.to_owned(),
        mime: mime.to_owned(),
        size,
        malware: false,
    };
    app.act(|act| {
        file.id = files::add(&act.db, &file, act.now)?;
        std::fs::write(app.files_dir().join(file.id.to_string()), bytes)
            .map_err(|error| crate::error::Failure::new(500, "sandbox.storage.app_err", error.to_string()))
    })?;
    Ok(Uploaded {
        id: file.id,
        name: file.name,
        size,
        mime: file.mime,
        shared: format!("/any/file/{}/download", file.id),
    })
}
