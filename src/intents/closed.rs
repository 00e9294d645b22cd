//! The list of closed chats, and looking at one again.

use super::Intents;
use crate::client::platform::Platform;
use crate::domain::closed::{Loading, Visited};
use crate::domain::conversation::Conversation;
use crate::domain::desk::Changes;
use crate::ids::ConversationId;

impl<P: Platform> Intents<P> {
    /// Fetches the list anew.
    pub fn load_closed(&self) {
        if self.read(|desk| desk.agent().is_none()) {
            return;
        }
        self.change(|desk| desk.closed_state(Loading::Running));
        let intents = self.clone();
        self.spawn(async move {
            let listed = intents.client().closed_chats().await;
            intents.change(|desk| match listed {
                Ok(chats) => desk.closed_listed(chats),
                Err(_) => desk.closed_state(Loading::Failed),
            });
        });
    }

    /// Brings a closed chat to the desk, with its last messages. Does nothing where it is already.
    pub fn bring(&self, id: ConversationId) {
        self.change(|desk| desk.reopen(id));
        self.begin_reading(id);
    }

    /// Brings a chat to the desk that is not this agent's, to be read, with its last messages.
    /// Does nothing where it is already.
    pub fn visit(&self, id: ConversationId, visited: Visited) {
        self.change(|desk| desk.visit(id, visited));
        self.begin_reading(id);
    }

    fn begin_reading(&self, id: ConversationId) {
        let is_bare = |chat: &Conversation| chat.timeline.messages().next().is_none();
        if self.read(|desk| desk.conversation(id).is_some_and(is_bare)) {
            self.load_older(id);
        }
    }

    /// A view shows this chat now: what comes in there is read.
    pub fn attend(&self, id: ConversationId) {
        self.bring(id);
        self.change(|desk| desk.attend(id));
    }

    /// A view shows this chat no more.
    pub fn look_away(&self, id: ConversationId) {
        self.change(|desk| {
            desk.look_away(id);
            Changes::default()
        });
    }
}
