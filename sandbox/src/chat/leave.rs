//! The ways out of a chat: an agent leaves or is taken out, or the whole conversation closes.

use webitel_chats::ids::{ChannelId, ConversationId, UserId};
use webitel_chats::wire::chat::{ChatEvent, CloseConversation, LeaveConversation};
use webitel_chats::wire::error::id;

use super::{NoLeg, listeners, own_leg, tell, thread};
use crate::app::Act;
use crate::customer::CustomerEvent;
use crate::error::{Failure, Result};
use crate::flow;
use crate::routing::talk;
use crate::store::channels::{self, Channel};
use crate::store::conversations::{self, Stage};
use crate::store::invites::{self, Outcome};

/// Who ends a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closer {
    Customer,
    Flow,
    /// The agent with this leg.
    Agent(ChannelId),
}

/// An agent leaves: for an agent the usual way to end a chat. Doing it again changes nothing.
pub(crate) fn leave(
    act: &mut Act,
    user: UserId,
    channel: ChannelId,
    conversation: ConversationId,
) -> Result<()> {
    let channel = match own_leg(act, user, channel, conversation)? {
        Ok(channel) => channel,
        Err(NoLeg::Closed) => return Ok(()),
        Err(NoLeg::Unknown | NoLeg::Foreign) => {
            return Err(Failure::inner(id::LEAVE, 404, id::LEAVE_NOT_FOUND, "channel is unknown"));
        }
    };
    take_out(act, &channel, "agent_leave", None)?;
    act.reply_here();
    after_leave(act, conversation)
}

/// An idle rule takes an agent out; somebody should look at the chat later.
pub(crate) fn idle(act: &mut Act, channel: &Channel, reason: &str) -> Result<()> {
    take_out(act, channel, reason, None)?;
    after_leave(act, channel.conversation)
}

/// The leave of any agent ends the talk, and with it the flow.
pub(crate) fn after_leave(act: &mut Act, conversation: ConversationId) -> Result<()> {
    talk::over_in(act, conversation)?;
    flow::end(act, conversation)
}

/// Closes an agent's leg and tells the agent first, then the others.
pub(crate) fn take_out(act: &mut Act, channel: &Channel, reason: &str, cause: Option<&str>) -> Result<()> {
    let mut users = listeners(act, channel.conversation)?;
    shut(act, channel, reason)?;
    let event = ChatEvent::LeaveConversation(LeaveConversation {
        conversation_id: channel.conversation,
        timestamp: act.now,
        leaved_channel_id: channel.id,
        cause: cause.map(str::to_owned),
    });
    users.sort_by_key(|user| Some(*user) != channel.agent_user());
    tell(act, users, &event)?;
    act.tell_customer(channel.conversation, &CustomerEvent::agent_left(&channel.name, act.now))
}

/// Reasons for which a closed chat should be looked at.
const UNPROCESSED: [&str; 4] = ["client_leave", "agent_timeout", "client_timeout", "silence_timeout"];

fn shut(act: &Act, channel: &Channel, reason: &str) -> Result<()> {
    let closed = Channel {
        updated_at: act.now,
        closed_at: Some(act.now),
        close_reason: reason.to_owned(),
        needs_processing: channel.agent_user().is_some() && UNPROCESSED.contains(&reason),
        ..channel.clone()
    };
    Ok(channels::save(&act.db, &closed)?)
}

/// An agent ends the whole conversation.
pub(crate) fn close_by_agent(
    act: &mut Act,
    user: UserId,
    channel: ChannelId,
    conversation: ConversationId,
) -> Result<()> {
    match own_leg(act, user, channel, conversation)? {
        Ok(channel) => close(act, conversation, Closer::Agent(channel.id)),
        Err(NoLeg::Closed) => Ok(()),
        Err(NoLeg::Unknown | NoLeg::Foreign) => {
            Err(Failure::inner(id::CLOSE, 404, "chat.close.channel.from.not_found", "channel is unknown"))
        }
    }
}

/// Ends a conversation for everybody. Doing it again changes nothing.
pub(crate) fn close(act: &mut Act, id: ConversationId, closer: Closer) -> Result<()> {
    let mut thread = thread(act, id)?;
    if thread.closed_at.is_some() {
        return Ok(());
    }
    let (from, cause, reason) = match closer {
        Closer::Customer => (thread.customer_channel, "client_leave", "client_leave"),
        Closer::Flow => (id.as_flow_channel(), "flow_end", "flow_end"),
        Closer::Agent(channel) => (channel, "no_cause", "agent_leave"),
    };
    thread.stage = Stage::Ended;
    thread.updated_at = act.now;
    thread.closed_at = Some(act.now);
    cause.clone_into(&mut thread.close_cause);
    conversations::save(&act.db, &thread)?;

    let users = listeners(act, id)?;
    for invite in invites::of_conversation(&act.db, id)? {
        invites::close(&act.db, invite.id, Outcome::Withdrawn)?;
    }
    for channel in channels::of_conversation(&act.db, id)?.iter().filter(|channel| channel.is_open()) {
        shut(act, channel, reason)?;
    }
    let event = ChatEvent::CloseConversation(CloseConversation {
        conversation_id: id,
        timestamp: act.now,
        from_channel_id: Some(from),
        cause: cause.to_owned(),
    });
    tell(act, users, &event)?;
    act.tell_customer(id, &CustomerEvent::closed(cause, act.now))?;
    act.reply_here();
    talk::over_in(act, id)
}
