//! What is typed into a form outlives the form.

use std::fmt::Display;

use leptos::prelude::*;

use crate::browser::draft;
use crate::crm::Crm;
use crate::desk::use_desk;
use crate::ids::crm::Key;

/// The name of the key among the texts.
const KEY: &str = "key";

/// The texts of a form. They are kept until they are used or thrown away: closing the form, another
/// page, a login or a crash lose nothing.
#[derive(Clone, Copy)]
pub struct Kept {
    /// What the names of the texts begin with.
    name: StoredValue<String>,
    /// The names of all texts.
    names: StoredValue<Vec<String>>,
}

impl Kept {
    /// Of this form, of what it is about. Several people may use one machine.
    #[must_use]
    pub fn new(form: &str, about: impl Display) -> Self {
        let me = untrack(|| use_desk().me()).map(|me| me.to_string()).unwrap_or_default();
        Self { name: StoredValue::new(format!("{form}.{me}.{about}")), names: StoredValue::new(Vec::new()) }
    }

    /// A field's text, as it was left; at first `otherwise`.
    #[must_use]
    pub fn text(self, field: &str, otherwise: String) -> RwSignal<String> {
        let name = self.named(field);
        let text = RwSignal::new(draft::read(&name).map_or(otherwise, |kept| kept.text));
        Effect::new(move |before: Option<()>| {
            text.with(|text| {
                // The first time nothing has been typed yet.
                if before.is_some() {
                    draft::keep(&name, text);
                }
            });
        });
        text
    }

    /// The key of what the form makes: the same on every attempt, so that a retry makes no second
    /// one.
    #[must_use]
    pub fn key<K: Key>(self, crm: Crm) -> K {
        let kept = draft::read(&self.named(KEY)).and_then(|kept| kept.text.parse().ok());
        kept.map_or_else(|| crm.new_key(), K::of)
    }

    /// The form is sent with this key: the next attempt, whenever it comes, is the same.
    pub fn attempt(self, key: impl Key) {
        let name = self.name.with_value(|name| format!("{name}.{KEY}"));
        draft::keep(&name, &key.uuid().to_string());
    }

    /// All of it, to be forgotten once it is used: the form may be closed by then.
    #[must_use]
    pub fn all(self) -> Texts {
        Texts(self.names.get_value())
    }

    fn named(self, field: &str) -> String {
        let name = self.name.with_value(|name| format!("{name}.{field}"));
        self.names.update_value(|names| names.push(name.clone()));
        name
    }
}

/// The texts of a form by their names.
pub struct Texts(Vec<String>);

impl Texts {
    /// Forgets them.
    pub fn forget(self) {
        self.0.iter().for_each(|name| draft::forget(name));
    }
}
