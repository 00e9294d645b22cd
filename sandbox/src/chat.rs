//! Conversations: everything that happens in a chat thread, and what is told of it.

pub(crate) mod invite;
pub(crate) mod leave;
pub(crate) mod list;
pub(crate) mod marks;
pub(crate) mod members;
pub(crate) mod start;
pub(crate) mod transfer;
pub(crate) mod write;

use webitel_chats::ids::{ChannelId, ConversationId, UserId};
use webitel_chats::wire::chat::ChatEvent;

use crate::app::Act;
use crate::error::{Failure, Result};
use crate::hub::Topic;
use crate::store::channels::{self, Channel};
use crate::store::conversations::{self, Thread};
use crate::store::invites;

/// Why an agent's leg can't be used.
pub(crate) enum NoLeg {
    Unknown,
    /// It belongs to somebody else, or to another conversation.
    Foreign,
    Closed,
}

/// An agent's own open leg in a conversation.
pub(crate) fn own_leg(
    act: &Act,
    user: UserId,
    channel: ChannelId,
    conversation: ConversationId,
) -> Result<std::result::Result<Channel, NoLeg>> {
    let Some(channel) = channels::get(&act.db, channel)? else { return Ok(Err(NoLeg::Unknown)) };
    if channel.agent_user() != Some(user) || channel.conversation != conversation {
        return Ok(Err(NoLeg::Foreign));
    }
    Ok(if channel.is_open() { Ok(channel) } else { Err(NoLeg::Closed) })
}

/// A conversation that is known to be there.
pub(crate) fn thread(act: &Act, id: ConversationId) -> Result<Thread> {
    conversations::get(&act.db, id)?.ok_or_else(|| Failure::not_found("conversation"))
}

/// The users who hear what happens in a conversation: the agents in it, oldest first, then
/// those who are invited.
pub(crate) fn listeners(act: &Act, id: ConversationId) -> Result<Vec<UserId>> {
    let legs = channels::agents_in(&act.db, id)?;
    let invites = invites::of_conversation(&act.db, id)?;
    let mut users = Vec::new();
    for user in legs.iter().filter_map(Channel::agent_user).chain(invites.iter().map(|invite| invite.user)) {
        if !users.contains(&user) {
            users.push(user);
        }
    }
    Ok(users)
}

/// Tells users of something that happened in a conversation.
pub(crate) fn tell(act: &mut Act, users: impl IntoIterator<Item = UserId>, event: &ChatEvent) -> Result<()> {
    users.into_iter().try_for_each(|user| act.tell(user, Topic::Chat, event))
}

/// The users but for one.
pub(crate) fn others(users: &[UserId], me: UserId) -> impl Iterator<Item = UserId> {
    users.iter().copied().filter(move |user| *user != me)
}
