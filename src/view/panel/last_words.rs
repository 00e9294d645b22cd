//! What was said last in a chat, in one line, and by whom.

use crate::domain::conversation::Conversation;
use crate::domain::message::{Author, Body};
use crate::domain::outgoing::{Content, Delivery};
use crate::ids::UserId;
use crate::words::{Word, say};

/// The last words. A draft comes before them: it waits for the agent himself.
pub(super) fn last_words(chat: &Conversation, me: Option<UserId>) -> String {
    if !chat.draft.trim().is_empty() {
        return format!("{}: {}", say(Word::Draft), chat.draft);
    }
    if let Some(outgoing) = chat.timeline.outgoing().last() {
        let text = match &outgoing.content {
            Content::Text(text) => text,
            Content::File(file) => &file.name,
        };
        let said = match outgoing.delivery {
            Delivery::Failed(_) => Word::NotSent,
            Delivery::Unconfirmed => Word::NotConfirmed,
            Delivery::Waiting | Delivery::Uploading { .. } | Delivery::Sending => Word::You,
        };
        return format!("{}: {text}", say(said));
    }
    let Some(message) = chat.last_message() else { return String::new() };
    let text = match &message.body {
        Body::RefusedFile => say(Word::RefusedFile),
        Body::Deleted => say(Word::DeletedMessage),
        body => body.text().unwrap_or_default(),
    };
    match me.map(|me| chat.author(message, me)) {
        None | Some(Author::Client) => text.to_owned(),
        Some(Author::Me) => format!("{}: {text}", say(Word::You)),
        Some(Author::Bot) => format!("{}: {text}", say(Word::Bot)),
        Some(Author::Colleague(name)) => format!("{name}: {text}"),
    }
}

/// What the customer wrote first, for an invitation; the newest where he wrote nothing.
pub(super) fn first_words(chat: &Conversation, me: Option<UserId>) -> String {
    let by_client = |message: &&crate::domain::message::Message| {
        me.is_some_and(|me| chat.author(message, me) == Author::Client)
    };
    let first = chat.timeline.messages().find(by_client).and_then(|message| message.body.text());
    first.map_or_else(|| last_words(chat, me), str::to_owned)
}
