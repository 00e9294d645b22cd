//! What belongs to a record.

use super::{ChatRecord, Named, SentFile, Task};
use crate::ids::crm::{AttachmentId, ResultId};
use crate::time::Millis;

/// Everything that a record's page shows at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPage {
    /// The record itself.
    pub record: ChatRecord,
    /// Its files and links, newest first.
    pub attachments: Vec<Attachment>,
    /// What is still to be done, soonest first.
    pub tasks: Vec<Task>,
    /// Whether this user follows its feed.
    pub followed: bool,
    /// The results that it can have.
    pub results: Vec<Named<ResultId>>,
}

/// A file or a link of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its key.
    pub id: AttachmentId,
    /// What it is.
    pub kind: AttachmentKind,
    /// When it was attached.
    pub at: Option<Millis>,
    /// Who attached it.
    pub by: String,
}

/// What is attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Bytes.
        size: u64,
    },
    /// A link. Whoever shows it has to see that it leads to no script.
    Link {
        /// Where it leads.
        url: String,
        /// What it is called; empty: by its address.
        caption: String,
    },
    /// A file that was sent in the chat: it comes with its message and lies in Webitel's storage.
    Sent {
        /// The file.
        file: SentFile,
        /// The address that opens it, in the CRM as well.
        url: String,
    },
}

/// A process that a record offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its code, by which it is run.
    pub code: String,
    /// Its title, in the user's language.
    pub title: String,
}
