//! What the editor of notes says.

use super::counted;

/// What the editor of notes says without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum NotesWord {
    Address,
    Bold,
    Bullets,
    Cancel,
    Code,
    CodeBlock,
    Formatting,
    HeadingOne,
    HeadingTwo,
    HeadingThree,
    Hint,
    Image,
    Insert,
    Italic,
    Link,
    LinkRefused,
    LinkText,
    Nothing,
    Notes,
    Numbers,
    Preview,
    Quote,
    Redo,
    Strike,
    Undo,
    WriteNotes,
}

impl NotesWord {
    /// What it says.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Address => "Address",
            Self::Bold => "Bold",
            Self::Bullets => "Bulleted list",
            Self::Cancel => "Cancel",
            Self::Code => "Code",
            Self::CodeBlock => "Block of code",
            Self::Formatting => "Formatting",
            Self::HeadingOne => "Heading H1",
            Self::HeadingTwo => "Heading H2",
            Self::HeadingThree => "Heading H3",
            Self::Hint => {
                "Markdown. In a list Tab moves an item further in; Esc and then Tab leaves the field."
            }
            Self::Image => "Insert image",
            Self::Insert => "Insert",
            Self::Italic => "Italic",
            Self::Link => "Insert link",
            Self::LinkRefused => {
                "Give a web address, an e-mail address with mailto: or a phone number with tel:."
            }
            Self::LinkText => "Text",
            Self::Nothing => "No notes yet",
            Self::Notes => "Notes",
            Self::Numbers => "Numbered list",
            Self::Preview => "Preview",
            Self::Quote => "Quote",
            Self::Redo => "Redo",
            Self::Strike => "Strikethrough",
            Self::Undo => "Undo",
            Self::WriteNotes => "Write notes…",
        }
    }
}

/// A control with the keys that do the same.
#[must_use]
pub fn with_keys(name: &str, keys: &str) -> String {
    if keys.is_empty() { name.to_owned() } else { format!("{name} ({keys})") }
}

/// Images of the stored notes that the editor cannot keep.
#[must_use]
pub fn would_lose(count: usize) -> String {
    let images = counted(count, "image", "images");
    format!("{images} of these notes can not be shown here. Saving changed notes leaves them out.")
}
