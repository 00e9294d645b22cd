//! Simulated calls: enough of a call for routing to tell a busy agent from a free one.

use webitel_chats::ids::{AgentId, AttemptId, QueueId};
use webitel_chats::wire::agent::{AttemptState, Media};

use crate::agents as seats;
use crate::app::Act;
use crate::error::{Failure, Result};
use crate::routing::{offer, talk, workload};
use crate::store::attempts::{self, Attempt};
use crate::store::queues;

/// A caller comes into a call queue.
pub(crate) fn enqueue(act: &mut Act, queue: QueueId, from: &str) -> Result<AttemptId> {
    let queue = queues::get(&act.db, queue)?.filter(|queue| queue.channel == Media::Call);
    let queue = queue.ok_or_else(|| Failure::bad_request("not a queue of calls"))?;
    Ok(attempts::add(&act.db, Some(queue.id), Media::Call, None, from, act.now)?.id)
}

/// The agent to whom a call is offered answers it.
pub(crate) fn answer(act: &mut Act, id: AttemptId) -> Result<()> {
    let call = call(act, id)?;
    if call.state != AttemptState::Offering {
        return Err(Failure::bad_request("the call does not ring"));
    }
    talk::bridged(act, id)
}

/// The agent to whom a call is offered lets it go.
pub(crate) fn decline(act: &mut Act, id: AttemptId) -> Result<()> {
    let call = call(act, id)?;
    if call.state != AttemptState::Offering {
        return Err(Failure::bad_request("the call does not ring"));
    }
    if call.queue.is_none() {
        return talk::over(act, call, "abandoned");
    }
    offer::unanswered(act, id)
}

/// One of the two hangs up.
pub(crate) fn end(act: &mut Act, id: AttemptId) -> Result<()> {
    let call = call(act, id)?;
    talk::over(act, call, "abandoned")
}

/// An agent is in a call at once, as with an outbound one. Refused beside chats: nobody has
/// a call and a chat at the same time.
pub(crate) fn start(act: &mut Act, agent: AgentId, with: &str) -> Result<AttemptId> {
    let agent = seats::seat(act, agent)?;
    let work = workload::of_user(&act.db, agent.user)?;
    if work.chats > 0 || work.calls > 0 {
        return Err(Failure::new(409, "sandbox.calls.busy", "the agent has a chat or a call"));
    }
    let mut call = attempts::add(&act.db, None, Media::Call, None, with, act.now)?;
    call.state = AttemptState::Offering;
    call.agent = Some(agent.id);
    call.offered_at = Some(act.now);
    attempts::save(&act.db, &call)?;
    offer::tell_offer(act, &call, &agent, None)?;
    talk::bridged(act, call.id)?;
    Ok(call.id)
}

/// The call in which an agent is, or which rings.
pub(crate) fn of_agent(act: &Act, agent: AgentId) -> Result<Option<Attempt>> {
    let live = attempts::of_agent(&act.db, agent)?.into_iter();
    let mut calls = live.filter(|attempt| attempt.medium == Media::Call);
    Ok(calls.find(|call| matches!(call.state, AttemptState::Offering | AttemptState::Bridged)))
}

fn call(act: &Act, id: AttemptId) -> Result<Attempt> {
    let live = |attempt: &Attempt| attempt.medium == Media::Call && attempt.state != AttemptState::Leaving;
    attempts::get(&act.db, id)?.filter(live).ok_or_else(|| Failure::not_found("call"))
}
