//! Reads what is missing of a chat, and what became of messages in doubt, from its history: again
//! and again until that is known.

use std::pin::pin;

use futures_channel::oneshot;
use futures_util::future::select;

use super::history::is_hidden;
use super::{Intents, deliver::Lane};
use crate::client::RestError;
use crate::client::platform::Platform;
use crate::domain::fact::HistoryPage;
use crate::ids::{ConversationId, MessageId};

/// The wait after the first failure, in ms; it doubles with each further one.
const FIRST_WAIT: u32 = 1_000;
/// The longest wait, in ms.
const LONGEST_WAIT: u32 = 15_000;
/// After so many failures in a row the agent may choose what becomes of messages in doubt.
const PATIENCE: u32 = 3;
/// No chat has more pages between two looks at it.
const MOST_PAGES: usize = 40;

impl<P: Platform> Intents<P> {
    /// Looks up what is open in a chat, as soon as that makes sense.
    pub(super) fn look_up(&self, id: ConversationId) {
        // Whoever looks already is in time for this, too, once it is woken.
        if let Some(wake) = self.0.looking.borrow_mut().get_mut(&id) {
            if let Some(wake) = wake.take() {
                let _ = wake.send(());
            }
            return;
        }
        self.0.looking.borrow_mut().insert(id, None);
        let intents = self.clone();
        self.spawn(async move {
            intents.look_until_known(id).await;
            intents.0.looking.borrow_mut().remove(&id);
        });
    }

    async fn look_until_known(&self, id: ConversationId) {
        let mut failures = 0;
        while let Some(need) = self.read(|desk| desk.look_up(id)) {
            let now = self.client().platform().now();
            let early = u32::try_from(need.from.since(now)).unwrap_or_default();
            if early > 0 {
                self.wait_for_look(id, early).await;
                continue;
            }
            match self.read_since(id, need.since).await {
                Ok(page) => {
                    failures = 0;
                    self.change(|desk| desk.looked_up(id, page, now));
                }
                Err(RestError::Refused(error)) if is_hidden(&error) => {
                    self.0.desk.borrow_mut().leave_in_doubt(id);
                    self.deliver(id, Lane::Texts);
                    return self.deliver(id, Lane::Files);
                }
                Err(RestError::SignedOut) => return,
                Err(_) => {
                    failures += 1;
                    if failures >= PATIENCE {
                        self.0.desk.borrow_mut().leave_in_doubt(id);
                    }
                    let wait = FIRST_WAIT.saturating_mul(1 << (failures - 1).min(10)).min(LONGEST_WAIT);
                    self.client().platform().sleep(wait).await;
                }
            }
            self.deliver(id, Lane::Texts);
            self.deliver(id, Lane::Files);
        }
    }

    /// Waits, unless something comes up meanwhile.
    async fn wait_for_look(&self, id: ConversationId, ms: u32) {
        let (wake, woken) = oneshot::channel();
        self.0.looking.borrow_mut().insert(id, Some(wake));
        select(pin!(self.client().platform().sleep(ms)), woken).await;
    }

    /// The newest messages, with overlap: back to one that is not after this.
    async fn read_since(&self, id: ConversationId, since: MessageId) -> Result<HistoryPage, RestError> {
        let me = self.read(|desk| desk.me()).ok_or(RestError::SignedOut)?;
        let mut all = HistoryPage { messages: Vec::new(), more: true };
        for _ in 0..MOST_PAGES {
            let before = all.messages.iter().map(|message| message.id).min();
            if !all.more || before.is_some_and(|oldest| oldest <= since) {
                return Ok(all);
            }
            let page = self.client().history(id, before, me).await?;
            all.more = page.more && !page.messages.is_empty();
            all.messages.extend(page.messages);
        }
        Err(RestError::Unreadable)
    }
}
