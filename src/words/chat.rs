//! What the chat window says.

use super::counted;
use super::phrases::name_of;
use crate::browser::intl;
use crate::domain::conversation::Ending;
use crate::domain::outgoing::{Delivery, Failure};
use crate::domain::timeline::Closer;

/// What the chat window says without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum ChatWord {
    AttachFile,
    ChatOver,
    Close,
    Deleted,
    Discard,
    DropHere,
    DropRefused,
    Edited,
    Emoji,
    EmojiFailed,
    EmojiNone,
    EmojiRecent,
    EmojiSearch,
    EndChat,
    EndChatMeans,
    Hidden,
    IsOver,
    LoadingOlder,
    Malware,
    No,
    NoMessages,
    NotYours,
    OlderFailed,
    Preview,
    RefusedFile,
    Retry,
    Send,
    Sent,
    ToNewest,
    Today,
    WriteMessage,
    Yes,
    Yesterday,
}

impl ChatWord {
    /// What it says.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::AttachFile => "Attach file",
            Self::ChatOver => "Nothing more can be sent here.",
            Self::Close => "Close",
            Self::Deleted => "Message deleted",
            Self::Discard => "Discard",
            Self::DropHere => "Drop files to send them",
            Self::DropRefused => "Files can be sent only in a chat that is under way.",
            Self::Edited => "edited",
            Self::Emoji => "Emoji",
            Self::EmojiFailed => "The emoji could not be loaded.",
            Self::EmojiNone => "No emoji found",
            Self::EmojiRecent => "Recent",
            Self::EmojiSearch => "Search emoji",
            Self::EndChat => "End chat",
            Self::EndChatMeans => "The customer can not write here any more after that.",
            Self::Hidden => "Only those who took part may read this conversation.",
            Self::IsOver => "This chat is over.",
            Self::LoadingOlder => "Loading older messages…",
            Self::Malware => "Malware was found in this file",
            Self::No => "No",
            Self::NoMessages => "No messages yet",
            Self::NotYours => "You take no part in this chat: you can only read it.",
            Self::OlderFailed => "Older messages could not be loaded.",
            Self::Preview => "Accept this chat to answer.",
            Self::RefusedFile => "A file of the customer was refused by a policy",
            Self::Retry => "Retry",
            Self::Send => "Send",
            Self::Sent => "Sent",
            Self::ToNewest => "To the newest message",
            Self::Today => "Today",
            Self::WriteMessage => "Write a message…",
            Self::Yes => "Yes",
            Self::Yesterday => "Yesterday",
        }
    }
}

/// A note of the time-line.
#[must_use]
pub fn you_joined() -> String {
    "You joined".to_owned()
}

/// A note of the time-line.
#[must_use]
pub fn joined(name: &str) -> String {
    format!("{} joined", isolated(name))
}

/// A note of the time-line.
#[must_use]
pub fn you_left() -> String {
    "You left".to_owned()
}

/// A note of the time-line.
#[must_use]
pub fn left(name: &str) -> String {
    format!("{} left", isolated(name))
}

/// A note of the time-line.
#[must_use]
pub fn you_handed_over() -> String {
    "You handed the chat over".to_owned()
}

/// A note of the time-line.
#[must_use]
pub fn handed_over(name: &str) -> String {
    format!("{} handed the chat over", isolated(name))
}

/// A note of the time-line.
#[must_use]
pub fn closed(by: Closer, client: &str) -> String {
    match by {
        Closer::Client => format!("{} ended the chat", isolated(client)),
        Closer::Flow => "The chat was ended by its routing scheme".to_owned(),
    }
}

/// How a chat ended, under its time-line.
#[must_use]
pub fn ended(how: Ending, client: &str) -> String {
    match how {
        Ending::ByMe => "You ended this chat.".to_owned(),
        Ending::ByClient => format!("{} ended this chat.", isolated(client)),
        Ending::ByFlow => "The routing scheme ended this chat.".to_owned(),
        Ending::Transferred => "This chat was handed over.".to_owned(),
        Ending::ByServer => "The server ended this chat.".to_owned(),
        Ending::AgentIdle => "This chat was ended: no agent answered in time.".to_owned(),
        Ending::ClientIdle => {
            format!("This chat was ended: {} did not write for too long.", isolated(client))
        }
        Ending::Silence => "This chat was ended: nobody wrote for too long.".to_owned(),
    }
}

/// How far an own message has come.
#[must_use]
pub fn delivery(delivery: &Delivery) -> String {
    match delivery {
        Delivery::Waiting => "Queued".to_owned(),
        Delivery::Uploading { .. } => "Uploading".to_owned(),
        Delivery::Sending => "Sending".to_owned(),
        Delivery::Unconfirmed => "Not confirmed".to_owned(),
        Delivery::Failed(failure) => format!("Not sent: {}", why(failure)),
    }
}

/// Why a message did not go out.
fn why(failure: &Failure) -> String {
    match failure {
        Failure::NoAnswer => "the server did not answer".to_owned(),
        Failure::ChatOver => "the chat is over".to_owned(),
        Failure::TooLarge(Some(limit)) => format!("larger than the {} allowed", bytes(*limit)),
        Failure::TooLarge(None) => "larger than the server allows".to_owned(),
        Failure::FileRefused => "files of this type are not allowed".to_owned(),
        Failure::Malware => "malware was found in it".to_owned(),
        Failure::UploadBroke => "the upload broke off".to_owned(),
        Failure::Cancelled => "cancelled".to_owned(),
        Failure::SignedOut => "the session has ended".to_owned(),
        Failure::Refused(words) => words.clone(),
    }
}

/// A size of a file.
#[must_use]
pub fn bytes(size: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if size < 1024 {
        return counted(whole(size), "byte", "bytes");
    }
    let mut tenths = size.saturating_mul(10) / 1024;
    let mut unit = 0;
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or_default();
    match tenths {
        0..100 if !tenths.is_multiple_of(10) => format!("{}.{} {name}", tenths / 10, tenths % 10),
        _ => format!("{} {name}", intl::number(whole(tenths / 10))),
    }
}

/// The name of a message for those who do not see where it stands.
#[must_use]
pub fn said_at(name: &str, clock: &str) -> String {
    format!("{}, {clock}", isolated(name))
}

/// Read out when a message comes in.
#[must_use]
pub fn says(name: &str, words: &str) -> String {
    format!("{}: {words}", isolated(name))
}

/// Read out when several messages came in at once; and the button that leads to them.
#[must_use]
pub fn new_messages(count: usize) -> String {
    counted(count, "new message", "new messages")
}

/// Above the field for a message.
#[must_use]
pub fn to(name: &str) -> String {
    format!("To {}", isolated(name))
}

/// The name of the field for a message.
#[must_use]
pub fn message_to(name: &str) -> String {
    format!("Message to {}", isolated(name))
}

/// Near the limit of one message.
#[must_use]
pub fn left_over(units: usize) -> String {
    counted(units, "character left", "characters left")
}

/// Beyond the limit of one message.
#[must_use]
pub fn in_parts(parts: usize) -> String {
    format!("Will be sent in {} messages", intl::number(parts))
}

/// The question before a chat is ended.
#[must_use]
pub fn end_chat_with(name: &str) -> String {
    format!("End the chat with {}?", isolated(name))
}

/// A file of which only the name is shown.
#[must_use]
pub fn download(name: &str) -> String {
    format!("Download {}", isolated(name))
}

/// A file that could not be downloaded, with the reason.
#[must_use]
pub fn not_downloaded(name: &str, why: &str) -> String {
    format!("{} could not be downloaded. {why}", isolated(name))
}

/// A picture that opens larger.
#[must_use]
pub fn open_picture(name: &str) -> String {
    format!("Open {}", isolated(name))
}

/// Stops one upload.
#[must_use]
pub fn cancel_upload(name: &str) -> String {
    format!("Cancel upload of {}", isolated(name))
}

/// How many emoji a search has found.
#[must_use]
pub fn emoji_found(count: usize) -> String {
    counted(count, "emoji found", "emoji found")
}

/// A name (a nameless person's is a word), kept, where it runs from right to left, from mixing with the words around it.
pub(super) fn isolated(name: &str) -> String {
    let name = name_of(name);
    let runs_left =
        |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if name.contains(runs_left) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}
