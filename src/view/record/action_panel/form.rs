//! What the forms of the action panel have in common: what is typed outlives the form, and a failure
//! is told in it.

use leptos::prelude::*;

use super::super::sign_in::SignIn;
use crate::browser::draft;
use crate::client::creatio::CrmError;
use crate::crm::{Crm, Record};
use crate::desk::use_desk;
use crate::ids::crm::Key;
use crate::view::ui::Announcer;
use crate::words::record;

/// The name of the key among the texts.
const KEY: &str = "key";

/// The texts of a form. They are kept until they are used or thrown away: closing the form, another
/// page, a login or a crash lose nothing.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    /// What the names of the texts begin with.
    name: StoredValue<String>,
    /// The names of all texts.
    names: StoredValue<Vec<String>>,
}

impl Kept {
    /// Of this form for this record. Several people may use one machine.
    pub(super) fn new(record: Record, form: &str) -> Self {
        let me = untrack(|| use_desk().me()).map(|me| me.to_string()).unwrap_or_default();
        Self {
            name: StoredValue::new(format!("{form}.{me}.{}", record.id())),
            names: StoredValue::new(Vec::new()),
        }
    }

    /// A field's text, as it was left; at first `otherwise`.
    pub(super) fn text(self, field: &str, otherwise: String) -> RwSignal<String> {
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
    pub(super) fn key<K: Key>(self, crm: Crm) -> K {
        let kept = draft::read(&self.named(KEY)).and_then(|kept| kept.text.parse().ok());
        kept.map_or_else(|| crm.new_key(), K::of)
    }

    /// The form is sent with this key: the next attempt, whenever it comes, is the same.
    pub(super) fn attempt(self, key: impl Key) {
        let name = self.name.with_value(|name| format!("{name}.{KEY}"));
        draft::keep(&name, &key.uuid().to_string());
    }

    /// All of it, to be forgotten once it is used: the form may be closed by then.
    pub(super) fn all(self) -> Texts {
        Texts(self.names.get_value())
    }

    fn named(self, field: &str) -> String {
        let name = self.name.with_value(|name| format!("{name}.{field}"));
        self.names.update_value(|names| names.push(name.clone()));
        name
    }
}

/// The texts of a form by their names.
pub(super) struct Texts(Vec<String>);

impl Texts {
    /// Forgets them.
    pub(super) fn forget(self) {
        self.0.iter().for_each(|name| draft::forget(name));
    }
}

/// Tells that the form's request failed: in the form, or where that is closed by now, beside it.
pub(super) fn tell_failure(
    failure: RwSignal<Option<CrmError>>,
    announcer: &Announcer,
    what: &str,
    error: CrmError,
) {
    if let Some(Some(error)) = failure.try_set(Some(error)) {
        announcer.toast(&record::failed(what, &error));
    }
}

/// Why the form's request failed; after the end of a session also the way back in.
#[component]
pub fn Failure(
    /// The failure, if there is one.
    error: RwSignal<Option<CrmError>>,
) -> impl IntoView {
    let line = move |error: CrmError| {
        view! {
            <div class="line line-warn" role="alert">
                <p class="line-text">{record::not_saved(&error)}</p>
                {(error == CrmError::SignedOut).then(SignIn)}
            </div>
        }
    };
    move || error.get().map(line)
}
