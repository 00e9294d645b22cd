//! Light or dark: the system's choice unless the user made one.

use leptos::prelude::*;

use super::storage::{self, Key};

/// Which palette is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The choice kept from last time.
    #[must_use]
    pub fn stored() -> Self {
        match storage::read(Key::Theme).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// Shows this palette.
    pub fn apply(self) {
        let Some(root) = document().document_element() else { return };
        // Both calls fail only on an invalid attribute name.
        let _ = match self.name() {
            Some(name) => root.set_attribute("data-theme", name),
            None => root.remove_attribute("data-theme"),
        };
    }

    /// Shows this palette and keeps the choice.
    pub fn choose(self) {
        self.apply();
        match self.name() {
            Some(name) => storage::write(Key::Theme, name),
            None => storage::remove(Key::Theme),
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}
