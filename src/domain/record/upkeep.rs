//! What the record of a chat has to say, as the chat stands.

use super::{ChatState, ClientTrace, Happening, NewRecord};
use crate::domain::conversation::{Conversation, Ending, Phase};
use crate::domain::message::Author;
use crate::ids::crm::RecordId;
use crate::ids::{FileId, UserId};

/// What the record of a chat has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The record, should there be none yet. Its state and its end hold for one that is there, too.
    pub record: NewRecord,
    /// Whether the chat is this agent's now.
    pub mine: bool,
    /// The files that were sent in the chat, whoever sent them.
    pub files: Vec<SentFile>,
}

/// A file that was sent in a chat. It lies in Webitel's storage; the record has a link to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Its number there.
    pub id: FileId,
    /// Its name, chosen by whoever sent it: hostile text.
    pub name: String,
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
        Phase::Invited(_) | Phase::Vanished(_) | Phase::Elsewhere { .. } => return None,
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
    Some(Due { record, mine, files: sent_files(chat) })
}

/// Files with malware are not among them, nor what lies outside of the storage.
fn sent_files(chat: &Conversation) -> Vec<SentFile> {
    let kept = chat.timeline.files().filter(|file| !file.malware && file.id.0 > 0);
    kept.map(|file| SentFile { id: file.id, name: file.name.clone() }).collect()
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
    use crate::domain::message::{Body, Message, Sender, StoredFile};
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
        receive(chat, id, from, Body::Text("x".into()));
    }

    fn send(chat: &mut Conversation, id: i64, file: i64, malware: bool) {
        let file = StoredFile {
            id: FileId(file),
            name: format!("{file}.pdf"),
            mime: String::new(),
            size: 5,
            malware,
        };
        let body = Body::File { file: Box::new(file), caption: "".into() };
        receive(chat, id, Sender::Channel(CLIENT), body);
    }

    fn receive(chat: &mut Conversation, id: i64, from: Sender, body: Body) {
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
    fn the_record_gets_each_file_that_can_be_had() {
        let mut chat = chat(Phase::Joined { channel: LEG });
        send(&mut chat, 4, 12, false);
        say(&mut chat, 3, Sender::Channel(CLIENT));
        send(&mut chat, 2, 11, false);
        send(&mut chat, 2, 11, false);
        send(&mut chat, 5, 13, true);
        send(&mut chat, 6, 0, false);
        send(&mut chat, 7, 14, false);
        chat.timeline.delete(MessageId(7));
        let files = due(&chat, ME).unwrap().files;
        let file = |id: i64| SentFile { id: FileId(id), name: format!("{id}.pdf") };
        assert_eq!(files, [file(11), file(12)]);
        chat.timeline.forget_messages();
        assert_eq!(due(&chat, ME).unwrap().files, []);
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
