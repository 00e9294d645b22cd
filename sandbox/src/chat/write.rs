//! Messages: stored first, then told to everybody in the chat, the author first.

use webitel_chats::ids::{ChannelId, ConversationId, MessageId, UserId};
use webitel_chats::wire::call::{SendFile, SendText};
use webitel_chats::wire::chat::{ChatEvent, FILE_POLICY_FAIL, File, Message, MessageDeleted, MessageEvent};
use webitel_chats::wire::error::id;

use super::{NoLeg, listeners, own_leg, tell, thread};
use crate::app::Act;
use crate::customer::CustomerEvent;
use crate::error::{Failure, Result};
use crate::flow;
use crate::store::conversations::Thread;
use crate::store::messages::{self, Content, DELETED};
use crate::store::{channels, conversations, files};

/// An agent sends a text.
pub(crate) fn agent_text(act: &mut Act, user: UserId, call: &SendText) -> Result<()> {
    if call.text.is_empty() {
        return Err(Failure::invalid_param());
    }
    let text = call.text.trim();
    if text.is_empty() {
        return Err(refused(id::SEND_TEXT, id::TEXT_MISSING, "text is blank"));
    }
    sender(act, user, id::SEND_TEXT, call.channel_id, call.conversation_id)?;
    let content = Content::text(text);
    write(act, call.conversation_id, Some(call.channel_id), Some(user), content)?;
    Ok(())
}

/// An agent sends a file that was uploaded before.
pub(crate) fn agent_file(act: &mut Act, user: UserId, call: &SendFile) -> Result<()> {
    if call.id.0 == 0 || call.url.is_empty() {
        return Err(Failure::invalid_param());
    }
    if !(call.url.starts_with("https://") || call.url.starts_with("http://")) {
        return Err(refused(id::SEND_FILE, id::URL_INVALID, "address is not absolute"));
    }
    sender(act, user, id::SEND_FILE, call.channel_id, call.conversation_id)?;
    // What the storage knows counts, not what the client says of the file.
    let stored = files::get(&act.db, call.id)?.filter(|file| file.conversation == call.conversation_id);
    let Some(stored) = stored else {
        return Err(refused(id::SEND_FILE, "chat.send.document.file.error", "no such file in this chat"));
    };
    let file = File {
        id: stored.id,
        url: call.url.clone(),
        mime: stored.mime,
        size: stored.size,
        name: stored.name,
        malware: stored.malware,
    };
    let content = Content { file: Some(file), ..Content::default() };
    write(act, call.conversation_id, Some(call.channel_id), Some(user), content)?;
    Ok(())
}

/// The customer writes; the flow hears it, too.
pub(crate) fn customer(act: &mut Act, id: ConversationId, content: Content) -> Result<Message> {
    let thread = thread(act, id)?;
    let message = write(act, id, Some(thread.customer_channel), None, content)?;
    flow::heard(act, id, &message)?;
    Ok(message)
}

/// The flow writes.
pub(crate) fn bot(act: &mut Act, id: ConversationId, text: &str) -> Result<Message> {
    write(act, id, None, None, Content::text(text))
}

/// Notes for the agents that the customer tried to send a file that a policy forbids.
pub(crate) fn forbidden_file(act: &mut Act, id: ConversationId) -> Result<()> {
    let marker = [("from", "bot"), ("template", FILE_POLICY_FAIL)];
    let variables = marker.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let content = Content { variables: Some(variables), ..Content::default() };
    let message = messages::add(&act.db, id, None, content, act.now)?;
    tell_message(act, id, None, &message)
}

/// Stores a message and tells everybody, the author first.
pub(crate) fn write(
    act: &mut Act,
    id: ConversationId,
    channel: Option<ChannelId>,
    author: Option<UserId>,
    content: Content,
) -> Result<Message> {
    let message = messages::add(&act.db, id, channel, content, act.now)?;
    touch(act, id, channel)?;
    tell_message(act, id, author, &message)?;
    let thread = thread(act, id)?;
    let event = CustomerEvent::message(&act.db, &thread, &message)?;
    act.tell_customer(id, &event)?;
    Ok(message)
}

/// The customer's gateway says that a message was edited.
pub(crate) fn edit(act: &mut Act, id: MessageId, text: &str) -> Result<()> {
    messages::set_text(&act.db, id, text, act.now)?;
    let (conversation, message) = known(act, id)?;
    tell_message(act, conversation, None, &message)?;
    let thread = thread(act, conversation)?;
    let event = CustomerEvent::message(&act.db, &thread, &message)?;
    act.tell_customer(conversation, &event)
}

/// The customer's gateway says that a message was taken back.
pub(crate) fn delete(act: &mut Act, id: MessageId) -> Result<()> {
    messages::set_text(&act.db, id, DELETED, act.now)?;
    let (conversation, message) = known(act, id)?;
    let event = ChatEvent::MessageDeleted(MessageDeleted {
        conversation_id: conversation,
        timestamp: act.now,
        id,
        channel_id: message.channel_id,
        kind: "text".to_owned(),
        text: DELETED.to_owned(),
    });
    let users = listeners(act, conversation)?;
    tell(act, users, &event)?;
    let thread = thread(act, conversation)?;
    let event = CustomerEvent::message(&act.db, &thread, &message)?;
    act.tell_customer(conversation, &event)
}

fn known(act: &Act, id: MessageId) -> Result<(ConversationId, Message)> {
    messages::get(&act.db, id)?.ok_or_else(|| Failure::not_found("message"))
}

/// Tells the agents of a message. The flow has no leg: it speaks as the conversation itself.
/// What the server notes by itself has no author at all.
fn tell_message(act: &mut Act, id: ConversationId, author: Option<UserId>, message: &Message) -> Result<()> {
    let mut message = message.clone();
    if message.variables.is_none() {
        message.channel_id = message.channel_id.or(Some(id.as_flow_channel()));
    }
    let event = ChatEvent::Message(MessageEvent { conversation_id: id, timestamp: act.now, message });
    let mut users = listeners(act, id)?;
    users.sort_by_key(|user| Some(*user) != author);
    tell(act, users, &event)
}

/// The conversation and the author's leg have changed.
fn touch(act: &Act, id: ConversationId, channel: Option<ChannelId>) -> Result<()> {
    let thread = Thread { updated_at: act.now, ..thread(act, id)? };
    conversations::save(&act.db, &thread)?;
    if let Some(mut channel) = channel.map(|channel| channels::get(&act.db, channel)).transpose()?.flatten() {
        channel.updated_at = act.now;
        channels::save(&act.db, &channel)?;
    }
    Ok(())
}

/// Checks that a leg is the sender's own and open.
fn sender(
    act: &Act,
    user: UserId,
    outer: &str,
    channel: ChannelId,
    conversation: ConversationId,
) -> Result<()> {
    match own_leg(act, user, channel, conversation)? {
        Ok(_) => Ok(()),
        Err(NoLeg::Unknown) => Err(refused(outer, id::SEND_NOT_FOUND, "channel is unknown")),
        Err(NoLeg::Foreign) => Err(refused(outer, id::SEND_MISMATCH, "channel is not yours")),
        Err(NoLeg::Closed) => Err(refused(outer, id::SEND_CLOSED, "channel is closed")),
    }
}

/// A refusal to send. Here only the inner error's words travel; they begin with its id.
fn refused(outer: &str, inner: &str, words: &str) -> Failure {
    Failure::new(500, outer, format!("{inner}: {words}"))
}
