//! Sign in, stay connected, sign out.

use std::cell::Cell;

use futures_util::future::abortable;

use super::{Connection, Intents, Shown};
use crate::client::LoginError;
use crate::client::connection::{News, stay_connected};
use crate::client::platform::Platform;
use crate::client::server::Token;
use crate::domain::desk::Desk;
use crate::domain::fact::{Change, Fact};

impl<P: Platform> Intents<P> {
    /// Signs in with a password. The token is returned for whoever may keep it.
    ///
    /// # Errors
    /// [`LoginError`] says what the agent can do.
    pub async fn log_in(&self, username: String, password: String) -> Result<Token, LoginError> {
        let token = self.client().log_in(username, password).await?;
        self.connect(token.clone());
        Ok(token)
    }

    /// Takes up work with a token. What was typed and not sent in a session before stays.
    pub fn connect(&self, token: Token) {
        self.disconnect();
        self.client().sign_in(token);
        let intents = self.clone();
        let first = Cell::new(true);
        let tell = move |news| intents.take_in(news, first.replace(false));
        let (connection, handle) = abortable(stay_connected(self.client().clone(), tell));
        *self.0.connection.borrow_mut() = Some(handle);
        self.spawn(async move {
            // An aborted connection has nothing left to say.
            let _ = connection.await;
        });
    }

    /// Ends the session here and on the server, and clears the desk.
    pub async fn log_out(&self) {
        // Unreachable, the server forgets the session by itself.
        let _ = self.client().log_out().await;
        self.disconnect();
        *self.0.desk.borrow_mut() = Desk::default();
        (self.0.show)(Shown::Changes([Change::Agent, Change::Lists, Change::Closed].into()));
        self.show_connection(Connection::SignedOut { expired: false });
    }

    /// Tries to connect now, such as when the machine is online again.
    pub fn hurry(&self) {
        self.client().nudge();
    }

    fn disconnect(&self) {
        if let Some(connection) = self.0.connection.borrow_mut().take() {
            connection.abort();
        }
        self.client().sign_out();
    }

    fn take_in(&self, news: News, first: bool) {
        match news {
            News::Connecting if first => self.show_connection(Connection::Connecting),
            // Between two attempts the screen keeps saying when the next one is.
            News::Connecting => {}
            News::Live(fact) => {
                self.take(fact);
                self.show_connection(Connection::Live { since: self.client().server_now() });
                self.load_closed();
                if let Some(settle) = self.0.settle.get() {
                    settle(self);
                }
            }
            News::Heard(fact) => self.take(fact),
            News::Lost { retry_at } => {
                self.unconfirm_all();
                self.show_connection(Connection::Lost { retry_at });
            }
            News::SignedOut => {
                self.unconfirm_all();
                self.client().sign_out();
                self.show_connection(Connection::SignedOut { expired: true });
            }
        }
    }

    fn take(&self, fact: Fact) {
        let changes = self.change(|desk| desk.apply(fact));
        // Something was closed: the server knows best when and how.
        if changes.contains(Change::Closed) {
            self.load_closed();
        }
    }
}
