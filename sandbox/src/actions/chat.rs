//! Actions about chats. All of them need the contact-centre licence.

use serde::Deserialize;
use serde_json::value::RawValue;
use webitel_chats::ids::{ChannelId, ConversationId, UserId};
use webitel_chats::wire::call::{
    Close, Decline, Join, Joined, Leave, MarkRead, SendFile, SendText, SetContact, TransferToPlan,
    TransferToUser,
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

pub(super) fn run(act: &mut Act, caller: &Caller, action: &str, data: Option<&RawValue>) -> Result<Outcome> {
    let me = caller.session.user.id;
    let licensed = || caller.session.need_chat_licence();
    match action {
        "subscribe_chat" => {
            licensed()?;
            act.hub.subscribe(me, |subscriptions| subscriptions.chats = true);
            with(&Items::new(chat::list::of_user(&act.db, &caller.session.user)?))
        }
        "list_active_chat" => {
            licensed()?;
            with(&Items::new(chat::list::of_user(&act.db, &caller.session.user)?))
        }
        "join_chat" => {
            licensed()?;
            let Join { invite_id } = read(data)?;
            chat::invite::join(act, &caller.session.user, invite_id)?;
            with(&Joined { channel_id: invite_id })
        }
        "decline_chat" => {
            licensed()?;
            let Decline { invite_id, cause } = read(data)?;
            chat::invite::decline(act, me, invite_id, cause.as_deref())?;
            nothing()
        }
        "send_text_chat" => {
            licensed()?;
            let call: SendText = read(data)?;
            sending(caller, id::SEND_TEXT, || chat::write::agent_text(act, me, &call))
        }
        "send_file_chat" => {
            licensed()?;
            let call: SendFile = read(data)?;
            sending(caller, id::SEND_FILE, || chat::write::agent_file(act, me, &call))
        }
        "leave_chat" => {
            licensed()?;
            let call: Leave = read(data)?;
            chat::leave::leave(act, me, call.channel_id, call.conversation_id)?;
            nothing()
        }
        "close_chat" => {
            licensed()?;
            let call: Close = read(data)?;
            if call.cause.is_empty() {
                return Err(Failure::invalid_param());
            }
            chat::leave::close_by_agent(act, me, call.channel_id, call.conversation_id)?;
            nothing()
        }
        "transfer_user_chat" => {
            licensed()?;
            let call: TransferToUser = read(data)?;
            chat::transfer::to_user(act, me, &call)?;
            nothing()
        }
        "blind_transfer_chat" => {
            licensed()?;
            let call: TransferToPlan = read(data)?;
            chat::transfer::to_plan(act, me, &call)?;
            nothing()
        }
        "chat_set_contact" => {
            licensed()?;
            let call: SetContact = read(data)?;
            chat::marks::set_contact(act, me, &call)?;
            nothing()
        }
        "update_channel_chat" => {
            licensed()?;
            let call: MarkRead = read(data)?;
            chat::marks::read_until(act, me, &call)?;
            nothing()
        }
        "add_to_chat" => {
            licensed()?;
            let call: AddToChat = read(data)?;
            chat::invite::add_colleague(
                act,
                me,
                call.channel_id,
                call.conversation_id,
                call.user_id,
                &call.title,
            )?;
            nothing()
        }
        "start_chat" => {
            licensed()?;
            let call: StartChat = read(data)?;
            let words = format!("chats between colleagues are not offered here (user {})", call.user_id);
            Err(Failure::inner(id::INVITE, 400, "chat.start.not_supported", &words))
        }
        _ => Err(unknown(action)),
    }
}

/// Sends, or fails in the way that a test asked for.
fn sending(caller: &Caller, usual_id: &str, send: impl FnOnce() -> Result<()>) -> Result<Outcome> {
    let Some((when, id)) = caller.app.faults.take_send_failure(caller.session.user.id) else {
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
