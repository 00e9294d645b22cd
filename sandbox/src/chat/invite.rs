//! Invitations: made, accepted, declined, expired, withdrawn.

use uuid::Uuid;
use webitel_chats::ids::{AttemptId, ChannelId, ConversationId, MessageId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::{
    ChatEvent, ConversationHead, DeclineInvite, InviteConversation, JoinConversation, UserInvite, Variables,
};
use webitel_chats::wire::error::id;

use super::{list, listeners, members, others, own_leg, tell, thread};
use crate::app::Act;
use crate::customer::CustomerEvent;
use crate::error::{Failure, Result};
use crate::routing::{offer, talk, workload};
use crate::store::channels::{self, Channel, Party};
use crate::store::conversations::Stage;
use crate::store::invites::{self, Invite, Outcome};
use crate::store::messages;
use crate::store::users::{self, User};
use crate::{auth, flow};

/// Who is invited, by what and for how long.
pub(crate) struct Invitation {
    pub(crate) user: UserId,
    /// The attempt, if a queue invites.
    pub(crate) attempt: Option<AttemptId>,
    /// The queue's name; empty when a colleague hands the chat over.
    pub(crate) title: String,
    /// 0 = never expires.
    pub(crate) timeout_sec: i64,
    pub(crate) variables: Variables,
}

/// Invites a user into a conversation.
pub(crate) fn invite(act: &mut Act, conversation: ConversationId, new: Invitation) -> Result<ChannelId> {
    let thread = thread(act, conversation)?;
    let invite = Invite {
        id: ChannelId(Uuid::new_v4()),
        conversation,
        user: new.user,
        attempt: new.attempt,
        title: new.title,
        created_at: act.now,
        timeout_sec: new.timeout_sec,
        variables: new.variables,
    };
    let already = listeners(act, conversation)?;
    invites::add(&act.db, &invite)?;
    let event = ChatEvent::UserInvite(UserInvite {
        conversation_id: conversation,
        timestamp: act.now,
        title: invite.title.clone(),
        invite_id: invite.id,
        timeout_sec: invite.timeout_sec,
        variables: list::variables(&act.db, &thread, &invite.variables)?,
        conversation: Some(ConversationHead {
            id: conversation,
            title: thread.title.clone(),
            created_at: Some(thread.created_at),
            updated_at: Some(thread.updated_at),
        }),
        members: members::of(&act.db, &thread)?,
        messages: messages::after(&act.db, conversation, MessageId(0))?,
    });
    tell(act, [invite.user], &event)?;
    let event = ChatEvent::InviteConversation(InviteConversation {
        conversation_id: conversation,
        timestamp: act.now,
        user_id: Some(invite.user),
    });
    tell(act, others(&already, invite.user), &event)?;
    Ok(invite.id)
}

/// A user accepts: from now on the invitation is the user's leg.
pub(crate) fn join(act: &mut Act, user: &User, invite: ChannelId) -> Result<()> {
    let Some(invite) = invites::pending(&act.db, invite)?.filter(|invite| invite.user == user.id) else {
        return Err(Failure::inner(id::ACCEPT, 404, id::INVITE_NOT_FOUND, "invitation is unknown or over"));
    };
    invites::close(&act.db, invite.id, Outcome::Joined)?;
    let channel = Channel {
        id: invite.id,
        conversation: invite.conversation,
        party: Party::Agent(user.id),
        name: user.public_name().to_owned(),
        attempt: invite.attempt,
        created_at: invite.created_at,
        joined_at: act.now,
        updated_at: act.now,
        closed_at: None,
        close_reason: String::new(),
        needs_processing: false,
        read_until: Millis(0),
        variables: invite.variables,
    };
    channels::add(&act.db, &channel)?;
    let thread = thread(act, invite.conversation)?;
    let event = ChatEvent::JoinConversation(JoinConversation {
        conversation_id: invite.conversation,
        timestamp: act.now,
        member: members::member(&act.db, &thread, &channel)?,
    });
    let joined = channels::agents_in(&act.db, invite.conversation)?;
    tell(act, joined.iter().filter_map(Channel::agent_user), &event)?;
    act.tell_customer(invite.conversation, &CustomerEvent::agent_joined(&channel.name, act.now))?;
    act.reply_here();
    match invite.attempt {
        Some(attempt) => talk::bridged(act, attempt),
        None => Ok(()),
    }
}

/// A user declines. Doing it again changes nothing.
pub(crate) fn decline(act: &mut Act, user: UserId, invite: ChannelId, cause: Option<&str>) -> Result<()> {
    if invites::invitee(&act.db, invite)? != Some(user) {
        return Err(Failure::inner(id::DECLINE, 404, id::INVITE_NOT_FOUND, "invitation is unknown"));
    }
    let Some(invite) = invites::pending(&act.db, invite)? else { return Ok(()) };
    end(act, &invite, Outcome::Declined, cause)?;
    act.reply_here();
    unanswered(act, &invite)
}

/// An invitation was left unanswered for too long.
pub(crate) fn time_out(act: &mut Act, invite: &Invite) -> Result<()> {
    end(act, invite, Outcome::TimedOut, Some("TIMEOUT"))?;
    unanswered(act, invite)
}

/// Ends a pending invitation and tells the invited user, then the agents in the chat.
pub(crate) fn end(act: &mut Act, invite: &Invite, outcome: Outcome, cause: Option<&str>) -> Result<()> {
    invites::close(&act.db, invite.id, outcome)?;
    let mut over = DeclineInvite {
        conversation_id: invite.conversation,
        timestamp: act.now,
        user_id: Some(invite.user),
        invite_id: Some(invite.id),
        cause: cause.map(str::to_owned),
    };
    tell(act, [invite.user], &ChatEvent::DeclineInvite(over.clone()))?;
    over.invite_id = None;
    let users = listeners(act, invite.conversation)?;
    tell(act, others(&users, invite.user), &ChatEvent::DeclineInvite(over))
}

/// The queue looks for somebody else; a chat that was handed over to a user has nobody left.
fn unanswered(act: &mut Act, invite: &Invite) -> Result<()> {
    if let Some(attempt) = invite.attempt {
        return offer::unanswered(act, attempt);
    }
    if thread(act, invite.conversation)?.stage == Stage::Bridge(invite.user) {
        return flow::end(act, invite.conversation);
    }
    Ok(())
}

/// An agent asks a colleague to come in, too.
pub(crate) fn add_colleague(
    act: &mut Act,
    me: UserId,
    channel: ChannelId,
    conversation: ConversationId,
    user: UserId,
    title: &str,
) -> Result<()> {
    let refused = |inner: &str, words: &str| Failure::inner(id::INVITE, 400, inner, words);
    if own_leg(act, me, channel, conversation)?.is_err() {
        return Err(refused("chat.invite.channel.from.not_found", "channel is not an open one of yours"));
    }
    if listeners(act, conversation)?.contains(&user) {
        return Err(refused("chat.invite.user.already", "user is in the chat or invited"));
    }
    reachable(act, user, |words| refused("chat.invite.user.invalid", words))?;
    let invitation = Invitation {
        user,
        attempt: None,
        title: title.to_owned(),
        timeout_sec: 0,
        variables: Variables::new(),
    };
    invite(act, conversation, invitation).map(drop)
}

/// Refuses a user who can't take a chat at all, or not beside the call of this moment.
pub(crate) fn reachable(act: &Act, user: UserId, refused: impl Fn(&str) -> Failure) -> Result<()> {
    let Some(person) = users::get(&act.db, user)? else { return Err(refused("user is unknown")) };
    if !person.has_licence(auth::CALL_CENTER) {
        return Err(refused("user has no licence for chats"));
    }
    if workload::of_user(&act.db, user)?.calls > 0 {
        return Err(refused("user is in a call"));
    }
    Ok(())
}
