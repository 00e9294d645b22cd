//! Looks now and then what others did in the CRM, while there is somebody to see it. The CRM tells
//! nobody by itself: so it is asked, with one request, and the less often the less is on the screen.

#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::select;

use crate::client::backoff::Backoff;
use crate::client::creatio::{Crm, CrmError, Stamp};
use crate::client::platform::Platform;
use crate::domain::feed::Notice;
use crate::ids::crm::{Guid, RecordId};

/// How long to wait before the next look while a record is open, in ms.
const OFTEN: u32 = 7_000;
/// While none is, only every so many times.
const SELDOM: u32 = 3;

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The user is told this and has not read it yet, newest first.
    Notices {
        /// All of it.
        all: Vec<Notice>,
        /// How many of these came since the last look: the first ones.
        fresh: usize,
    },
    /// An open record stands so.
    Stands(RecordId, Stamp),
}

/// Looks for news. Clones share what is known.
pub struct News<P: Platform>(Rc<Shared<P>>);

struct Shared<P: Platform> {
    crm: Crm<P>,
    tell: Box<dyn Fn(Told)>,
    notices: RefCell<Vec<Notice>>,
    /// The notifications of which it is known what they are about, be it nothing of ours.
    known: RefCell<Option<Vec<Guid>>>,
    /// Ends the present wait.
    hurry: RefCell<Option<oneshot::Sender<()>>>,
    /// Whether somebody could not wait for the next look while one was under way.
    hurried: Cell<bool>,
}

/// What comes after a look.
enum Next {
    /// Another one after this many ms.
    After(u32),
    /// None before somebody has helped.
    Never,
}

impl<P: Platform> Clone for News<P> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<P: Platform> News<P> {
    /// News of this Creatio; `tell` is told of them.
    pub fn new(crm: Crm<P>, tell: impl Fn(Told) + 'static) -> Self {
        Self(Rc::new(Shared {
            crm,
            tell: Box::new(tell),
            notices: RefCell::default(),
            known: RefCell::default(),
            hurry: RefCell::default(),
            hurried: Cell::default(),
        }))
    }

    /// Looks from now on. `open` are the records on the screen; nothing while nobody looks or
    /// nothing may be asked: then [`hurry`](Self::hurry) has to be called when that is over.
    pub fn start(&self, open: impl Fn() -> Option<Vec<RecordId>> + 'static) {
        let news = self.clone();
        self.0.crm.platform().spawn(Box::pin(async move { news.run(&open).await }));
    }

    /// Looks at once.
    pub fn hurry(&self) {
        self.0.hurried.set(true);
        if let Some(hurry) = self.0.hurry.borrow_mut().take() {
            // Whoever waited is about to look anyway.
            let _ = hurry.send(());
        }
    }

    /// These were read: nobody needs to be told of them.
    ///
    /// # Errors
    /// See [`CrmError`]; they come back with the next start of the page.
    pub async fn mark_read(&self, read: &[Guid]) -> Result<(), CrmError> {
        self.0.notices.borrow_mut().retain(|notice| !read.contains(&notice.id));
        self.tell_notices(0);
        self.0.crm.mark_read(read).await
    }

    async fn run(&self, open: &dyn Fn() -> Option<Vec<RecordId>>) {
        let mut backoff = Backoff::default();
        // So often nothing was looked for, because no record was open.
        let mut skipped = SELDOM;
        loop {
            let hurried = self.0.hurried.replace(false);
            let next = match open() {
                Some(records) if records.is_empty() && !hurried && skipped + 1 < SELDOM => {
                    skipped += 1;
                    Next::After(OFTEN)
                }
                Some(records) => {
                    skipped = 0;
                    self.look_and_rest(&records, &mut backoff).await
                }
                None => Next::Never,
            };
            self.wait(next).await;
        }
    }

    async fn wait(&self, next: Next) {
        if self.0.hurried.get() {
            return;
        }
        let (hurry, hurried) = oneshot::channel();
        *self.0.hurry.borrow_mut() = Some(hurry);
        match next {
            Next::After(ms) => drop(select(pin!(self.0.crm.platform().sleep(ms)), hurried).await),
            Next::Never => drop(hurried.await),
        }
    }

    async fn look_and_rest(&self, records: &[RecordId], backoff: &mut Backoff) -> Next {
        match self.look(records).await {
            Ok(()) => {
                backoff.reset();
                Next::After(OFTEN)
            }
            Err(CrmError::Offline | CrmError::TimedOut) => {
                Next::After(OFTEN + backoff.next_wait(self.0.crm.platform().random()))
            }
            Err(_) => Next::Never,
        }
    }

    async fn look(&self, records: &[RecordId]) -> Result<(), CrmError> {
        let glance = self.0.crm.glance(records).await?;
        for (record, stamp) in glance.records {
            (self.0.tell)(Told::Stands(record, stamp));
        }
        let is_first = self.0.known.borrow().is_none();
        let unread: Vec<Guid> = glance.unread.iter().map(|unread| unread.id).collect();
        let new: Vec<_> = {
            let mut known = self.0.known.borrow_mut();
            let known = known.get_or_insert_default();
            known.retain(|id| unread.contains(id));
            glance.unread.into_iter().filter(|unread| !known.contains(&unread.id)).collect()
        };
        let mut notices = self.0.crm.notices(&new).await?;
        let fresh = if is_first { 0 } else { notices.len() };
        if let Some(known) = self.0.known.borrow_mut().as_mut() {
            known.extend(new.iter().map(|unread| unread.id));
        }
        let before = self.0.notices.borrow().len();
        let came = notices.len();
        {
            let mut all = self.0.notices.borrow_mut();
            all.retain(|notice| unread.contains(&notice.id));
            notices.append(&mut all);
            *all = notices;
        }
        if came > 0 || self.0.notices.borrow().len() != before {
            self.tell_notices(fresh);
        }
        Ok(())
    }

    fn tell_notices(&self, fresh: usize) {
        let all = self.0.notices.borrow().clone();
        (self.0.tell)(Told::Notices { all, fresh });
    }
}
