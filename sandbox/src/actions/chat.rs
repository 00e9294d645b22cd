//! Actions about chats. All of them need the contact-centre licence.

use serde::Deserialize;
use serde_json::value::RawValue;
use webitel_chats::ids::{ChannelId, ConversationId, UserId};
use webitel_chats::wire::call::{
    Call, Close, Decline, Join, Joined, Leave, MarkRead, SendFile, SendText, SetContact, SubscribeChats,
    TransferToPlan, TransferToUser,
};
use webitel_chats::wire::error::id;
use webitel_chats::wire::lenient::Items;

use super::{Caller, Outcome, nothing, read, unknown, with};
use crate::app::Act;
use crate::chat;
use crate::error::{Failure, Result};
use crate::faults::FailSend;

/// Invites a colleague into a chat.
#[derive(Deserialize)]
struct AddToChat {
    channel_id: ChannelId,
    conversation_id: ConversationId,
    user_id: UserId,
    #[serde(default)]
    title: String,
}

/// Begins a chat between colleagues.
#[derive(Deserialize)]
struct StartChat {
    user_id: UserId,
}

/// A handler of a chat action.
type Handler = fn(&mut Act, &Caller, Option<&RawValue>) -> Result<Outcome>;

pub(super) fn run(act: &mut Act, caller: &Caller, action: &str, data: Option<&RawValue>) -> Result<Outcome> {
    let handler: Handler = match action {
        SubscribeChats::ACTION => subscribe,
        "list_active_chat" => list,
        Join::ACTION => join,
        Decline::ACTION => decline,
        SendText::ACTION => send_text,
        SendFile::ACTION => send_file,
        Leave::ACTION => leave,
        Close::ACTION => close,
        TransferToUser::ACTION => transfer_to_user,
        TransferToPlan::ACTION => transfer_to_plan,
        SetContact::ACTION => set_contact,
        MarkRead::ACTION => mark_read,
        "add_to_chat" => add_to_chat,
        "start_chat" => start_chat,
        _ => return Err(unknown(action)),
    };
    caller.session.need_chat_licence()?;
    handler(act, caller, data)
}

fn subscribe(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    // Before the list is read: what happens from now on is told.
    act.hub.subscribe(caller.user(), |subscriptions| subscriptions.chats = true);
    list(act, caller, data)
}

fn list(act: &mut Act, caller: &Caller, _data: Option<&RawValue>) -> Result<Outcome> {
    with(&Items::new(chat::list::of_user(&act.db, &caller.session.user)?))
}

fn join(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let Join { invite_id } = read(data)?;
    chat::invite::join(act, &caller.session.user, invite_id)?;
    with(&Joined { channel_id: invite_id })
}

fn decline(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let Decline { invite_id, cause } = read(data)?;
    chat::invite::decline(act, caller.user(), invite_id, cause.as_deref())?;
    nothing()
}

fn send_text(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let call: SendText = read(data)?;
    sending(caller, id::SEND_TEXT, || chat::write::agent_text(act, caller.user(), &call))
}

fn send_file(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let call: SendFile = read(data)?;
    sending(caller, id::SEND_FILE, || chat::write::agent_file(act, caller.user(), &call))
}

fn leave(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let call: Leave = read(data)?;
    chat::leave::leave(act, caller.user(), call.channel_id, call.conversation_id)?;
    nothing()
}

fn close(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let call: Close = read(data)?;
    if call.cause.is_empty() {
        return Err(Failure::invalid_param());
    }
    chat::leave::close_by_agent(act, caller.user(), call.channel_id, call.conversation_id)?;
    nothing()
}

fn transfer_to_user(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    chat::transfer::to_user(act, caller.user(), &read(data)?)?;
    nothing()
}

fn transfer_to_plan(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    chat::transfer::to_plan(act, caller.user(), &read(data)?)?;
    nothing()
}

fn set_contact(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    chat::marks::set_contact(act, caller.user(), &read(data)?)?;
    nothing()
}

fn mark_read(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    chat::marks::read_until(act, caller.user(), &read(data)?)?;
    nothing()
}

fn add_to_chat(act: &mut Act, caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let AddToChat { channel_id, conversation_id, user_id, title } = read(data)?;
    chat::invite::add_colleague(act, caller.user(), channel_id, conversation_id, user_id, &title)?;
    nothing()
}

fn start_chat(_act: &mut Act, _caller: &Caller, data: Option<&RawValue>) -> Result<Outcome> {
    let call: StartChat = read(data)?;
    let words = format!("chats between colleagues are not offered here (user {})", call.user_id);
    Err(Failure::inner(id::INVITE, 400, "chat.start.not_supported", &words))
}

/// Sends, or fails in the way that a test asked for.
fn sending(caller: &Caller, usual_id: &str, send: impl FnOnce() -> Result<()>) -> Result<Outcome> {
    let Some((when, id)) = caller.app.faults.take_send_failure(caller.user()) else {
        send()?;
        return nothing();
    };
    let failure = Failure::new(500, id.as_deref().unwrap_or(usual_id), "the gateway refused the message");
    match when {
        FailSend::Before => Err(failure),
        FailSend::After => {
            send()?;
            Ok(Outcome::DoneBut(failure))
        }
    }
}
