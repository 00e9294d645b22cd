//! The end of a chat and its wrap-up.

use super::Intents;
use crate::client::error::CallError;
use crate::client::platform::Platform;
use crate::domain::desk::Changes;
use crate::ids::ConversationId;
use crate::wire::call::{Leave, Renew, Report};

impl<P: Platform> Intents<P> {
    /// Ends a chat: the agent leaves it, which ends it for the customer too.
    ///
    /// # Errors
    /// If the server was not reached or refused; the chat then goes on.
    pub async fn end_chat(&self, id: ConversationId) -> Result<(), CallError> {
        let mut channel = None;
        self.change(|desk| {
            channel = desk.leave(id);
            Changes::default()
        });
        let Some(channel_id) = channel else { return Ok(()) };
        let left = self.client().call(Leave { channel_id, conversation_id: id, cause: None }).await;
        match left {
            Ok(_) => {
                // The event that says so may still be on its way.
                let now = self.client().server_now();
                let changes = self.change(|desk| desk.left_it(id, channel_id, now));
                if !changes.is_empty() {
                    self.load_closed();
                }
                Ok(())
            }
            Err(error) => {
                self.change(|desk| {
                    desk.leave_failed(id);
                    Changes::default()
                });
                Err(error)
            }
        }
    }

    /// Finishes the wrap-up with its result.
    ///
    /// # Errors
    /// If the server was not reached or refused.
    pub async fn finish_wrap_up(&self, id: ConversationId, success: bool) -> Result<(), CallError> {
        let Some(attempt_id) = self.read(|desk| desk.conversation(id).and_then(|chat| chat.attempt)) else {
            return Ok(());
        };
        self.client().call(Report { attempt_id, success, description: None }).await.map(drop)
    }

    /// Asks for more time for the wrap-up.
    ///
    /// # Errors
    /// If the server was not reached or refused.
    pub async fn prolong_wrap_up(&self, id: ConversationId) -> Result<(), CallError> {
        let found = self.read(|desk| {
            let chat = desk.conversation(id)?;
            Some((chat.attempt?, i64::from(chat.wrap_up?.renewal_sec)))
        });
        let Some((attempt_id, renewal_sec)) = found else { return Ok(()) };
        self.client().call(Renew { attempt_id, renewal_sec }).await.map(drop)
    }
}
