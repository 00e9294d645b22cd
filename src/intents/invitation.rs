//! Answers to invitations.

use super::Intents;
use crate::client::error::CallError;
use crate::client::platform::Platform;
use crate::domain::conversation::{Answer, Vanishing};
use crate::domain::desk::Changes;
use crate::ids::ConversationId;
use crate::wire::call::{Decline, Join};
use crate::wire::error::id;

/// The cause that is given for a Cancel.
const BUSY: &str = "BUSY";

impl<P: Platform> Intents<P> {
    /// Accepts. A second click while the first is on its way does nothing.
    ///
    /// # Errors
    /// If the server was not reached; the invitation then stands as before. One that is over is
    /// no error: its row says why.
    pub async fn accept(&self, id: ConversationId) -> Result<(), CallError> {
        let Some(invite_id) = self.change_with(|desk| desk.answer(id, Answer::Accepting)) else {
            return Ok(());
        };
        match self.client().call(Join { invite_id }).await {
            Ok(joined) => {
                let now = self.client().server_now();
                self.change(|desk| desk.accepted(id, joined.channel_id, now));
                Ok(())
            }
            Err(error) => self.unanswered(id, error),
        }
    }

    /// Cancels: the chat goes to another agent.
    ///
    /// # Errors
    /// If the server was not reached; the invitation then stands as before.
    pub async fn decline(&self, id: ConversationId) -> Result<(), CallError> {
        let Some(invite_id) = self.change_with(|desk| desk.answer(id, Answer::Declining)) else {
            return Ok(());
        };
        match self.client().call(Decline { invite_id, cause: Some(BUSY.to_owned()) }).await {
            Ok(_) => {
                self.change(|desk| desk.invitation_over(id, Vanishing::Cancelled));
                Ok(())
            }
            Err(error) => self.unanswered(id, error),
        }
    }

    /// Clears an invitation that has vanished from the list.
    pub fn dismiss(&self, id: ConversationId) {
        self.change(|desk| desk.dismiss(id));
    }

    fn unanswered(&self, id: ConversationId, error: CallError) -> Result<(), CallError> {
        if error.is(id::INVITE_NOT_FOUND) {
            self.change(|desk| desk.invitation_over(id, Vanishing::Withdrawn));
            return Ok(());
        }
        let _: Changes = self.change(|desk| desk.answer_failed(id));
        Err(error)
    }
}
