//! What is said where the content of a lookup is edited.

use super::chat::isolated;
use super::record::why;
use super::{counted, say};
use crate::browser::intl;
use crate::client::creatio::CrmError;
use crate::crm::NotMade;
use crate::domain::content::{BadRow, Fault, LONGEST_NAME, LONGEST_TEXT, Theirs, Trouble};

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum ContentWord {
    // The page.
    New,
    Refresh,
    Search,
    RowActions,
    Edit,
    Save,
    Copy,
    CopyMark,
    Undo,
    Delete,
    Empty,
    EmptyHint,
    NoneFound,
    NoneFoundHint,
    NamesOnly,
    // The columns; a file has them, too.
    Name,
    Description,
    Changed,
    // A row.
    SaveAndFinish,
    Leave,
    KeptAsDraft,
    Saving,
    Saved,
    NotSaved,
    TryAgain,
    Undone,
    ShowUnsaved,
    BringBack,
    // Two people, one row.
    KeepMine,
    TakeTheirs,
    MakeAnew,
    LetGo,
    Nothing,
    DeleteMeans,
    Cancel,
    // Files.
    Export,
    ExportFound,
    Import,
    DropToImport,
    ImportTitle,
    ImportMeans,
    ChooseFile,
    ImportNothing,
    NotText,
    Close,
    Stop,
}

impl ContentWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Refresh => "Refresh",
            Self::Search => "Search by name or text",
            Self::RowActions => "Selected row",
            Self::Edit => "Edit",
            Self::Save => "Save",
            Self::Copy => "Copy",
            Self::CopyMark => "copy",
            Self::Undo => "Undo",
            Self::Delete => "Delete",
            Self::Empty => "Nothing here yet",
            Self::EmptyHint => "Add the first row with New, or import a file.",
            Self::NoneFound => "Nothing found",
            Self::NoneFoundHint => "No name and no text has all of these words.",
            Self::NamesOnly => "The rows of this lookup have names only.",
            Self::Name => "Name",
            Self::Description => "Description",
            Self::Changed => "Changed",
            Self::SaveAndFinish => "Save and finish",
            Self::Leave => "Finish later",
            Self::KeptAsDraft => "Not saved yet: what you have typed is kept.",
            Self::Saving => "Saving…",
            Self::Saved => "Saved",
            Self::NotSaved => "Not saved",
            Self::TryAgain => "Try again",
            Self::Undone => "Taken back",
            Self::ShowUnsaved => "Show",
            Self::BringBack => "Bring back",
            Self::KeepMine => "Keep mine",
            Self::TakeTheirs => "Take theirs",
            Self::MakeAnew => "Make it anew",
            Self::LetGo => "Let it go",
            Self::Nothing => "nothing",
            Self::DeleteMeans => {
                "It will be gone for everybody. Undo brings it back while this page is open."
            }
            Self::Cancel => "Cancel",
            Self::Export => "Export",
            Self::ExportFound => "Export what is found",
            Self::Import => "Import",
            Self::DropToImport => "Drop a CSV file to import its rows",
            Self::ImportTitle => "Import rows",
            Self::ImportMeans => {
                "A CSV file whose first line names the columns Name and Description. A row with a name that \
                 is here already changes that row; others are added; nothing is deleted. You see what would \
                 change before anything does. Undo does not reach it: export first what you may want back."
            }
            Self::ChooseFile => "Choose a file",
            Self::ImportNothing => "Nothing in this file differs from what is here.",
            Self::NotText => {
                "Some characters of this file can't be read. Save it as “CSV UTF-8” and choose it again."
            }
            Self::Close => "Close",
            Self::Stop => "Stop",
        }
    }
}

/// The columns of a file with the rows.
#[must_use]
pub fn file_head() -> [&'static str; 2] {
    [ContentWord::Name, ContentWord::Description].map(ContentWord::text)
}

/// How many rows there are.
#[must_use]
pub fn rows(count: usize) -> String {
    counted(count, "row", "rows")
}

/// How many of all rows were found.
#[must_use]
pub fn found(count: usize, all: usize) -> String {
    format!("{} of {}", intl::number(count), rows(all))
}

/// How many rows are not saved.
#[must_use]
pub fn unsaved(count: usize) -> String {
    format!("{} not saved", rows(count))
}

/// What was typed and dropped.
#[must_use]
pub fn dropped(name: &str) -> String {
    format!("What you typed for {} was dropped.", isolated(name))
}

/// What is wrong with a field.
#[must_use]
pub fn trouble(trouble: Trouble) -> String {
    match trouble {
        Trouble::NoName => "Enter a name.".to_owned(),
        Trouble::NoText => "Enter the text.".to_owned(),
        Trouble::NameTaken => "Another row has this name.".to_owned(),
        Trouble::NameTooLong(over) => too_long(over, LONGEST_NAME),
        Trouble::TextTooLong(over) => too_long(over, LONGEST_TEXT),
    }
}

fn too_long(over: usize, most: usize) -> String {
    let most = intl::number(most);
    format!("{} too many; {most} fit.", counted(over, "character", "characters"))
}

/// Why a row was not saved, or not removed; a missing right is told by what it is for.
#[must_use]
pub fn failure(error: &CrmError, lookup: &str) -> String {
    match error {
        CrmError::Forbidden { what } => {
            let own_words = if what.is_empty() { String::new() } else { format!(" The CRM says: {what}") };
            format!(
                "You lack the right to change the rows of {}: an administrator can give it to you.{own_words}",
                isolated(lookup)
            )
        }
        error => why(error),
    }
}

/// That a row was not saved.
#[must_use]
pub fn not_saved(error: &CrmError, lookup: &str) -> String {
    format!("Not saved. {}", failure(error, lookup))
}

/// That the last change was not taken back.
#[must_use]
pub fn not_undone(error: &CrmError, lookup: &str) -> String {
    format!("Not taken back. {}", failure(error, lookup))
}

/// That the content could not be read.
#[must_use]
pub fn not_opened(error: &CrmError) -> String {
    match error {
        CrmError::NotFound => "This lookup is not in the CRM any more, or its object is not.".to_owned(),
        CrmError::Forbidden { .. } => {
            format!("You lack the right to read this lookup. {}", why(error))
        }
        error => why(error),
    }
}

/// Who has changed or deleted a row meanwhile, in a few words.
#[must_use]
pub fn meanwhile(theirs: &Theirs) -> String {
    let what = if theirs.values.is_some() { "Changed" } else { "Deleted" };
    let by = if theirs.by.is_empty() { "somebody else".to_owned() } else { isolated(&theirs.by) };
    format!("{what} by {by} meanwhile")
}

/// The question that two versions of a row ask.
#[must_use]
pub fn conflict(theirs: &Theirs) -> String {
    let when = theirs.at.map(|at| format!(" ({})", intl::date_and_clock(at))).unwrap_or_default();
    match &theirs.values {
        Some(_) => format!("{}{when}. Which one holds?", meanwhile(theirs)),
        None => format!("{}. What becomes of what you have typed?", meanwhile(theirs)),
    }
}

/// The question before a row is deleted.
#[must_use]
pub fn delete(name: &str) -> String {
    format!("Delete {}?", isolated(name))
}

/// That a row to be deleted was changed.
#[must_use]
pub fn changed_before_delete(theirs: &Theirs) -> String {
    format!("{}: it is as shown here now. Delete it all the same?", meanwhile(theirs))
}

/// What stands for a row without a name.
#[must_use]
pub fn named(name: &str) -> String {
    if name.trim().is_empty() { say(super::Word::NoName).to_owned() } else { name.to_owned() }
}

/// What a file would change.
#[must_use]
pub fn plan(new: usize, changed: usize, same: usize, bad: usize) -> String {
    let number = intl::number;
    format!(
        "{} new, {} changed, {} as they are, {} that can't be taken",
        number(new),
        number(changed),
        number(same),
        number(bad)
    )
}

/// What makes the changes of a file.
#[must_use]
pub fn take_over(count: usize) -> String {
    format!("Import {}", rows(count))
}

/// What would be done with a row of a file.
#[must_use]
pub fn is_new(is_new: bool) -> &'static str {
    if is_new { "New" } else { "Changed" }
}

/// Where a row of a file stands.
#[must_use]
pub fn line(number: u64) -> String {
    format!("Line {number}")
}

/// Why a row of a file can't be taken.
#[must_use]
pub fn bad(row: &BadRow) -> String {
    match row.fault {
        Fault::NoHead => "The first line does not name the columns Name and Description.".to_owned(),
        Fault::TooShort => "It has too few fields.".to_owned(),
        Fault::Again(line) => format!("Line {line} has the same name already."),
        Fault::Trouble(Trouble::NoName) => "It has no name.".to_owned(),
        Fault::Trouble(Trouble::NoText) => "It has no text.".to_owned(),
        Fault::Trouble(other) => trouble(other),
    }
}

/// How far an import is.
#[must_use]
pub fn progress(made: usize, all: usize) -> String {
    format!("{} of {} imported", intl::number(made), rows(all))
}

/// Why a row was not imported.
#[must_use]
pub fn not_made(why: &NotMade, lookup: &str) -> String {
    match why {
        NotMade::Conflict(theirs) => meanwhile(theirs),
        NotMade::Failed(error) => failure(error, lookup),
        NotMade::Stopped => "Stopped before.".to_owned(),
    }
}
