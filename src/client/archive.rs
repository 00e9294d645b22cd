//! Where to read what was said in a chat that Webitel does not show to this agent.

use futures_util::future::LocalBoxFuture;

use crate::domain::fact::HistoryPage;
use crate::ids::{ConversationId, MessageId};

/// Keeps what was said, for those too who did not take part.
pub trait Archive {
    /// A page of a chat's history: the newest messages, or those before a message.
    fn messages(
        &self,
        id: ConversationId,
        before: Option<MessageId>,
    ) -> LocalBoxFuture<'_, Result<HistoryPage, Untold>>;
}

/// Why an archive tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// It does not have the chat, or not for this agent.
    Hidden,
    /// It could not be asked; another attempt may help.
    Failed,
}
