//! Handing a chat over, to a colleague or to a chat plan. An invitation that was not accepted
//! yet can be handed over, too.

use webitel_chats::ids::{ChannelId, ConversationId, UserId};
use webitel_chats::wire::call::{TransferToPlan, TransferToUser};
use webitel_chats::wire::chat::Variables;
use webitel_chats::wire::error::id;

use super::invite::{self, Invitation};
use super::{leave, thread};
use crate::app::Act;
use crate::error::{Failure, Result};
use crate::flow;
use crate::routing::talk;
use crate::store::channels::{self, Channel};
use crate::store::conversations::{self, Stage};
use crate::store::invites::{self, Invite, Outcome};
use crate::store::plans;

/// The word for a leg or an invitation that ends because of a transfer.
const TRANSFER: &str = "TRANSFER";

/// What the agent hands over.
enum Own {
    Leg(Channel),
    Invite(Invite),
}

/// Hands a chat over to a colleague, who is invited without a time limit.
pub(crate) fn to_user(act: &mut Act, me: UserId, call: &TransferToUser) -> Result<()> {
    if call.user_id.0 == 0 {
        return Err(Failure::invalid_param());
    }
    let own = own(act, me, call.conversation_id, call.channel_id)?;
    if call.user_id == me {
        return Err(refused("chat.transfer.user.self", "that is you"));
    }
    if super::listeners(act, call.conversation_id)?.contains(&call.user_id) {
        return Err(refused("chat.transfer.user.already", "user is in the chat or invited"));
    }
    invite::reachable(act, call.user_id, |words| refused("chat.transfer.user.invalid", words))?;

    hand_over(act, call.conversation_id, own)?;
    go_on(act, call.conversation_id, Stage::Bridge(call.user_id), call.variables.as_ref())?;
    let invitation = Invitation {
        user: call.user_id,
        attempt: None,
        title: String::new(),
        timeout_sec: 0,
        variables: Variables::new(),
    };
    invite::invite(act, call.conversation_id, invitation).map(drop)
}

/// Hands a chat over to a plan, whose flow takes it from there.
pub(crate) fn to_plan(act: &mut Act, me: UserId, call: &TransferToPlan) -> Result<()> {
    if call.plan_id.0 == 0 {
        return Err(Failure::invalid_param());
    }
    let own = own(act, me, call.conversation_id, call.channel_id)?;
    let Some(plan) = plans::get(&act.db, call.plan_id)?.filter(|plan| plan.enabled) else {
        return Err(refused("chat.transfer.plan.not_found", "plan is unknown or disabled"));
    };
    hand_over(act, call.conversation_id, own)?;
    go_on(act, call.conversation_id, Stage::Queued, call.variables.as_ref())?;
    flow::run_plan(act, call.conversation_id, &plan)
}

/// What this agent may hand over: the named leg or invitation, or the only one.
fn own(act: &Act, me: UserId, conversation: ConversationId, named: Option<ChannelId>) -> Result<Own> {
    let legs = channels::agents_in(&act.db, conversation)?.into_iter();
    let leg = legs.filter(|leg| leg.agent_user() == Some(me)).map(|leg| (leg.id, Own::Leg(leg)));
    let pending = invites::of_conversation(&act.db, conversation)?.into_iter();
    let pending = pending.filter(|invite| invite.user == me).map(|invite| (invite.id, Own::Invite(invite)));
    leg.chain(pending)
        .find(|(id, _)| named.is_none_or(|named| named == *id))
        .map(|(_, own)| own)
        .ok_or_else(|| refused("chat.transfer.channel.not_found", "neither a leg nor an invitation of yours"))
}

/// The agent goes out; the attempt is over for the agent as after any end of a talk.
fn hand_over(act: &mut Act, conversation: ConversationId, own: Own) -> Result<()> {
    match own {
        Own::Leg(leg) => leave::take_out(act, &leg, "transfer", Some(TRANSFER))?,
        Own::Invite(invite) => invite::end(act, &invite, Outcome::Withdrawn, Some(TRANSFER))?,
    }
    act.reply_here();
    talk::over_in(act, conversation)
}

/// The flow of the conversation goes on elsewhere.
fn go_on(act: &Act, id: ConversationId, stage: Stage, variables: Option<&Variables>) -> Result<()> {
    let mut thread = thread(act, id)?;
    thread.stage = stage;
    thread.updated_at = act.now;
    // Names that the queue uses are its own; a transfer can't set them.
    let given = variables.into_iter().flatten().filter(|(name, _)| !name.starts_with("cc_"));
    thread.variables.extend(given.map(|(name, value)| (name.clone(), value.clone())));
    Ok(conversations::save(&act.db, &thread)?)
}

fn refused(inner: &str, words: &str) -> Failure {
    Failure::inner(id::TRANSFER, 400, inner, words)
}
