//! What was said in a chat, for those who did not take part.

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, TryFutureExt};

use super::query::Query;
use super::{Crm, CrmError};
use crate::client::archive::{Archive, Untold};
use crate::client::platform::Platform;
use crate::domain::fact::HistoryPage;
use crate::domain::message::{Author, Body, Message, Sender, StoredFile};
use crate::ids::crm::RecordId;
use crate::ids::{ConversationId, FileId, MessageId};
use crate::wire::creatio::WebitelChatMessage;

/// How many messages a page has.
const PAGE: u32 = 50;

impl<P: Platform> Crm<P> {
    /// A page of what was said in a chat: the newest messages, or those before a message.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn transcript(
        &self,
        id: ConversationId,
        before: Option<MessageId>,
    ) -> Result<HistoryPage, CrmError> {
        let chat = RecordId::of_conversation(id);
        let query = Query::<WebitelChatMessage>::new()
            .filter(WebitelChatMessage::CHAT.is(chat))
            .filter_maybe(before.map(|before| WebitelChatMessage::POSITION.lt(before.0)))
            .by_descending(WebitelChatMessage::POSITION)
            .top(PAGE);
        let rows = self.list(query).await?.rows;
        let more = rows.len() >= PAGE as usize;
        Ok(HistoryPage { messages: rows.into_iter().map(message).collect(), more })
    }
}

impl<P: Platform> Archive for Crm<P> {
    fn messages(
        &self,
        id: ConversationId,
        before: Option<MessageId>,
    ) -> LocalBoxFuture<'_, Result<HistoryPage, Untold>> {
        let untold = |error| match error {
            CrmError::NotFound | CrmError::Forbidden { .. } => Untold::Hidden,
            _ => Untold::Failed,
        };
        self.transcript(id, before).map_err(untold).boxed_local()
    }
}

fn message(row: WebitelChatMessage) -> Message {
    let author = match row.author_kind.as_str() {
        "client" => Author::Client,
        "agent" => Author::Colleague(row.author_name.into()),
        _ => Author::Bot,
    };
    let body = if row.file_id > 0 {
        let file = StoredFile {
            id: FileId(row.file_id),
            name: row.file_name,
            mime: row.file_type,
            size: row.file_size,
            malware: false,
        };
        Body::File { file: Box::new(file), caption: row.message.into() }
    } else {
        Body::Text(row.message.into())
    };
    Message {
        id: MessageId(row.position),
        from: Sender::Known(author),
        at: row.created_on.unwrap_or_default(),
        edited: None,
        body,
        local: None,
    }
}
