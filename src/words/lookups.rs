//! What the System Designer and its list of lookups say.

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum LookupWord {
    Settings,
    Lookups,
    LookupsMeans,
}

impl LookupWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Settings => "System settings",
            Self::Lookups => "Lookups",
            Self::LookupsMeans => "Lists of values to choose from, such as the ready-made texts for chats.",
        }
    }
}
