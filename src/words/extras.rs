//! What is said in the parts of a record's page that are configured.

use super::counted;
use crate::browser::{intl, local};
use crate::client::creatio::CrmError;
use crate::client::creatio::layout::LayoutError;
use crate::domain::record::{Cell, Kind};
use crate::words::record::why;

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum ExtraWord {
    Yes,
    No,
    NoRows,
    NoFigures,
    More,
    Again,
}

impl ExtraWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::NoRows => "Nothing here yet",
            Self::NoFigures => "Nothing to count yet",
            Self::More => "Show more",
            Self::Again => "Try again",
        }
    }
}

/// A value as people read it; nothing where there is none.
#[must_use]
pub fn cell(cell: &Cell, kind: &Kind) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => intl::decimal(number.get()),
        Cell::Time(None) => String::new(),
        Cell::Time(Some(time)) if *kind == Kind::Date => intl::date(local::from_utc_day(*time)),
        Cell::Time(Some(time)) => intl::date_and_clock(*time),
        Cell::Flag(flag) => if *flag { ExtraWord::Yes } else { ExtraWord::No }.text().to_owned(),
        Cell::Row(row) => row.as_ref().map(|row| row.title.clone()).unwrap_or_default(),
    }
}

/// How many rows a list has.
#[must_use]
pub fn rows(count: u64) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), "record", "records")
}

/// Why something configured could not be read.
#[must_use]
pub fn not_read(error: &CrmError) -> String {
    format!("It could not be read. {}", why(error))
}

/// Why the configuration can't be used.
#[must_use]
pub fn broken(error: &LayoutError) -> String {
    format!("record-page.json can't be used: {}. Tell whoever runs this desk.", error.0)
}
