//! What was said, and by whom.

use std::sync::Arc;

use crate::ids::{ChannelId, FileId, MessageId};
use crate::time::Millis;

use super::outgoing::LocalId;

/// A message that the server has. There are many of them: no text has room to grow.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The server's number; increases with time.
    pub id: MessageId,
    /// Who wrote it.
    pub from: Sender,
    /// When, by the server's clock.
    pub at: Millis,
    /// When it was last edited.
    pub edited: Option<Millis>,
    /// What it says.
    pub body: Body,
    /// The outgoing message that became this one; keeps its row in place.
    pub local: Option<LocalId>,
}

/// Where a message came from, as far as its carrier tells. [`Author`] is what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A participant's leg.
    Channel(ChannelId),
    /// The routing scheme.
    Flow,
    /// Told by the history, which knows people instead of legs.
    Known(Author),
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The customer.
    Client,
    /// This agent.
    Me,
    /// Another agent.
    Colleague(Arc<str>),
    /// The routing scheme.
    Bot,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A text.
    Text(Box<str>),
    /// A file with a caption, often empty.
    File {
        /// The file.
        file: Box<StoredFile>,
        /// What was written with it.
        caption: Box<str>,
    },
    /// The customer tried to send a file that a policy forbids.
    RefusedFile,
    /// Taken back.
    Deleted,
}

impl Body {
    /// The message in one line, for lists; `None` where it has no text of its own.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::File { caption, .. } if !caption.is_empty() => Some(caption),
            Self::File { file, .. } => Some(&file.name),
            Self::RefusedFile | Self::Deleted => None,
        }
    }
}

/// A file in the storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its number.
    pub id: FileId,
    /// Its name, chosen by whoever sent it: hostile text.
    pub name: String,
    /// Its media type, as declared by whoever sent it.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// Whether the storage found malware in it.
    pub malware: bool,
}

impl StoredFile {
    /// Whether the desk shows the file as an image. Everything else, svg above all, is only
    /// offered for download: it could carry scripts.
    #[must_use]
    pub fn is_previewable(&self) -> bool {
        !self.malware && is_previewable(&self.name, &self.mime)
    }
}

/// Whether a file of this name and media type is shown as an image: name and type have to agree.
#[must_use]
pub fn is_previewable(name: &str, mime: &str) -> bool {
    let kind = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(
        (extension.as_deref(), kind.as_str()),
        (Some("png"), "image/png")
            | (Some("jpg" | "jpeg"), "image/jpeg" | "image/jpg")
            | (Some("gif"), "image/gif")
    )
}

#[cfg(test)]
mod tests {
    use super::is_previewable;

    #[test]
    fn only_the_four_image_formats_are_previewed() {
        for (name, mime) in [
            ("a.png", "image/png"),
            ("a.jpg", "image/jpeg"),
            ("a.JPEG", "IMAGE/JPEG"),
            ("a.gif", "image/gif; source=file"),
        ] {
            assert!(is_previewable(name, mime), "{name} {mime}");
        }
        for (name, mime) in [
            ("a.svg", "image/svg+xml"),
            ("a.svg", "image/png"),
            ("a.png", "text/html"),
            ("png", "image/png"),
            ("a.pdf", "application/pdf"),
        ] {
            assert!(!is_previewable(name, mime), "{name} {mime}");
        }
    }
}
