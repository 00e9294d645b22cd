//! What an agent notes about a chat: read up to here, and who the customer is.

use serde::Serialize;
use webitel_chats::ids::{ChannelId, ContactId, UserId};
use webitel_chats::wire::agent::Media;
use webitel_chats::wire::call::{MarkRead, SetContact};
use webitel_chats::wire::chat::{ChatEvent, SetContact as SetContactBody, UpdateChannel};
use webitel_chats::wire::error::id;
use webitel_chats::wire::event::{Notification, NotificationFrame};

use super::{own_leg, tell};
use crate::app::Act;
use crate::error::{Failure, Result};
use crate::hub::Topic;
use crate::store::{channels, conversations};

/// Marks a chat as read, for all devices of its agent.
pub(crate) fn read_until(act: &mut Act, user: UserId, call: &MarkRead) -> Result<()> {
    let Some(mut channel) = channels::get(&act.db, call.channel_id)?.filter(|c| c.agent_user() == Some(user))
    else {
        return Err(Failure::new(404, id::SEND_NOT_FOUND, "channel is unknown"));
    };
    let until = call.read_until.unwrap_or(act.now);
    if until < channel.read_until || until > act.now {
        return Err(Failure::new(400, id::READ_DATE, "read_until is in the future or before the last one"));
    }
    channel.read_until = until;
    channels::save(&act.db, &channel)?;
    let event = ChatEvent::UpdateChannel(UpdateChannel {
        conversation_id: channel.conversation,
        timestamp: act.now,
        channel_id: channel.id,
        updated_at: until,
    });
    tell(act, [user], &event)
}

/// The body of the notification: which medium is meant, too.
#[derive(Serialize)]
struct ContactSet {
    #[serde(flatten)]
    set: SetContactBody,
    channel: Media,
}

/// Says which contact the customer is.
pub(crate) fn set_contact(act: &mut Act, user: UserId, call: &SetContact) -> Result<()> {
    let refused = |inner: &str, words: &str| Failure::inner(id::SET_CONTACT, 404, inner, words);
    let Ok(channel) = own_leg(act, user, call.channel_id, call.id)? else {
        return Err(refused("chat.set_contact.channel.not_found", "channel is not an open one of yours"));
    };
    let thread = super::thread(act, channel.conversation)?;
    if !conversations::set_contact(&act.db, thread.customer, call.contact_id)? {
        return Err(refused("chat.set_contact.contact.not_found", "contact is unknown"));
    }
    tell_contact(act, user, channel.id, call.contact_id)
}

/// Tells an agent which contact the customer of a chat is.
pub(crate) fn tell_contact(
    act: &mut Act,
    user: UserId,
    channel: ChannelId,
    contact: ContactId,
) -> Result<()> {
    let set = SetContactBody { id: channel, contact_id: contact };
    notify(act, "set_contact", user, &ContactSet { set, channel: Media::Chat })
}

/// Sends one user a notification.
pub(crate) fn notify(act: &mut Act, action: &str, user: UserId, body: &impl Serialize) -> Result<()> {
    let notification = Notification {
        id: act.now.0,
        created_at: act.now,
        for_users: vec![user],
        action: action.to_owned(),
        body,
    };
    act.tell(user, Topic::Notification, &NotificationFrame { notification })
}
