//! What is said on the page of a chat's record.

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
    // The page.
    Actions,
    Save,
    Cancel,
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
            Self::Actions => "Actions",
            Self::Save => "Save",
            Self::Cancel => "Cancel",
        }
    }
}
