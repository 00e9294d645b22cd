//! The ready-made texts of the lookup "Chat Hello Messages".

use super::query::Query;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::wire::creatio::WebitelChatHelloMessage;
use crate::wire::creatio::entity::id;

/// The most texts that are offered.
const MOST: u32 = 1000;

impl<P: Platform> Crm<P> {
    /// The ready-made texts, by name: name and text of each. The lookup is found by its title.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn hello_messages(&self) -> Result<Vec<(String, String)>, CrmError> {
        self.find_lookup::<WebitelChatHelloMessage>().await?;
        let by_name = Query::<WebitelChatHelloMessage>::new()
            .by(WebitelChatHelloMessage::NAME)
            .by(id::<WebitelChatHelloMessage>())
            .top(MOST);
        let rows = self.list(by_name).await?.rows;
        Ok(rows.into_iter().map(|row| (row.name, row.description)).collect())
    }
}
