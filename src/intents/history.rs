//! Older messages.

use std::rc::Rc;

use super::Intents;
use crate::client::RestError;
use crate::client::archive::{Archive, Untold};
use crate::client::platform::Platform;
use crate::domain::conversation::History;
use crate::domain::fact::HistoryPage;
use crate::ids::{ConversationId, MessageId};
use crate::wire::error::ApiError;

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
            let state = match intents.fetch_older(id).await {
                Ok(()) => return,
                Err(Untold::Hidden) => History::Hidden,
                Err(Untold::Failed) => History::Failed,
            };
            intents.change(|desk| desk.history_state(id, state));
        });
    }

    async fn fetch_older(&self, id: ConversationId) -> Result<(), Untold> {
        let (me, oldest) = self.read(|desk| {
            let oldest =
                desk.conversation(id).and_then(|chat| chat.timeline.oldest()).map(|message| message.id);
            (desk.me(), oldest)
        });
        let me = me.ok_or(Untold::Failed)?;
        let page = match self.client().history(id, oldest, me).await {
            Ok(page) => page,
            Err(RestError::Refused(error)) if is_hidden(&error) => self.archived(id, oldest).await?,
            Err(_) => return Err(Untold::Failed),
        };
        self.change(|desk| desk.history(id, page, true));
        Ok(())
    }

    /// Tells where to read what Webitel does not show; the first one told is asked.
    pub fn use_archive(&self, archive: impl Archive + 'static) {
        self.0.archive.get_or_init(|| Rc::new(archive));
    }

    async fn archived(&self, id: ConversationId, before: Option<MessageId>) -> Result<HistoryPage, Untold> {
        match self.0.archive.get() {
            Some(archive) => archive.messages(id, before).await,
            None => Err(Untold::Hidden),
        }
    }
}

/// Whether the server keeps it from this agent: to whoever took no part a chat does not exist.
pub(super) fn is_hidden(error: &ApiError) -> bool {
    matches!(error.code, 403 | 404)
}
