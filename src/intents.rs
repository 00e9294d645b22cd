//! What the agent can do. Views call these; each asks the client and tells the desk's model what
//! came of it. Runs in a browser and, for tests, natively.

mod acquaint;
mod attach;
mod closed;
mod deliver;
mod end;
mod history;
mod invitation;
mod look_up;
pub mod news;
pub mod records;
mod send;
mod session;
mod status;
#[cfg(test)]
mod tests;

pub use acquaint::NotAcquainted;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::AbortHandle;

use crate::client::Client;
use crate::client::archive::Archive;
use crate::client::platform::Platform;
use crate::domain::desk::{Changes, Desk};
use crate::domain::outgoing::LocalId;
use crate::ids::ConversationId;
use crate::time::Millis;

/// Everything the agent can do, and what it is done to. Clones share one desk.
pub struct Intents<P: Platform>(Rc<Shared<P>>);

/// What is done with a desk whenever a connection stands.
type Settle<P> = fn(&Intents<P>);

struct Shared<P: Platform> {
    client: Client<P>,
    desk: RefCell<Desk>,
    show: Box<dyn Fn(Shown)>,
    /// The running connection; aborting it ends it.
    connection: RefCell<Option<AbortHandle>>,
    /// Files of outgoing messages, to be sent again if need be.
    files: RefCell<BTreeMap<LocalId, attach::Attachment<P::File>>>,
    /// Uploads under way; aborting one stops it.
    uploads: RefCell<BTreeMap<LocalId, AbortHandle>>,
    /// Where messages are being delivered, one after the other.
    delivering: RefCell<HashSet<(ConversationId, deliver::Lane)>>,
    /// Where the history is asked what is missing or in doubt; waking one makes it look now.
    looking: RefCell<BTreeMap<ConversationId, Option<oneshot::Sender<()>>>>,
    /// Takes up what waits for a connection; set once somebody can write.
    settle: Cell<Option<Settle<P>>>,
    /// Where else to read what was said.
    archive: OnceCell<Rc<dyn Archive>>,
}

/// What a view has to know of: all else it reads from the desk.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Parts of the desk may look different.
    Changes(Changes),
    /// The connection's state.
    Connection(Connection),
}

/// The connection's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Nobody is signed in, or the session has ended.
    SignedOut {
        /// Whether a session was there and has ended.
        expired: bool,
    },
    /// The first attempt, or a further one.
    Connecting,
    /// All is up to date since this time, by the server's clock.
    Live {
        /// When.
        since: Millis,
    },
    /// Gone; the next attempt is at this time, by the machine's clock.
    Lost {
        /// When.
        retry_at: Millis,
    },
}

impl<P: Platform> Clone for Intents<P> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<P: Platform> Intents<P> {
    /// A desk at which nobody sits yet. `show` is told of everything that may look different.
    pub fn new(client: Client<P>, show: impl Fn(Shown) + 'static) -> Self {
        Self(Rc::new(Shared {
            client,
            desk: RefCell::default(),
            show: Box::new(show),
            connection: RefCell::new(None),
            files: RefCell::default(),
            uploads: RefCell::default(),
            delivering: RefCell::default(),
            looking: RefCell::default(),
            settle: Cell::default(),
            archive: OnceCell::new(),
        }))
    }

    /// The client behind the desk.
    #[must_use]
    pub fn client(&self) -> &Client<P> {
        &self.0.client
    }

    /// Reads the desk.
    pub fn read<T>(&self, read: impl FnOnce(&Desk) -> T) -> T {
        read(&self.0.desk.borrow())
    }

    /// Changes the desk and shows what changed. The desk is free again when it is shown.
    fn change(&self, change: impl FnOnce(&mut Desk) -> Changes) -> Changes {
        let changes = change(&mut self.0.desk.borrow_mut());
        if !changes.is_empty() {
            (self.0.show)(Shown::Changes(changes.clone()));
        }
        changes
    }

    /// Changes the desk where that yields something besides.
    fn change_with<T>(&self, change: impl FnOnce(&mut Desk) -> Option<(T, Changes)>) -> Option<T> {
        let mut result = None;
        self.change(|desk| match change(desk) {
            Some((value, changes)) => {
                result = Some(value);
                changes
            }
            None => Changes::default(),
        });
        result
    }

    fn show_connection(&self, connection: Connection) {
        (self.0.show)(Shown::Connection(connection));
    }

    /// Runs a task beside the caller.
    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.client().platform().spawn(Box::pin(task));
    }
}
