//! Putting a file away.

use std::fs;
use std::io::Write;
use std::path::Path;

use uuid::Uuid;
use webitel_chats::ids::{ConversationId, FileId};
use webitel_chats::wire::rest::Uploaded;

use super::policy::Rules;
use super::{link, name};
use crate::app::App;
use crate::error::{Failure, Result};
use crate::store::files::{self, StoredFile};

/// The extension of a file that is still being written.
const DRAFT: &str = "part";

/// Removes what the end of the process left half-written.
pub(crate) fn tidy(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == DRAFT) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Refuses a chat's file that the rules of the installation do not allow.
pub(crate) fn check(app: &App, name: &str, mime: &str, size: u64) -> Result<()> {
    app.read(|db| Rules::read(db)?.check("chat", &name::media_type(Some(mime), name), size))
}

/// Stores a file under a cleaned name. The bytes are on the disk before the file is known, so
/// that a file that was acknowledged is there whenever the process ends.
pub(crate) fn save(
    app: &App,
    conversation: ConversationId,
    name: &str,
    mime: &str,
    bytes: &[u8],
) -> Result<Uploaded> {
    let folder = app.files_dir();
    let draft = folder.join(format!("{}.{DRAFT}", Uuid::new_v4().simple()));
    write(&draft, bytes).map_err(unwritable)?;
    let mut file = StoredFile {
        id: FileId(0),
        conversation,
        name: name::clean(name),
        mime: name::media_type(Some(mime), name),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        malware: false,
    };
    let shared = app.act(|act| {
        file.id = files::add(&act.db, &file, act.now)?;
        fs::rename(&draft, folder.join(file.id.to_string())).map_err(unwritable)?;
        sync(&folder).map_err(unwritable)?;
        link::shared(&act.db, file.id, act.now)
    });
    if shared.is_err() {
        // What is left over takes up space and nothing else.
        drop(fs::remove_file(&draft));
    }
    Ok(Uploaded { id: file.id, name: file.name, size: file.size, mime: file.mime, shared: shared? })
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name in a folder last.
fn sync(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn unwritable(error: std::io::Error) -> Failure {
    Failure::new(500, "sandbox.storage.app_err", error.to_string())
}
