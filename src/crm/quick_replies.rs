//! Ready-made texts as the composer sees them: offered at once as they were last, then as they are.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::join;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Crm;
use crate::browser::storage::{self, Key};
use crate::client::RestError;
use crate::client::creatio::{Crm as Client, CrmError};
use crate::client::quick_replies::{keep, keep_uses, take_up, take_up_uses};
use crate::client::web::Web;
use crate::desk::Desk;
use crate::domain::quick_replies::{Catalogue, Kept, QuickReply, ReplyId, Stamp, merge};
use crate::ids::UserId;

/// Whether the texts are as they are now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// They are being looked at.
    #[default]
    Asking,
    /// They are.
    Fresh,
    /// The CRM could not be asked: its texts are as they were last.
    NoCrm(CrmError),
    /// Webitel could not be asked: its texts are as they were last.
    NoWebitel(RestError),
}

/// A handle; copies are the same.
#[derive(Clone, Copy)]
pub struct QuickReplies(StoredValue<Rc<Shared>, LocalStorage>);

pub(super) struct Shared {
    client: Client<Web>,
    desk: Desk,
    user: UserId,
    kept: RefCell<Kept>,
    uses: RefCell<BTreeMap<ReplyId, u32>>,
    catalogue: ArcRwSignal<Arc<Catalogue>>,
    freshness: ArcRwSignal<Freshness>,
    is_read: Cell<bool>,
    /// Whether a text was taken since they were put in order.
    is_out_of_order: Cell<bool>,
    asking: Cell<bool>,
}

impl Crm {
    /// The ready-made texts for this agent; nothing before it is known who that is.
    #[must_use]
    pub fn quick_replies(self, desk: Desk) -> Option<QuickReplies> {
        let user = untrack(|| desk.me())?;
        let client = self.client();
        let shared = self.0.with_value(|inner| {
            let mut replies = inner.replies.borrow_mut();
            let known = replies.as_ref().filter(|known| known.user == user);
            let shared = known.map_or_else(|| Shared::new(client, desk, user), Rc::clone);
            Rc::clone(replies.insert(shared))
        });
        Some(QuickReplies(StoredValue::new_local(shared)))
    }
}

impl Shared {
    fn new(client: Client<Web>, desk: Desk, user: UserId) -> Rc<Self> {
        Rc::new(Self {
            client,
            desk,
            user,
            kept: RefCell::default(),
            uses: RefCell::default(),
            catalogue: ArcRwSignal::default(),
            freshness: ArcRwSignal::default(),
            is_read: Cell::new(false),
            is_out_of_order: Cell::new(false),
            asking: Cell::new(false),
        })
    }

    /// Reads what was kept, once, and not before somebody wants it: a composer without it is ready
    /// sooner.
    fn read_kept(&self) {
        if !self.is_read.replace(true) {
            let kept = storage::read(Key::Replies(self.user)).and_then(|text| take_up(&text));
            let uses = storage::read(Key::RepliesUsed(self.user)).map(|text| take_up_uses(&text));
            self.kept.replace(kept.unwrap_or_default());
            self.uses.replace(uses.unwrap_or_default());
            self.show();
        }
    }

    /// Looks whether the texts are as they were, and fetches what is not.
    async fn refresh(&self) {
        let known = self.kept.borrow().clone();
        let (of_crm, of_webitel) = join(self.of_crm(&known), self.desk.quick_replies()).await;
        let freshness = match (&of_crm, &of_webitel) {
            (Err(error), _) => Freshness::NoCrm(error.clone()),
            (_, Err(error)) => Freshness::NoWebitel(error.clone()),
            (Ok(_), Ok(_)) => Freshness::Fresh,
        };
        let (crm, webitel) = known.by_origin();
        let (stamp, crm) = of_crm.unwrap_or((known.stamp, crm));
        let replies = merge(crm, of_webitel.unwrap_or(webitel));
        let now = Kept { stamp, replies };
        let is_new = now != known;
        if is_new {
            storage::write(Key::Replies(self.user), &keep(&now));
            self.kept.replace(now);
        }
        // Thousands of texts are not prepared anew for nothing: somebody may be typing by now.
        if self.is_out_of_order.replace(false) || is_new {
            self.show();
        }
        self.freshness.set(freshness);
    }

    async fn of_crm(&self, known: &Kept) -> Result<(Stamp, Vec<QuickReply>), CrmError> {
        let stamp = self.client.hello_stamp().await?;
        if stamp == known.stamp {
            return Ok((stamp, known.by_origin().0));
        }
        Ok((stamp, self.client.hello_messages().await?))
    }

    /// Offers the texts in the order in which the agent needs them.
    fn show(&self) {
        let catalogue = Catalogue::new(self.kept.borrow().replies.clone(), &self.uses.borrow());
        self.catalogue.set(Arc::new(catalogue));
    }
}

impl QuickReplies {
    /// The texts; tracked.
    #[must_use]
    pub fn catalogue(self) -> Arc<Catalogue> {
        self.0.with_value(|shared| shared.catalogue.get())
    }

    /// Whether they are as they are now; tracked.
    #[must_use]
    pub fn freshness(self) -> Freshness {
        self.0.with_value(|shared| shared.freshness.get())
    }

    /// Offers what was kept, and looks whether there is something new.
    pub fn refresh(self) {
        let shared = self.0.get_value();
        shared.read_kept();
        if !shared.asking.replace(true) {
            spawn_local(async move {
                shared.refresh().await;
                shared.asking.set(false);
            });
        }
    }

    /// The agent took this one.
    pub fn took(self, id: ReplyId) {
        let shared = self.0.get_value();
        let mut uses = shared.uses.borrow_mut();
        let count = uses.entry(id).or_default();
        *count = count.saturating_add(1);
        shared.is_out_of_order.set(true);
        storage::write(Key::RepliesUsed(shared.user), &keep_uses(&uses));
    }
}
