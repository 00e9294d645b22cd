//! Looks now and then what others did in the CRM, while there is somebody to see it. The CRM tells
//! nobody by itself: so it is asked, with one request, and the less often the less is on the screen.

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashSet;
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
/// How long while none is.
const SELDOM: u32 = 20_000;

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
    known: RefCell<Option<HashSet<Guid>>>,
    hurry: RefCell<Option<oneshot::Sender<()>>>,
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
        if let Some(hurry) = self.0.hurry.borrow_mut().take() {
            // Whoever waited is about to look anyway.
            let _ = hurry.send(());
        }
    }

    /// These were read: nobody needs to be told of them.
    ///
    /// # Errors
    /// See [`CrmError`]; they come back then.
    pub async fn mark_read(&self, read: &[Guid]) -> Result<(), CrmError> {
        self.0.notices.borrow_mut().retain(|notice| !read.contains(&notice.id));
        self.tell_notices(0);
        self.0.crm.mark_read(read).await
    }

    async fn run(&self, open: &dyn Fn() -> Option<Vec<RecordId>>) {
        let mut backoff = Backoff::default();
        loop {
            let wait = match open() {
                Some(records) => self.look_and_rest(&records, &mut backoff).await,
                None => None,
            };
            let (hurry, hurried) = oneshot::channel();
            *self.0.hurry.borrow_mut() = Some(hurry);
            match wait {
                Some(wait) => drop(select(pin!(self.0.crm.platform().sleep(wait)), hurried).await),
                None => drop(hurried.await),
            }
        }
    }

    /// Looks, and says how long to wait before the next time; nothing where another look makes no
    /// sense before somebody has helped.
    async fn look_and_rest(&self, records: &[RecordId], backoff: &mut Backoff) -> Option<u32> {
        let pause = if records.is_empty() { SELDOM } else { OFTEN };
        match self.look(records).await {
            Ok(()) => {
                backoff.reset();
                Some(pause)
            }
            Err(CrmError::Offline | CrmError::TimedOut) => {
                Some(pause + backoff.next_wait(self.0.crm.platform().random()))
            }
            Err(_) => None,
        }
    }

    async fn look(&self, records: &[RecordId]) -> Result<(), CrmError> {
        let glance = self.0.crm.glance(records).await?;
        for (record, stamp) in glance.records {
            (self.0.tell)(Told::Stands(record, stamp));
        }
        let is_first = self.0.known.borrow().is_none();
        let unread: HashSet<Guid> = glance.unread.iter().map(|unread| unread.id).collect();
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
