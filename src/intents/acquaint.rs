//! Telling Webitel who a client is.

use super::Intents;
use crate::client::RestError;
use crate::client::error::CallError;
use crate::client::platform::Platform;
use crate::domain::record::Person;
use crate::ids::ConversationId;
use crate::wire::call::SetContact;

/// Why Webitel does not know who a client is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAcquainted {
    /// Its directory could not be asked, or refused.
    Directory(RestError),
    /// The chat could not be linked.
    Chat(CallError),
}

impl<P: Platform> Intents<P> {
    /// Whether Webitel could be told who the client of a chat is: this agent takes part in it, and
    /// no contact is known there.
    #[must_use]
    pub fn is_unacquainted(&self, id: ConversationId) -> bool {
        self.read(|desk| {
            desk.conversation(id).is_some_and(|chat| chat.my_channel().is_some() && chat.contact.is_none())
        })
    }

    /// Tells Webitel who the client of a chat is. Does nothing where it knows that, or where this
    /// agent takes no part.
    ///
    /// # Errors
    /// See [`NotAcquainted`]; it may be tried again.
    pub async fn acquaint(&self, id: ConversationId, person: &Person) -> Result<(), NotAcquainted> {
        let contact = match self.client().contact_of(person).await {
            Ok(contact) => contact,
            // Whoever may not see the directory has nothing to tell it.
            Err(RestError::Refused(error)) if error.code == 403 => return Ok(()),
            Err(error) => return Err(NotAcquainted::Directory(error)),
        };
        let channel = self.read(|desk| desk.conversation(id).and_then(|chat| chat.my_channel()));
        // It may have ended meanwhile.
        let Some(channel_id) = channel else { return Ok(()) };
        let call = SetContact { id, channel_id, contact_id: contact };
        self.client().call(call).await.map(drop).map_err(NotAcquainted::Chat)
    }
}
