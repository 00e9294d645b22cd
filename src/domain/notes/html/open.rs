//! The elements around the place where the reader is.

use std::ops::{Deref, DerefMut};

use super::element::Role;
use super::style::Says;
use crate::domain::notes::{Href, Level, Mark, Marks};

/// Elements nested deeper than this are not told apart.
const MAX_OPEN: usize = 128;

/// An element whose end is not read yet.
pub(super) struct Open<'a> {
    pub(super) name: &'a str,
    pub(super) role: Role,
    pub(super) says: Says,
    pub(super) link: Option<Href>,
    /// Whether the builder has a block open for it.
    pub(super) builds: bool,
}

/// The open elements, outermost first.
#[derive(Default)]
pub(super) struct OpenElements<'a>(Vec<Open<'a>>);

impl<'a> Deref for OpenElements<'a> {
    type Target = Vec<Open<'a>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for OpenElements<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl OpenElements<'_> {
    pub(super) fn is_full(&self) -> bool {
        self.len() >= MAX_OPEN
    }

    /// How words look here.
    pub(super) fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for mark in Mark::ALL {
            let said = self.iter().rev().find_map(|open| open.says[mark as usize]);
            marks.set(mark, said == Some(true));
        }
        marks
    }

    /// Where words lead here.
    pub(super) fn link(&self) -> Option<Href> {
        self.iter().rev().find_map(|open| open.link.clone())
    }

    pub(super) fn in_code(&self) -> bool {
        self.iter().any(|open| open.role == Role::Code)
    }

    pub(super) fn heading(&self) -> Option<Level> {
        self.iter().rev().find_map(|open| match open.role {
            Role::Heading(level) => Some(level),
            _ => None,
        })
    }

    /// Whether blocks are lines of a cell here.
    pub(super) fn in_cell(&self) -> bool {
        let decides = |open: &&Open<'_>| {
            matches!(open.role, Role::Cell | Role::Row | Role::Table | Role::Item | Role::Quote)
        };
        self.iter().rev().find(decides).is_some_and(|open| open.role == Role::Cell)
    }
}
