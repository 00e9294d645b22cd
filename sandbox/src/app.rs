//! The state that everything shares, and the way to change it: a command is one transaction,
//! and what it has to tell goes out after the commit.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, Transaction};
use serde::Serialize;
use tokio::sync::Notify;
use webitel_chats::ids::{ConversationId, UserId};
use webitel_chats::time::Millis;

use crate::args::Args;
use crate::creatio::trouble::Trouble;
use crate::error::{Failure, Result};
use crate::faults::Faults;
use crate::frames::FrameLog;
use crate::hub::{Hub, Post, Topic};
use crate::store;

/// Everything that handlers share. Cloning is cheap.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

pub(crate) struct Shared {
    /// The one lock around the world: held by a command from its first query until its events
    /// are in the sockets' queues, so that everybody sees one order of things.
    db: Mutex<Connection>,
    /// A second connection, for what takes long to read: it does not keep the world waiting.
    aside: Mutex<Connection>,
    /// Who is connected.
    pub(crate) hub: Hub,
    /// Wakes the routing engine before its next tick.
    pub(crate) wake: Notify,
    /// What tests let go wrong.
    pub(crate) faults: Faults,
    /// What tests let go wrong with the CRM.
    pub(crate) crm_trouble: Trouble,
    /// Where everything is kept.
    pub(crate) data: PathBuf,
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// A command under way: what it does is seen by nobody before it is complete.
pub(crate) struct Act<'a> {
    /// The transaction.
    pub(crate) db: Transaction<'a>,
    /// When the command began.
    pub(crate) now: Millis,
    /// Who is connected.
    pub(crate) hub: &'a Hub,
    posts: Vec<Post>,
}

impl App {
    /// Opens the data folder, creating what is missing.
    pub(crate) fn open(args: &Args) -> std::result::Result<Self, Box<dyn std::error::Error>> {
        let files = args.data.join("files");
        std::fs::create_dir_all(&files)?;
        crate::storage::tidy(&files)?;
        let path = args.data.join("sandbox.sqlite");
        let db = store::open(&path)?;
        let aside = store::open_aside(&path)?;
        let app = Self(Arc::new(Shared {
            db: Mutex::new(db),
            aside: Mutex::new(aside),
            hub: Hub::new(args.control.then(FrameLog::default)),
            faults: Faults::default(),
            crm_trouble: Trouble::default(),
            wake: Notify::new(),
            data: args.data.clone(),
        }));
        if args.seed {
            let folder = app.files_dir();
            app.act(|act| crate::seed::run(act, &folder)).map_err(|failure| failure.0.detail)?;
        }
        Ok(app)
    }

    /// Runs a command. If it fails nothing has happened and nothing is told.
    pub(crate) fn act<T>(&self, command: impl FnOnce(&mut Act) -> Result<T>) -> Result<T> {
        let value = self.act_then(command, |_, hub, posts| hub.deliver(posts))?;
        // Whatever changed may let somebody be served.
        self.wake.notify_one();
        Ok(value)
    }

    /// Runs a command and delivers what it has to tell in a way of one's own, before anything
    /// else can happen. Does not wake the routing engine.
    pub(crate) fn act_then<T>(
        &self,
        command: impl FnOnce(&mut Act) -> Result<T>,
        deliver: impl FnOnce(&T, &Hub, Vec<Post>),
    ) -> Result<T> {
        let mut db = self.lock();
        let mut act = Act::begin(&mut db, &self.hub, now())?;
        let value = command(&mut act)?;
        deliver(&value, &self.hub, act.commit()?);
        Ok(value)
    }

    /// Runs a command whose refusals are of another kind than a [`Failure`].
    pub(crate) fn command<T, E: From<Failure>>(
        &self,
        command: impl FnOnce(&mut Act) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut db = self.lock();
        let mut act = Act::begin(&mut db, &self.hub, now())?;
        let value = command(&mut act)?;
        self.hub.deliver(act.commit()?);
        Ok(value)
    }

    /// Looks something up that may take long, without making commands wait. It sees what was
    /// committed before.
    pub(crate) fn read_aside<T, E>(
        &self,
        query: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        query(&self.aside.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks something up.
    pub(crate) fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        query(&self.lock())
    }

    /// Where the bytes of files lie.
    pub(crate) fn files_dir(&self) -> PathBuf {
        Path::join(&self.data, "files")
    }

    /// A command that panicked was rolled back, so the connection is fit for the next one.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'a> Act<'a> {
    /// Begins a command; without [`commit`](Self::commit) nothing will have happened.
    pub(crate) fn begin(db: &'a mut Connection, hub: &'a Hub, now: Millis) -> Result<Self> {
        Ok(Self { db: db.transaction()?, now, hub, posts: Vec::new() })
    }

    /// Completes the command and hands over what it has to tell.
    pub(crate) fn commit(self) -> Result<Vec<Post>> {
        self.db.commit()?;
        Ok(self.posts)
    }

    /// Tells all sockets of a user something once the command is complete.
    pub(crate) fn tell(&mut self, user: UserId, topic: Topic, data: &impl Serialize) -> Result<()> {
        let data = serde_json::value::to_raw_value(data)?;
        self.posts.push(Post::ToUser { user, topic, data });
        Ok(())
    }

    /// Here the caller gets the reply; what is told from now on comes after it. Without this
    /// the reply comes last.
    pub(crate) fn reply_here(&mut self) {
        self.posts.push(Post::Reply);
    }

    /// Tells the customer of a conversation something once the command is complete.
    pub(crate) fn tell_customer(
        &mut self,
        conversation: ConversationId,
        data: &impl Serialize,
    ) -> Result<()> {
        let frame = serde_json::to_string(data)?;
        self.posts.push(Post::ToCustomer { conversation, frame });
        Ok(())
    }
}

/// The time by this machine's clock.
pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
