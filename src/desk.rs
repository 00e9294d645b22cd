//! The desk as views see it: they read parts of the model and are told when these change, and
//! they call intents. The model itself is plain; a trigger for each part makes it reactive.

mod acts;
mod config;
mod files;
mod reads;
mod triggers;

use leptos::prelude::*;

use crate::browser;
use crate::client::Client;
use crate::client::server::Token;
use crate::client::web::Web;
use crate::domain;
use crate::domain::fact::Change;
use crate::intents::{Connection, Intents, Shown};
use files::Files;
use triggers::Triggers;

pub use config::{Config, ConfigError};
pub use files::FileState;

/// A handle to the desk; copies are the same desk.
#[derive(Clone, Copy)]
pub struct Desk(StoredValue<Inner, LocalStorage>);

struct Inner {
    intents: Intents<Web>,
    triggers: Triggers,
    connection: ArcRwSignal<Connection>,
    files: Files,
}

/// The desk of this page.
///
/// # Panics
/// If [`Desk::provide`] was not called by the app's root.
#[must_use]
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// Sets up the page's desk and takes up the session of this tab, if there is one.
    pub fn provide(config: &Config) -> Self {
        let triggers = Triggers::default();
        let connection = ArcRwSignal::new(Connection::SignedOut { expired: false });
        let (notify, show_connection) = (triggers.clone(), connection.clone());
        let intents = Intents::new(Client::new(Web, config.server()), move |shown| match shown {
            Shown::Changes(changes) => changes.iter().for_each(|change| notify.notify(change)),
            Shown::Connection(state) => {
                if let Connection::SignedOut { .. } = state {
                    browser::session::forget();
                }
                show_connection.set(state);
            }
        });
        let under_way = intents.clone();
        browser::leaving::guard(move || under_way.read(domain::desk::Desk::is_under_way));
        if let Some(token) = browser::session::token() {
            intents.connect(Token::new(token));
        }
        let files = Files::default();
        let desk = Self(StoredValue::new_local(Inner { intents, triggers, connection, files }));
        provide_context(desk);
        desk
    }

    /// Reads a part of the model; whoever reads is told when it changes.
    fn read<T>(self, part: Change, read: impl FnOnce(&domain::desk::Desk) -> T) -> T {
        self.0.with_value(|inner| {
            inner.triggers.track(part);
            inner.intents.read(read)
        })
    }

    fn intents(self) -> Intents<Web> {
        self.0.with_value(|inner| inner.intents.clone())
    }
}
