//! What the history of all chats says.

use super::counted;

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum HistoryWord {
    Title,
    Refresh,
    TryAgain,
    Loading,
    NoneFound,
    NoneFoundHint,
    // Filters.
    Search,
    FromDay,
    UntilDay,
    Agent,
    // Columns.
    Name,
    From,
    To,
    Source,
    Queue,
    Start,
    End,
    State,
}

impl HistoryWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Title => "Webitel Chats",
            Self::Refresh => "Refresh",
            Self::TryAgain => "Try again",
            Self::Loading => "Loading…",
            Self::NoneFound => "No chats found",
            Self::NoneFoundHint => "Change what is looked for, or take some of it back.",
            Self::Search => "Search by name",
            Self::FromDay => "From",
            Self::UntilDay => "Until",
            Self::Agent => "Agent",
            Self::Name => "Name",
            Self::From => "From",
            Self::To => "To",
            Self::Source => "Source",
            Self::Queue => "Queue",
            Self::Start => "Start time",
            Self::End => "End time",
            Self::State => "State",
        }
    }

    /// That a filter lets all through.
    #[must_use]
    pub fn any(self) -> &'static str {
        match self {
            Self::State => "Any state",
            Self::Source => "Any source",
            Self::Queue => "Any queue",
            Self::Agent => "Any agent",
            _ => "Any",
        }
    }
}

/// How many chats a list has.
#[must_use]
pub fn chats_found(count: usize) -> String {
    counted(count, "chat", "chats")
}
