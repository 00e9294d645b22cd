//! What a row shows: everything that is derived from the conversation is derived here.

use crate::browser::day::day_of;
use crate::domain::conversation::Conversation;
use crate::domain::message::{Author, Body, Message};
use crate::domain::outgoing::{Content, Delivery, LocalId, Outgoing};
use crate::domain::timeline::{Happening, Row};
use crate::ids::{FileId, UserId};
use crate::time::Millis;
use crate::words::chat;
use crate::words::{Word, phrases, say};

/// What the same person says within this many ms goes on under one name.
const GOES_ON: i64 = 3 * 60_000;

/// A row, ready to be shown. When any of it changes the row is built anew.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowModel {
    /// The midnight of its day, where it is the first of the day.
    pub(super) day: Option<Millis>,
    /// When it happened.
    pub(super) at: Millis,
    /// What it is.
    pub(super) what: What,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Something that happened.
    Note(String),
    /// Something that was said.
    Said(Said),
}

/// A message, whether it has arrived or is on its way: the row of one that arrives stays.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) who: Who,
    /// The author's name.
    pub(super) name: String,
    /// Whether it goes on what the row before says.
    pub(super) goes_on: bool,
    pub(super) words: Words,
    pub(super) edited: bool,
}

/// Who said it, as far as its looks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Client,
    Me,
    Colleague,
    Bot,
}

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Words {
    Text(String),
    File { file: FileShown, caption: String },
    RefusedFile,
    Deleted,
}

/// A file, stored or on its way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FileShown {
    pub(super) stored: Option<FileId>,
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) size: u64,
    pub(super) malware: bool,
}

/// How far an own message has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    Sent,
    OnItsWay { local: LocalId, delivery: Delivery },
}

/// The row at this place of the conversation's time-line, and how far it has come if it is an own
/// message.
pub(super) fn row_at(chat: &Conversation, index: usize, me: UserId) -> Option<(RowModel, Option<State>)> {
    let row = chat.timeline.row(index)?;
    let before = index.checked_sub(1).and_then(|before| chat.timeline.row(before));
    let at = row.at();
    let same_day = before.is_some_and(|before| day_of(before.at()) == day_of(at));
    let goes_on = same_day && before.is_some_and(|before| goes_on(chat, before, row, me));
    let (what, state) = match row {
        Row::Note(note) => (What::Note(happening(&note.what, &chat.name)), None),
        Row::Message(message) => {
            let said = message_said(chat, message, goes_on, me);
            let state = (said.who == Who::Me).then_some(State::Sent);
            (What::Said(said), state)
        }
        Row::Outgoing(outgoing) => {
            let state = State::OnItsWay { local: outgoing.id, delivery: outgoing.delivery.clone() };
            (What::Said(outgoing_said(outgoing, goes_on)), Some(state))
        }
    };
    Some((RowModel { day: (!same_day).then(|| day_of(at)), at, what }, state))
}

fn message_said(chat: &Conversation, message: &Message, goes_on: bool, me: UserId) -> Said {
    let (who, name) = match chat.author(message, me) {
        Author::Client => (Who::Client, phrases::name_of(&chat.name).to_owned()),
        Author::Me => (Who::Me, say(Word::You).to_owned()),
        Author::Colleague(name) => (Who::Colleague, name.to_string()),
        Author::Bot => (Who::Bot, say(Word::Bot).to_owned()),
    };
    let words = match &message.body {
        Body::Text(text) => Words::Text(text.to_string()),
        Body::File { file, caption } => Words::File {
            file: FileShown {
                stored: Some(file.id),
                name: file.name.clone(),
                mime: file.mime.clone(),
                size: file.size,
                malware: file.malware,
            },
            caption: caption.to_string(),
        },
        Body::RefusedFile => Words::RefusedFile,
        Body::Deleted => Words::Deleted,
    };
    Said { who, name, goes_on, words, edited: message.edited.is_some() }
}

fn outgoing_said(outgoing: &Outgoing, goes_on: bool) -> Said {
    let words = match &outgoing.content {
        Content::Text(text) => Words::Text(text.clone()),
        Content::File(file) => Words::File {
            file: FileShown {
                stored: file.stored,
                name: file.name.clone(),
                mime: file.mime.clone(),
                size: file.size,
                malware: false,
            },
            caption: String::new(),
        },
    };
    Said { who: Who::Me, name: say(Word::You).to_owned(), goes_on, words, edited: false }
}

fn goes_on(chat: &Conversation, before: Row<'_>, row: Row<'_>, me: UserId) -> bool {
    let author = |row: Row<'_>| match row {
        Row::Message(message) => Some(chat.author(message, me)),
        Row::Outgoing(_) => Some(Author::Me),
        Row::Note(_) => None,
    };
    let near = (0..GOES_ON).contains(&row.at().since(before.at()).max(0));
    near && author(row).is_some() && author(before) == author(row)
}

fn happening(what: &Happening, client: &str) -> String {
    match what {
        Happening::IJoined => chat::you_joined(),
        Happening::Joined(name) => chat::joined(name),
        Happening::ILeft => chat::you_left(),
        Happening::Left(name) => chat::left(name),
        Happening::IHandedOver => chat::you_handed_over(),
        Happening::HandedOver(name) => chat::handed_over(name),
        Happening::Closed(closer) => chat::closed(*closer, client),
    }
}
