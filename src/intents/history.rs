//! Older messages.

use super::Intents;
use crate::client::RestError;
use crate::client::platform::Platform;
use crate::domain::conversation::History;
use crate::ids::ConversationId;

impl<P: Platform> Intents<P> {
    /// Fetches the messages before the oldest known one. Does nothing while a fetch is under way
    /// or when all is here.
    pub fn load_older(&self, id: ConversationId) {
        let open = self.read(|desk| {
            desk.conversation(id)
                .is_some_and(|chat| matches!(chat.history, History::Unknown | History::Failed))
        });
        if !open {
            return;
        }
        self.change(|desk| desk.history_state(id, History::Loading));
        let intents = self.clone();
        self.spawn(async move {
            if intents.fetch_older(id).await.is_err() {
                intents.change(|desk| desk.history_state(id, History::Failed));
            }
        });
    }

    async fn fetch_older(&self, id: ConversationId) -> Result<(), RestError> {
        let (me, oldest) = self.read(|desk| {
            let oldest =
                desk.conversation(id).and_then(|chat| chat.timeline.oldest()).map(|message| message.id);
            (desk.me(), oldest)
        });
        let me = me.ok_or(RestError::SignedOut)?;
        let page = self.client().history(id, oldest, me).await?;
        self.change(|desk| desk.history(id, page, true));
        Ok(())
    }

    /// Fetches the newest messages, so that what was in flight and has arrived is known to have.
    pub(super) async fn reconcile(&self, id: ConversationId) -> Result<(), RestError> {
        let me = self.read(|desk| desk.me()).ok_or(RestError::SignedOut)?;
        let page = self.client().history(id, None, me).await?;
        self.change(|desk| desk.history(id, page, false));
        Ok(())
    }
}
