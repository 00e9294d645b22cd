//! A message on its way from this agent to the customer.
//!
//! Webitel knows no client-side message id, and a refused send may be stored all the same. So a
//! message counts as sent only when its echo is there, and is sent again only after the history
//! was asked whether it already is.

use crate::ids::{ChannelId, FileId, MessageId};
use crate::time::Millis;

use super::message::Body;

/// Names an outgoing message on this desk, from the first keystroke of its life to its echo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(pub u32);

/// A message that the server has not echoed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// Its name on this desk.
    pub id: LocalId,
    /// When it was sent off, by the server's clock as this desk knows it.
    pub at: Millis,
    /// What it says.
    pub content: Content,
    /// How far it has come.
    pub delivery: Delivery,
    /// The newest message that was known when it was sent off: its echo is newer.
    pub after: Option<MessageId>,
    /// The leg through which it was to go: through no other one does it go by itself.
    pub channel: ChannelId,
    /// Set once the server was asked.
    pub asked: Option<Asked>,
}

/// For so long after it left a request may still be handled, in ms, even where its connection is
/// gone: until then a message that the history does not have may yet come to be there.
pub const HANDLED_WITHIN: i64 = 10_000;

/// What is known of a request that was made for a message and of which no echo has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// From this time on, by the machine's clock, a history without the message means that it was
    /// not stored.
    pub sure_from: Millis,
    /// What is to be done then.
    pub if_absent: IfAbsent,
}

/// What becomes of a message that surely was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfAbsent {
    /// It goes again by itself: the connection broke under it, or the agent wishes it to. The
    /// messages behind it wait, so that the order stays.
    GoesAgain,
    /// It has failed.
    Fails(Failure),
}

/// What an outgoing message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text, trimmed, not empty.
    Text(String),
    /// A file of the agent's.
    File(OutgoingFile),
}

/// A file on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingFile {
    /// Its name.
    pub name: String,
    /// Its media type, as the browser tells it.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// Its number once it lies in the storage.
    pub stored: Option<FileId>,
}

/// How far an outgoing message has come. Its echo, which makes a message of it, is the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Waits for the one before it, or for the connection.
    Waiting,
    /// A file is being stored.
    Uploading {
        /// Bytes that have left.
        sent: u64,
    },
    /// The server was asked and has not echoed yet.
    Sending,
    /// Asked, but what became of it is not known.
    Unconfirmed,
    /// It did not go out.
    Failed(Failure),
}

/// Why an outgoing message did not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server had no answer in time, and the history does not have it.
    NoAnswer,
    /// The chat is over, or not this agent's any more.
    ChatOver,
    /// The file is larger than the server takes (bytes, where it says so).
    TooLarge(Option<u64>),
    /// A policy forbids files of this kind.
    FileRefused,
    /// The storage found malware in it.
    Malware,
    /// The upload broke off.
    UploadBroke,
    /// The agent stopped the upload.
    Cancelled,
    /// The session has ended.
    SignedOut,
    /// The server's own words.
    Refused(String),
}

impl Outgoing {
    /// Whether a message of this body, of this agent, can be the echo of this one.
    pub(super) fn is_echoed_by(&self, id: MessageId, body: &Body) -> bool {
        if self.after.is_some_and(|after| id <= after) {
            return false;
        }
        match (&self.content, body) {
            (Content::Text(mine), Body::Text(theirs)) => self.asked.is_some() && mine.trim() == theirs.trim(),
            (Content::File(mine), Body::File { file, .. }) => mine.stored == Some(file.id),
            _ => false,
        }
    }

    /// Whether the message may be on its way without the desk knowing.
    #[must_use]
    pub fn is_in_flight(&self) -> bool {
        matches!(self.delivery, Delivery::Sending | Delivery::Unconfirmed)
    }

    /// Whether the messages behind it have to wait until it is known what became of it.
    #[must_use]
    pub fn holds_up(&self) -> bool {
        self.delivery == Delivery::Unconfirmed
            && self.asked.as_ref().is_some_and(|asked| asked.if_absent == IfAbsent::GoesAgain)
    }

    /// Whether the agent can try again.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        matches!(self.delivery, Delivery::Unconfirmed | Delivery::Failed(_))
    }

    /// Whether the agent can discard it: also what has not left yet.
    #[must_use]
    pub fn can_be_discarded(&self) -> bool {
        self.needs_attention() || (self.delivery == Delivery::Waiting && self.asked.is_none())
    }
}
