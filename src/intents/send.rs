//! Texts to the customer.

use super::{Intents, deliver::Lane};
use crate::client::platform::Platform;
use crate::domain::desk::Changes;
use crate::domain::outgoing::{Content, LocalId, Outgoing};
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
        let mut look_up = false;
        self.change(|desk| {
            let (first_ask, changes) = desk.again(id, local);
            look_up = first_ask;
            changes
        });
        if look_up {
            self.look_up(id);
        } else {
            self.deliver(id, Lane::of(&before.content));
        }
    }

    /// Drops a message that did not go out. Its text is returned, so that it can be written anew.
    pub fn discard(&self, id: ConversationId, local: LocalId) -> Option<String> {
        self.outgoing(id, local).filter(Outgoing::can_be_discarded)?;
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
