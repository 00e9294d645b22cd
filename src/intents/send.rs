//! Texts to the customer.

use super::{Intents, deliver::Lane};
use crate::client::platform::Platform;
use crate::domain::desk::Changes;
use crate::domain::outgoing::{Content, Delivery, Failure, LocalId, Outgoing};
use crate::domain::split::{MAX_UNITS, split};
use crate::ids::ConversationId;

impl<P: Platform> Intents<P> {
    /// Sends a text into this chat, and nowhere else whatever is shown meanwhile. A long one goes
    /// in several messages. Returns whether there was anything to send.
    pub fn send_text(&self, id: ConversationId, text: &str) -> bool {
        let at = self.client().server_now();
        let mut sent = false;
        for part in split(text, MAX_UNITS).into_iter().filter(|part| !part.trim().is_empty()) {
            sent |= self.change_with(|desk| desk.send_off(id, Content::Text(part.to_owned()), at)).is_some();
        }
        if sent {
            self.deliver(id, Lane::Texts);
        }
        sent
    }

    /// Keeps what was typed into this chat and not sent.
    pub fn keep_draft(&self, id: ConversationId, text: &str) {
        self.change(|desk| desk.keep_draft(id, text));
    }

    /// Sends a message again that failed or is not confirmed; first asks whether it has arrived
    /// after all.
    pub fn retry(&self, id: ConversationId, local: LocalId) {
        let Some(before) = self.outgoing(id, local).filter(Outgoing::needs_attention) else { return };
        let intents = self.clone();
        self.change(|desk| desk.delivery(id, local, Delivery::Waiting));
        self.spawn(async move {
            if may_have_arrived(&before) && intents.reconcile_as(id, local, &before).await.is_err() {
                intents.change(|desk| desk.delivery(id, local, before.delivery));
                return;
            }
            if intents.outgoing(id, local).is_some() {
                intents.deliver(id, Lane::of(&before.content));
            }
        });
    }

    /// While the history is asked, the message must count as in flight to be found in it.
    async fn reconcile_as(
        &self,
        id: ConversationId,
        local: LocalId,
        before: &Outgoing,
    ) -> Result<(), crate::client::RestError> {
        self.change(|desk| desk.delivery(id, local, Delivery::Sending));
        let asked = self.reconcile(id).await;
        let next = if asked.is_ok() { Delivery::Waiting } else { before.delivery.clone() };
        self.change(|desk| desk.delivery(id, local, next));
        asked
    }

    /// Drops a message that did not go out. Its text is returned, so that it can be written anew.
    pub fn discard(&self, id: ConversationId, local: LocalId) -> Option<String> {
        self.outgoing(id, local).filter(Outgoing::needs_attention)?;
        self.0.files.borrow_mut().remove(&local);
        let mut taken = None;
        self.change(|desk| {
            let (outgoing, changes) = desk.discard(id, local);
            taken = outgoing;
            changes
        });
        match taken?.content {
            Content::Text(text) => Some(text),
            Content::File(_) => None,
        }
    }

    pub(super) fn outgoing(&self, id: ConversationId, local: LocalId) -> Option<Outgoing> {
        self.read(|desk| {
            desk.conversation(id)?.timeline.outgoing().iter().find(|outgoing| outgoing.id == local).cloned()
        })
    }

    /// The connection is gone: what was asked may have been done.
    pub(super) fn unconfirm_all(&self) {
        let _: Changes = self.change(crate::domain::desk::Desk::unconfirm);
    }
}

/// Whether a message that did not get its echo can be with the server all the same.
fn may_have_arrived(outgoing: &Outgoing) -> bool {
    match (&outgoing.delivery, &outgoing.content) {
        (Delivery::Failed(Failure::Offline), _) => false,
        (_, Content::File(file)) => file.stored.is_some(),
        _ => true,
    }
}
