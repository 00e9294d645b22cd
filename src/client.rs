//! The typed client of Webitel, and in [`creatio`] that of Creatio. No other module knows JSON,
//! sockets or HTTP.
//!
//! [`Client`] asks; [`connection::stay_connected`] keeps one connection alive and tells what
//! happens as [`Fact`](crate::domain::fact::Fact)s. What a machine has to provide is in
//! [`platform`]; the browser's is in `web`.

pub mod archive;
pub mod backoff;
pub mod connection;
mod contacts;
pub mod creatio;
pub mod error;
mod json;
mod link;
pub mod platform;
pub mod quick_replies;
mod rest;
pub mod server;
mod start;
#[cfg(test)]
pub(crate) mod tests;
mod translate;
#[cfg(target_arch = "wasm32")]
pub mod web;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot;

use crate::time::Millis;
use crate::wire::call::Call;
use error::CallError;
use link::Link;
use platform::Platform;
pub use rest::{LoginError, RestError, UploadError};
use server::{Server, Token};

/// What the desk may ask of Webitel. Clones share one session.
pub struct Client<P: Platform>(Rc<Shared<P>>);

struct Shared<P: Platform> {
    platform: P,
    server: Server,
    token: RefCell<Option<Token>>,
    link: RefCell<Option<Rc<Link<P::Socket>>>>,
    /// Server clock minus own clock, in ms.
    clock_offset: Cell<i64>,
    nudge: RefCell<Option<oneshot::Sender<()>>>,
}

impl<P: Platform> Clone for Client<P> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<P: Platform> Client<P> {
    /// A client of this server, not signed in.
    pub fn new(platform: P, server: Server) -> Self {
        Self(Rc::new(Shared {
            platform,
            server,
            token: RefCell::new(None),
            link: RefCell::new(None),
            clock_offset: Cell::new(0),
            nudge: RefCell::new(None),
        }))
    }

    /// The machine this runs on.
    #[must_use]
    pub fn platform(&self) -> &P {
        &self.0.platform
    }

    /// From now on requests carry this token.
    pub fn sign_in(&self, token: Token) {
        *self.0.token.borrow_mut() = Some(token);
    }

    /// Forgets the token and the connection.
    pub fn sign_out(&self) {
        *self.0.token.borrow_mut() = None;
        self.set_link(None);
    }

    /// The time by the server's clock, as well as it is known.
    #[must_use]
    pub fn server_now(&self) -> Millis {
        self.platform().now().plus(self.0.clock_offset.get())
    }

    /// Whether a connection stands.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.0.link.borrow().is_some()
    }

    /// Asks over the WebSocket.
    ///
    /// # Errors
    /// [`CallError`] says whether the server may have acted.
    pub async fn call<C: Call>(&self, call: C) -> Result<C::Reply, CallError> {
        let link = self.0.link.borrow().clone().ok_or(CallError::Offline)?;
        link.call(self.platform(), call).await
    }

    /// Tries to connect now instead of waiting for the next turn.
    pub fn nudge(&self) {
        if let Some(nudge) = self.0.nudge.borrow_mut().take() {
            // Nobody waits any more: there is nothing to hurry.
            let _ = nudge.send(());
        }
    }

    fn set_link(&self, link: Option<Rc<Link<P::Socket>>>) {
        *self.0.link.borrow_mut() = link;
    }
}
