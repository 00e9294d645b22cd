//! The list of closed chats, and looking at one again.

use super::Intents;
use crate::client::platform::Platform;
use crate::domain::closed::Loading;
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

    /// Looks at a chat: what comes in there is read. A closed one is fetched.
    pub fn attend(&self, id: Option<ConversationId>) {
        if let Some(id) = id {
            self.change(|desk| desk.reopen(id));
            if self.read(|desk| {
                desk.conversation(id).is_some_and(|chat| chat.timeline.messages().next().is_none())
            }) {
                self.load_older(id);
            }
        }
        self.change(|desk| desk.attend(id));
    }
}
