//! What REST tells: history, closed chats, further open chats.

use super::chat::stored_file;
use crate::domain::closed::ClosedChat;
use crate::domain::conversation::{Ending, Member};
use crate::domain::fact::{ChatFacts, HistoryPage, ListedChat, Standing};
use crate::domain::message::{Author, Body, Message, Sender};
use crate::ids::{AttemptId, ContactId, UserId};
use crate::wire::chat::DELETED_TEXT;
use crate::wire::rest::{AgentChat, Dialog, History, HistoryMessage, Peer};

/// A peer or member that is an agent.
const USER_PEER: &str = "user";
/// A peer or member that is the routing scheme.
const BOT_PEER: &str = "bot";

pub(in crate::client) fn history(page: History, me: UserId) -> HistoryPage {
    let History { messages, peers, next } = page;
    let author = |index: i64| {
        let place = usize::try_from(index).ok().and_then(|index| index.checked_sub(1));
        place.and_then(|place| peers.get(place)).map_or(Author::Bot, |peer| author(peer, me))
    };
    let messages = messages.into_iter().map(|said| message(author(said.from.id), said)).collect();
    HistoryPage { messages, more: next }
}

fn author(peer: &Peer, me: UserId) -> Author {
    match peer.kind.as_str() {
        BOT_PEER => Author::Bot,
        USER_PEER if peer.id.parse() == Ok(me.0) => Author::Me,
        USER_PEER => Author::Colleague(peer.name.as_str().into()),
        _ => Author::Client,
    }
}

fn message(author: Author, said: HistoryMessage) -> Message {
    let body = match said.file {
        Some(file) => Body::File { file: Box::new(stored_file(file.into())), caption: said.text.into() },
        None if said.text == DELETED_TEXT => Body::Deleted,
        None => Body::Text(said.text.into()),
    };
    Message { id: said.id, from: Sender::Known(author), at: said.date, edited: said.edit, body, local: None }
}

pub(in crate::client) fn closed_chat(chat: AgentChat) -> ClosedChat {
    let last_words = chat.last_message.map(|last| match last.file {
        Some(file) if last.text.is_empty() => file.name,
        _ => last.text,
    });
    ClosedChat {
        id: chat.id,
        name: chat.title,
        source: chat.gateway.map(|gateway| gateway.kind).unwrap_or_default(),
        queue: chat.queue.map(|queue| queue.name).filter(|name| !name.is_empty()),
        started: chat.started_at,
        ended: chat.closed_at,
        how: ending(&chat.close_reason),
        last_words: last_words.unwrap_or_default(),
    }
}

fn ending(reason: &str) -> Ending {
    match reason {
        "agent_leave" => Ending::ByMe,
        "client_leave" => Ending::ByClient,
        "flow_end" => Ending::ByFlow,
        "transfer" => Ending::Transferred,
        "agent_timeout" => Ending::AgentIdle,
        "client_timeout" => Ending::ClientIdle,
        "silence_timeout" => Ending::Silence,
        _ => Ending::ByServer,
    }
}

/// An open chat of this agent; `None` if he has no open leg in it. Its messages are not in it.
pub(in crate::client) fn dialog(dialog: Dialog, me: UserId) -> Option<ListedChat> {
    let mine = dialog.members.iter().find(|member| {
        member.left.is_none() && member.peer.kind == USER_PEER && member.peer.id.parse() == Ok(me.0)
    })?;
    let standing = Standing::Joined { channel: mine.id?, since: mine.join };
    let number = |key: &str| dialog.context.get(key).and_then(|text| text.parse().ok());
    let identity = dialog.from.as_ref().map(|from| from.id.clone()).unwrap_or_default();
    let name = dialog.from.map(|from| from.name).filter(|name| !name.trim().is_empty());
    let member = |peer: &Peer| Member {
        name: peer.name.as_str().into(),
        user: peer.id.parse().ok().map(UserId).filter(|_| peer.kind == USER_PEER),
        agent: peer.kind == USER_PEER,
    };
    let members = dialog.members.iter().filter(|one| one.peer.kind != BOT_PEER);
    let chat = ChatFacts {
        id: dialog.id,
        name: name.unwrap_or(dialog.title),
        source: dialog.via.map(|via| via.kind).unwrap_or_default(),
        identity,
        queue: dialog.queue.map(|queue| queue.name).filter(|name| !name.is_empty()),
        attempt: number("cc_attempt_id").map(AttemptId),
        contact: number("wbt_contact_id").map(ContactId),
        members: members.filter_map(|one| Some((one.id?, member(&one.peer)))).collect(),
        messages: Vec::new(),
        complete: false,
    };
    Some(ListedChat { chat, standing })
}
