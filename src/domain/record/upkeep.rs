//! What the record of a chat has to say, as the chat stands.

use super::{ChatState, ClientTrace, Happening, NewRecord};
use crate::domain::conversation::{Conversation, Ending, Phase};
use crate::domain::message::Author;
use crate::ids::UserId;
use crate::ids::crm::RecordId;

/// What the record of a chat has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The record, should there be none yet. Its state and its end hold for one that is there, too.
    pub record: NewRecord,
    /// Whether the chat is this agent's now.
    pub mine: bool,
}

impl Due {
    /// By what the client may be identified.
    #[must_use]
    pub fn trace(&self) -> ClientTrace {
        ClientTrace {
            source: self.record.source.clone(),
            identity: self.record.client_identity.clone(),
            ..ClientTrace::default()
        }
    }
}

/// What the record of a chat has to say; `None` while this agent has had no part in the chat.
/// `me` is this agent's user.
#[must_use]
pub fn due(chat: &Conversation, me: UserId) -> Option<Due> {
    let (mine, closed) = match chat.phase {
        Phase::Invited(_) | Phase::Vanished(_) => return None,
        Phase::Joined { .. } => (true, None),
        Phase::Ended { at, how } => (false, is_closed(how).then_some(at)),
    };
    let mut state = ChatState::New.after(Happening::Accepted);
    let by_agent = |author: Author| matches!(author, Author::Me | Author::Colleague(_));
    if chat.timeline.messages().any(|message| by_agent(chat.author(message, me))) {
        state = state.after(Happening::AgentWrote);
    }
    if closed.is_some() {
        state = state.after(Happening::Closed);
    }
    let record = NewRecord {
        id: RecordId::of_conversation(chat.id),
        name: chat.name.clone(),
        state,
        contact: None,
        client_name: chat.name.clone(),
        client_identity: chat.identity.clone(),
        source: chat.source.clone(),
        queue: chat.queue.clone().unwrap_or_default(),
        started: chat.started,
        ended: closed.flatten(),
    };
    Some(Due { record, mine })
}

/// Whether the chat is over, not just this agent's part in it.
fn is_closed(how: Ending) -> bool {
    match how {
        Ending::Transferred | Ending::AgentIdle => false,
        Ending::ByMe
        | Ending::ByClient
        | Ending::ByFlow
        | Ending::ByServer
        | Ending::ClientIdle
        | Ending::Silence => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::{Body, Message, Sender};
    use crate::ids::{ChannelId, ConversationId, MessageId};
    use crate::time::Millis;

    const ME: UserId = UserId(10);
    const LEG: ChannelId = ChannelId(uuid::Uuid::from_u128(3));
    const CLIENT: ChannelId = ChannelId(uuid::Uuid::from_u128(4));

    fn chat(phase: Phase) -> Conversation {
        let mut chat = Conversation::new(ConversationId(uuid::Uuid::from_u128(1)), phase);
        chat.name = "Olena".to_owned();
        chat.identity = "42".to_owned();
        chat
    }

    fn say(chat: &mut Conversation, id: i64, from: Sender) {
        let body = Body::Text("x".into());
        chat.timeline.receive(Message {
            id: MessageId(id),
            from,
            at: Millis(id),
            edited: None,
            body,
            local: None,
        });
    }

    fn state(chat: &Conversation) -> ChatState {
        due(chat, ME).unwrap().record.state
    }

    #[test]
    fn only_an_agents_words_and_the_end_count() {
        let mut chat = chat(Phase::Joined { channel: LEG });
        say(&mut chat, 1, Sender::Flow);
        say(&mut chat, 2, Sender::Channel(CLIENT));
        assert_eq!(state(&chat), ChatState::New);
        say(&mut chat, 3, Sender::Channel(LEG));
        assert_eq!(state(&chat), ChatState::InProgress);
        for (how, expected) in [
            (Ending::ByMe, ChatState::Completed),
            (Ending::ByClient, ChatState::Completed),
            (Ending::Silence, ChatState::Completed),
        ] {
            chat.phase = Phase::Ended { at: Some(Millis(9)), how };
            assert_eq!(state(&chat), expected, "{how:?}");
            assert_eq!(due(&chat, ME).unwrap().record.ended, Some(Millis(9)));
        }
    }

    #[test]
    fn a_chat_that_was_handed_over_goes_on() {
        let mut chat = chat(Phase::Joined { channel: LEG });
        assert!(due(&chat, ME).unwrap().mine);
        chat.phase = Phase::Ended { at: Some(Millis(9)), how: Ending::Transferred };
        let due = due(&chat, ME).unwrap();
        assert_eq!((due.mine, due.record.state, due.record.ended), (false, ChatState::New, None));
        assert_eq!((due.trace().identity.as_str(), due.record.name.as_str()), ("42", "Olena"));
    }
}
