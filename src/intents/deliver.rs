//! Brings outgoing messages to the server, one after the other: the server handles requests side
//! by side, so only an answered one is sure to be before the next.

use super::Intents;
use crate::client::error::CallError;
use crate::client::platform::Platform;
use crate::domain::outgoing::{Content, Delivery, Failure, LocalId, Outgoing};
use crate::ids::{ChannelId, ConversationId};
use crate::wire::call::SendText;
use crate::wire::error::{ApiError, id};

/// How long the echo of an answered send may take, in ms, before the history is asked.
const ECHO_LIMIT: u32 = 4_000;

/// Texts do not wait for files: an upload can take minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Lane {
    Texts,
    Files,
}

impl Lane {
    pub(super) fn of(content: &Content) -> Self {
        match content {
            Content::Text(_) => Self::Texts,
            Content::File(_) => Self::Files,
        }
    }
}

impl<P: Platform> Intents<P> {
    /// Delivers what waits in a lane, unless that is under way.
    pub(super) fn deliver(&self, id: ConversationId, lane: Lane) {
        if !self.0.delivering.borrow_mut().insert((id, lane)) {
            return;
        }
        let intents = self.clone();
        self.spawn(async move {
            while let Some((channel, next)) = intents.next_waiting(id, lane) {
                match &next.content {
                    Content::Text(text) => intents.deliver_text(id, channel, next.id, text.clone()).await,
                    Content::File(_) => intents.deliver_file(id, channel, next.id).await,
                }
            }
            intents.0.delivering.borrow_mut().remove(&(id, lane));
        });
    }

    /// The next message in a lane. Where the agent takes no part any more, all of them have failed.
    fn next_waiting(&self, id: ConversationId, lane: Lane) -> Option<(ChannelId, Outgoing)> {
        loop {
            let (channel, next) = self.read(|desk| {
                let chat = desk.conversation(id)?;
                let next = chat
                    .timeline
                    .outgoing()
                    .iter()
                    .find(|one| one.delivery == Delivery::Waiting && Lane::of(&one.content) == lane)?;
                Some((chat.my_channel(), next.clone()))
            })?;
            match channel {
                Some(channel) => return Some((channel, next)),
                None => self.fail(id, next.id, Failure::ChatOver),
            }
        }
    }

    async fn deliver_text(&self, id: ConversationId, channel_id: ChannelId, local: LocalId, text: String) {
        self.change(|desk| desk.delivery(id, local, Delivery::Sending));
        let answer = self.client().call(SendText { channel_id, conversation_id: id, text }).await.map(drop);
        self.answered(id, local, answer).await;
    }

    /// A send was answered, or not. Only its echo makes it sent.
    pub(super) async fn answered(&self, id: ConversationId, local: LocalId, answer: Result<(), CallError>) {
        match answer {
            Ok(()) | Err(CallError::Unreadable) => {
                if self.outgoing(id, local).is_some() {
                    let intents = self.clone();
                    self.spawn(async move {
                        intents.client().platform().sleep(ECHO_LIMIT).await;
                        intents.find_out(id, local, Failure::NoAnswer).await;
                    });
                }
            }
            Err(CallError::Offline) => self.fail(id, local, Failure::Offline),
            // What became of it shows after the next connection.
            Err(CallError::Interrupted) => {
                self.change(|desk| desk.delivery(id, local, Delivery::Unconfirmed));
            }
            Err(CallError::TimedOut) => self.find_out(id, local, Failure::NoAnswer).await,
            Err(CallError::Refused(error)) => self.find_out(id, local, refusal(error)).await,
        }
    }

    /// Asks the history whether a message has arrived after all; if not, it has failed.
    async fn find_out(&self, id: ConversationId, local: LocalId, failure: Failure) {
        let in_flight = |outgoing: &Outgoing| outgoing.is_in_flight();
        if !self.outgoing(id, local).is_some_and(|outgoing| in_flight(&outgoing)) {
            return;
        }
        self.change(|desk| desk.delivery(id, local, Delivery::Unconfirmed));
        if self.reconcile(id).await.is_ok() && self.outgoing(id, local).is_some_and(|one| in_flight(&one)) {
            self.fail(id, local, failure);
        }
    }

    pub(super) fn fail(&self, id: ConversationId, local: LocalId, failure: Failure) {
        self.change(|desk| desk.delivery(id, local, Delivery::Failed(failure)));
    }
}

fn refusal(error: ApiError) -> Failure {
    let over = [id::SEND_CLOSED, id::SEND_NOT_FOUND, id::SEND_MISMATCH];
    if over.iter().any(|id| error.is(id)) {
        Failure::ChatOver
    } else if error.is(id::NOT_AUTHENTICATED) {
        Failure::SignedOut
    } else {
        Failure::Refused(error.detail)
    }
}
