//! The ready-made texts of the lookup "Chat Hello Messages", which is found by its title.

use super::query::Query;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::quick_replies::{QuickReply, ReplyId, Stamp};
use crate::wire::creatio::entity::{id, modified_on};
use crate::wire::creatio::{HelloStamp, WebitelChatHelloMessage};

/// How many texts come with one answer.
const PAGE: u32 = 1000;

impl<P: Platform> Crm<P> {
    /// All ready-made texts.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn hello_messages(&self) -> Result<Vec<QuickReply>, CrmError> {
        self.find_lookup::<WebitelChatHelloMessage>().await?;
        let mut replies = Vec::new();
        for page in 0.. {
            let query = Query::<WebitelChatHelloMessage>::new()
                .by(id::<WebitelChatHelloMessage>())
                .top(PAGE)
                .skip(page * PAGE);
            let rows = self.list(query).await?.rows;
            let is_last = rows.len() < PAGE as usize;
            replies.extend(rows.into_iter().filter_map(reply));
            if is_last {
                break;
            }
        }
        Ok(replies)
    }

    /// What differs once a ready-made text was made, changed or removed.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn hello_stamp(&self) -> Result<Stamp, CrmError> {
        self.find_lookup::<WebitelChatHelloMessage>().await?;
        let latest =
            Query::<HelloStamp>::new().by_descending(modified_on::<WebitelChatHelloMessage>()).top(1).count();
        let page = self.list(latest).await?;
        let changed = page.rows.into_iter().find_map(|row| row.modified_on);
        Ok(Stamp { count: page.total.unwrap_or_default(), changed })
    }
}

fn reply(row: WebitelChatHelloMessage) -> Option<QuickReply> {
    Some(QuickReply { id: ReplyId::Crm(row.id?), name: row.name, text: row.description })
}
