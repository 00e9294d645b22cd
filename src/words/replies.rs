//! What is said where a ready-made text is chosen.

use super::{counted, record, trouble};
use crate::client::RestError;
use crate::client::creatio::CrmError;

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum ReplyWord {
    SelectText,
    Search,
    Loading,
    NoneFound,
    Preview,
    FromCrm,
    FromWebitel,
    FillFirst,
}

impl ReplyWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::SelectText => "Select text",
            Self::Search => "Search by name or text",
            Self::Loading => "Loading…",
            Self::NoneFound => "No texts found",
            Self::Preview => "Preview",
            Self::FromCrm => "Chat Hello Messages",
            Self::FromWebitel => "Webitel",
            Self::FillFirst => "Fill in or remove before sending:",
        }
    }
}

/// How many texts were found.
#[must_use]
pub fn found(count: usize) -> String {
    counted(count, "text", "texts")
}

/// How many variables have no value.
#[must_use]
pub fn missing(count: usize) -> String {
    format!("{} to fill in", counted(count, "place", "places"))
}

/// Why the CRM's texts may be old.
#[must_use]
pub fn no_crm(error: &CrmError) -> String {
    format!("These texts may be out of date. {}", record::why(error))
}

/// Why Webitel's texts may be old.
#[must_use]
pub fn no_webitel(error: &RestError) -> String {
    format!("Webitel's texts may be out of date. {}", trouble::rest(error))
}
