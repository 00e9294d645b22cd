//! What tests let go wrong for one user.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use webitel_chats::ids::UserId;
use webitel_chats::time::Millis;

use crate::app::now;

/// When a sending fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FailSend {
    /// Before the message is stored: nothing happened.
    Before,
    /// After it was stored and told, as when the customer's gateway fails.
    After,
}

/// What goes wrong for a user.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fault {
    /// The next sending fails, with this id instead of the usual one.
    pub(crate) fail_next_send: Option<(FailSend, Option<String>)>,
    /// Every reply comes late by this.
    pub(crate) reply_delay: Duration,
    /// The next reply never comes.
    pub(crate) swallow_next_reply: bool,
    /// Until then sockets are closed as soon as the user says who they are.
    pub(crate) refuse_sockets_until: Millis,
}

/// What becomes of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReplyFate {
    Now,
    Late(Duration),
    Never,
}

/// What goes wrong for everybody.
#[derive(Default)]
pub(crate) struct Faults(Mutex<HashMap<UserId, Fault>>);

impl Faults {
    /// Changes what goes wrong for a user.
    pub(crate) fn change(&self, user: UserId, change: impl FnOnce(&mut Fault)) {
        change(self.lock().entry(user).or_default());
    }

    /// Whether and how the sending under way fails; asked once for each.
    pub(crate) fn take_send_failure(&self, user: UserId) -> Option<(FailSend, Option<String>)> {
        self.lock().get_mut(&user)?.fail_next_send.take()
    }

    /// What becomes of the reply under way; asked once for each.
    pub(crate) fn reply_fate(&self, user: UserId) -> ReplyFate {
        let mut faults = self.lock();
        let Some(fault) = faults.get_mut(&user) else { return ReplyFate::Now };
        if std::mem::take(&mut fault.swallow_next_reply) {
            return ReplyFate::Never;
        }
        if fault.reply_delay.is_zero() { ReplyFate::Now } else { ReplyFate::Late(fault.reply_delay) }
    }

    /// Whether a user's new sockets are refused now.
    pub(crate) fn refuses_sockets(&self, user: UserId) -> bool {
        self.lock().get(&user).is_some_and(|fault| fault.refuse_sockets_until > now())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserId, Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
