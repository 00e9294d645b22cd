//! Brings outgoing messages to the server, one after the other: the server handles requests side
//! by side, so only an answered one is sure to be before the next.

use super::Intents;
use crate::client::error::CallError;
use crate::client::platform::Platform;
use crate::domain::desk::Desk;
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
                // It could not leave: the next connection takes it up.
                if intents.outgoing(id, next.id).is_some_and(|one| one.delivery == Delivery::Waiting) {
                    break;
                }
            }
            intents.0.delivering.borrow_mut().remove(&(id, lane));
        });
    }

    /// Takes up what waits, is in doubt or is missing, now and whenever a connection stands. What
    /// writes calls it: an app that has only started needs nothing of this.
    pub fn keep_settled(&self) {
        if self.0.settle.replace(Some(Self::take_up)).is_none() && self.client().is_connected() {
            self.take_up();
        }
    }

    /// Takes up all that waits or is in doubt: a connection stands.
    fn take_up(&self) {
        for id in self.read(Desk::unsettled) {
            self.look_up(id);
            self.deliver(id, Lane::Texts);
            self.deliver(id, Lane::Files);
        }
    }

    /// The next message in a lane, once there is a connection and it is known what became of those
    /// before it. What was to go through a leg that is not the agent's any more has failed.
    fn next_waiting(&self, id: ConversationId, lane: Lane) -> Option<(ChannelId, Outgoing)> {
        if !self.client().is_connected() {
            return None;
        }
        loop {
            let (channel, next) = self.read(|desk| {
                let chat = desk.conversation(id)?;
                let mut queue = chat.timeline.outgoing().iter().filter(|one| Lane::of(&one.content) == lane);
                let next = queue.find(|one| one.delivery == Delivery::Waiting || one.holds_up())?;
                (!next.holds_up()).then(|| (chat.my_channel(), next.clone()))
            })?;
            if channel == Some(next.channel) {
                return Some((next.channel, next));
            }
            self.fail(id, next.id, Failure::ChatOver);
        }
    }

    async fn deliver_text(&self, id: ConversationId, channel_id: ChannelId, local: LocalId, text: String) {
        let now = self.client().platform().now();
        self.change(|desk| desk.asking(id, local, now));
        let answer = self.client().call(SendText { channel_id, conversation_id: id, text }).await.map(drop);
        self.answered(id, local, answer);
    }

    /// A send was answered, or not. Only its echo makes it sent.
    pub(super) fn answered(&self, id: ConversationId, local: LocalId, answer: Result<(), CallError>) {
        let now = self.client().platform().now();
        match answer {
            Ok(()) | Err(CallError::Unreadable) => {
                self.change(|desk| desk.answered(id, local, now, Failure::NoAnswer));
                if self.outgoing(id, local).is_some() {
                    let intents = self.clone();
                    self.spawn(async move {
                        intents.client().platform().sleep(ECHO_LIMIT).await;
                        intents.find_out(id, local);
                    });
                }
            }
            // Nothing has left.
            Err(CallError::Offline) => {
                self.change(|desk| desk.delivery(id, local, Delivery::Waiting));
            }
            // What became of it shows after the next connection.
            Err(CallError::Interrupted) => self.find_out(id, local),
            Err(CallError::TimedOut) => {
                self.change(|desk| desk.answered(id, local, now, Failure::NoAnswer));
                self.find_out(id, local);
            }
            Err(CallError::Refused(error)) => {
                self.change(|desk| desk.answered(id, local, now, refusal(error)));
                self.find_out(id, local);
            }
        }
    }

    /// Asks the history whether a message has arrived after all, unless its echo came.
    fn find_out(&self, id: ConversationId, local: LocalId) {
        if self.outgoing(id, local).is_some_and(|outgoing| outgoing.is_in_flight()) {
            self.change(|desk| desk.doubt(id, local));
            self.look_up(id);
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
