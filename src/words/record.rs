//! What is said on the page of a chat's record.

use super::chat::isolated;
use super::trouble;
use crate::client::creatio::{CrmError, SignInError};
use crate::crm::NotTold;
use crate::domain::record::{ChatState, Field};
use crate::intents::NotAcquainted;

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum RecordWord {
    // Look-ups.
    Clear,
    OpenRecord,
    Searching,
    NothingFound,
    TryAgain,
    // The state.
    State,
    New,
    InProgress,
    Completed,
    // The page and its tabs.
    Chat,
    ChatDetails,
    Parts,
    Feed,
    Profile,
    Actions,
    Files,
    FilesAndNotes,
    AttachFile,
    AddLink,
    Address,
    Caption,
    Add,
    NoAddress,
    More,
    AsList,
    AsTiles,
    NoFiles,
    NoFilesHint,
    DropToAttach,
    SentInChat,
    Uploads,
    Retry,
    Remove,
    RemoveMeans,
    ImagesFirst,
    Restore,
    Discard,
    Follow,
    Unfollow,
    Consultation,
    LinkCase,
    Identify,
    MayBe,
    FullName,
    Phone,
    Email,
    NameNeeded,
    NoEmail,
    SaveAsNew,
    Save,
    Cancel,
    KeepMine,
    TakeTheirs,
    Nothing,
    Loading,
    SignIn,
    NoRecord,
    NoRecordHint,
    // Fields.
    From,
    To,
    Source,
    Queue,
    Start,
    End,
    Name,
    Case,
    Cases,
    ResultInfo,
    Result,
    ResultDetails,
    ConnectedTo,
    Account,
    Contact,
    Activity,
    Links,
    Notes,
}

impl RecordWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Clear => "Clear",
            Self::OpenRecord => "Open the record",
            Self::Searching => "Searching…",
            Self::NothingFound => "Nothing found",
            Self::TryAgain => "Try again",
            Self::State => "State",
            Self::New => "New",
            Self::InProgress => "In progress",
            Self::Completed => "Completed",
            Self::Chat => "Chat",
            Self::ChatDetails => "Chat details",
            Self::Parts => "Parts of the record",
            Self::Feed => "Feed",
            Self::Profile => "Profile",
            Self::Actions => "Actions",
            Self::Files => "Files",
            Self::FilesAndNotes => "Files and notes",
            Self::AttachFile => "Attach a file",
            Self::AddLink => "Add a link",
            Self::Address => "Address",
            Self::Caption => "Caption",
            Self::Add => "Add",
            Self::NoAddress => "Enter an address such as https://example.com.",
            Self::More => "More",
            Self::AsList => "Show as a list",
            Self::AsTiles => "Show as tiles",
            Self::NoFiles => "No files",
            Self::NoFilesHint => "Files that are attached here are not sent to the customer.",
            Self::DropToAttach => "Drop files to attach them. They are not sent to the customer.",
            Self::SentInChat => "Sent in the chat",
            Self::Uploads => "Files on their way",
            Self::Retry => "Retry",
            Self::Remove => "Remove",
            Self::RemoveMeans => "Nobody will find it in the CRM any more after that.",
            Self::ImagesFirst => {
                "This can be saved when all images of the notes are stored: wait for them, retry or remove them."
            }
            Self::Restore => "Restore",
            Self::Discard => "Discard",
            Self::Follow => "Follow the feed",
            Self::Unfollow => "Unfollow the feed",
            Self::Consultation => "Consultation on an existing case",
            Self::LinkCase => "Link",
            Self::Identify => "User identification",
            Self::MayBe => "Is it one of these?",
            Self::FullName => "Full name",
            Self::Phone => "Phone",
            Self::Email => "E-mail",
            Self::NameNeeded => "Enter a name.",
            Self::NoEmail => "This is no e-mail address.",
            Self::SaveAsNew => "Save as somebody new",
            Self::Save => "Save",
            Self::Cancel => "Cancel",
            Self::KeepMine => "Keep mine",
            Self::TakeTheirs => "Take theirs",
            Self::Nothing => "nothing",
            Self::SignIn => "Log in to the CRM",
            Self::NoRecord => "No record yet",
            Self::NoRecordHint => "It is made when the chat is accepted.",
            Self::Loading => "Loading…",
            Self::From => "From",
            Self::To => "To",
            Self::Source => "Source",
            Self::Queue => "Queue",
            Self::Start => "Start time",
            Self::End => "End time",
            Self::Name => "Name",
            Self::Case => "Case",
            Self::Cases => "Cases",
            Self::ResultInfo => "Result info",
            Self::Result => "Result",
            Self::ResultDetails => "Result details",
            Self::ConnectedTo => "Connected to",
            Self::Account => "Account",
            Self::Contact => "Contact",
            Self::Activity => "Activity",
            Self::Links => "Links",
            Self::Notes => "Notes",
        }
    }
}

/// What a state is called.
#[must_use]
pub fn state_name(state: ChatState) -> &'static str {
    match state {
        ChatState::New => RecordWord::New,
        ChatState::InProgress => RecordWord::InProgress,
        ChatState::Completed => RecordWord::Completed,
    }
    .text()
}

/// What a field is called.
#[must_use]
pub fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => RecordWord::Name,
        Field::Contact => RecordWord::Contact,
        Field::Result => RecordWord::Result,
        Field::ResultDetails => RecordWord::ResultDetails,
        Field::Account => RecordWord::Account,
        Field::Activity => RecordWord::Activity,
        Field::Case => RecordWord::Case,
        Field::Notes => RecordWord::Notes,
        Field::Extra(extra) => return extra.0.title.as_str(),
    }
    .text()
}

/// That something was done in the CRM.
#[must_use]
pub fn done(what: &str) -> String {
    format!("Done: {what}")
}

/// That something was not done in the CRM, and why.
#[must_use]
pub fn failed(what: &str, error: &CrmError) -> String {
    format!("Not done: {what}. {}", why(error))
}

/// A file that is on its way into the CRM.
#[must_use]
pub fn uploading(name: &str) -> String {
    format!("Storing {}", isolated(name))
}

/// A file that has come into the CRM.
#[must_use]
pub fn uploaded(name: &str) -> String {
    format!("Stored: {}", isolated(name))
}

/// A file that did not come into the CRM, and why.
#[must_use]
pub fn not_uploaded(name: &str, error: &CrmError) -> String {
    format!("{} was not stored. {}", isolated(name), why(error))
}

/// The question before a file or a link is removed.
#[must_use]
pub fn remove_for_good(name: &str) -> String {
    format!("Remove {}?", isolated(name))
}

/// Changes that were found again.
#[must_use]
pub fn found(when: &str, fields: &[Field]) -> String {
    let names = fields.iter().map(|field| field_name(*field)).collect::<Vec<_>>().join(", ");
    format!("You did not save these changes of {when}: {names}.")
}

/// What removes a file or a link.
#[must_use]
pub fn remove(name: &str) -> String {
    format!("Remove {}", isolated(name))
}

/// Whose cases can be chosen.
#[must_use]
pub fn cases_of(contact: &str) -> String {
    format!("Cases of {contact}")
}

/// That somebody else changed a field that the agent is changing.
#[must_use]
pub fn changed_meanwhile(field: Field) -> String {
    format!("{} was changed by somebody else meanwhile. Which one holds?", field_name(field))
}

/// Why something was not saved; what was entered stays.
#[must_use]
pub fn not_saved(error: &CrmError) -> String {
    format!("Not saved. {}", why(error))
}

/// Why Webitel was not told who a client is.
#[must_use]
pub fn not_told(error: &NotTold) -> String {
    let why = match error {
        NotTold::Crm(error) => why(error),
        NotTold::Webitel(NotAcquainted::Directory(error)) => trouble::rest(error),
        NotTold::Webitel(NotAcquainted::Chat(error)) => trouble::call(error),
    };
    format!("The client is known here, but Webitel was not told. {why}")
}

/// Why a record could not be shown.
#[must_use]
pub fn not_opened(error: &CrmError) -> String {
    format!("The record did not open. {}", why(error))
}

/// Why nobody was signed in to the CRM.
#[must_use]
pub fn not_signed_in(error: &SignInError) -> String {
    match error {
        SignInError::Refused(words) if words.is_empty() => {
            "The user name or the password is wrong.".to_owned()
        }
        SignInError::Refused(words) => words.clone(),
        SignInError::Failed(error) => why(error),
    }
}

/// Why the CRM did not do something, and what can be done about it.
#[must_use]
pub fn why(error: &CrmError) -> String {
    match error {
        CrmError::SignedOut => "Your CRM session has ended: log in again.".to_owned(),
        CrmError::Forbidden { what } if what.is_empty() => {
            "You have no right to do this: ask an administrator.".to_owned()
        }
        CrmError::Forbidden { what } => {
            format!("You have no right to do this: {what} An administrator of the CRM can give it to you.")
        }
        CrmError::NotFound => "It is not in the CRM any more.".to_owned(),
        CrmError::Conflict => "It was changed in the CRM meanwhile: load it again.".to_owned(),
        CrmError::Refused { words } if words.is_empty() => "The CRM refused.".to_owned(),
        CrmError::Refused { words } => format!("The CRM refused: {words}"),
        CrmError::TooLarge => "It is larger than the CRM takes.".to_owned(),
        CrmError::Offline => "The CRM can't be reached now.".to_owned(),
        CrmError::TimedOut => "The CRM did not answer in time.".to_owned(),
        CrmError::Unreadable => "The CRM's answer could not be read: tell whoever runs it.".to_owned(),
        CrmError::Misconfigured { why } => {
            format!("What config.json says about the CRM can't be read: tell whoever runs it. ({why})")
        }
    }
}
