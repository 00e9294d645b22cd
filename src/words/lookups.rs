//! What the System Designer and its list of lookups say.

use super::chat::isolated;
use super::counted;
use crate::domain::lookups::NameFault;

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum LookupWord {
    Settings,
    Lookups,
    LookupsMeans,
    NewLookup,
    Search,
    OpenContent,
    NoneFound,
    NoneFoundHint,
    // Columns and fields.
    Name,
    Object,
    ObjectHint,
    Description,
    NoObjectThere,
    // What is wrong.
    NameNeeded,
    ObjectNeeded,
    NameTaken,
    ShowIt,
}

impl LookupWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Settings => "System settings",
            Self::Lookups => "Lookups",
            Self::LookupsMeans => "Lists of values to choose from, such as the ready-made texts for chats.",
            Self::NewLookup => "New lookup",
            Self::Search => "Search by name or description",
            Self::OpenContent => "Open content",
            Self::NoneFound => "No lookups found",
            Self::NoneFoundHint => "Change what is looked for, or take some of it back.",
            Self::Name => "Name",
            Self::Object => "Object",
            Self::ObjectHint => "Search by title or code",
            Self::Description => "Description",
            Self::NoObjectThere => "Not in the CRM",
            Self::NameNeeded => "Enter a name.",
            Self::ObjectNeeded => "Choose the object that holds the values.",
            Self::NameTaken => "There is a lookup of this name already.",
            Self::ShowIt => "Show it",
        }
    }
}

/// How many lookups a list has.
#[must_use]
pub fn lookups_found(count: usize) -> String {
    counted(count, "lookup", "lookups")
}

/// What is wrong with a lookup's name.
#[must_use]
pub fn name_fault(fault: NameFault) -> String {
    match fault {
        NameFault::Empty => LookupWord::NameNeeded.text().to_owned(),
        NameFault::TooLong(over) => {
            format!("Shorten the name by {}.", counted(over, "character", "characters"))
        }
    }
}

/// That a lookup was saved and is listed.
#[must_use]
pub fn saved(name: &str) -> String {
    format!("Saved: {}", isolated(name))
}
