//! The wrap-up form: prolonged, filled in, or timed out.

use webitel_chats::ids::{AgentId, AttemptId};
use webitel_chats::wire::agent::{AttemptState, ChannelState};
use webitel_chats::wire::call::Report;
use webitel_chats::wire::channel::{ChannelEvent, ChannelStatus};
use webitel_chats::wire::error::id;

use super::rest::{self, Rested};
use super::{queue_of, talk, times};
use crate::agents as seats;
use crate::app::Act;
use crate::chat::leave;
use crate::error::{Failure, Result};
use crate::flow;
use crate::hub::Topic;
use crate::store::attempts::{self, Attempt};
use crate::store::{agents, channels};

/// The agent reports. While still in the chat, the agent leaves it by that.
pub(crate) fn report(act: &mut Act, agent: AgentId, call: &Report) -> Result<()> {
    let reported = |attempt: &Attempt| {
        attempt.agent == Some(agent)
            && matches!(attempt.state, AttemptState::Bridged | AttemptState::Processing)
    };
    let Some(mut attempt) = attempts::get(&act.db, call.attempt_id)?.filter(reported) else {
        let words = "too many reporting function calls";
        return Err(Failure::new(
            400,
            id::REPORTING,
            format!("store.sql_member.reporting.not_found: {words}"),
        ));
    };
    let agent = seats::seat(act, agent)?;
    let result = if call.success { "success" } else { "abandoned" };
    attempt.description = call.description.clone().unwrap_or_default();
    talk::leave(act, &attempt, result)?;

    let conversation = attempt.conversation;
    let leg = attempt.agent_channel.map(|leg| channels::get(&act.db, leg)).transpose()?.flatten();
    let leg = leg.filter(channels::Channel::is_open);
    if let Some(leg) = &leg {
        leave::take_out(act, leg, "agent_leave", None)?;
    }
    let others = attempts::of_agent(&act.db, agent.id)?.iter().any(|other| other.medium == attempt.medium);
    let until = if others {
        None
    } else if agent.on_demand {
        rest::after_work(act, &agent, attempt.medium, Rested::UntilTold)?
    } else {
        let wrap_up = times(act, agent.id, attempt.queue)?.wrap_up_time;
        rest::after_work(act, &agent, attempt.medium, Rested::For(wrap_up))?
    };
    rest::tell_wrap_time(act, &agent, &attempt, until)?;
    act.reply_here();
    match (leg, conversation) {
        (Some(_), Some(conversation)) => flow::end(act, conversation),
        _ => Ok(()),
    }
}

/// The agent asks for more time; it is added to the previous end.
pub(crate) fn renew(act: &mut Act, agent: AgentId, attempt: AttemptId, seconds: i64) -> Result<()> {
    let refused = |words: &str| Failure::new(400, id::RENEWAL, words);
    let own = |attempt: &Attempt| attempt.agent == Some(agent) && attempt.state == AttemptState::Processing;
    let Some(mut attempt) = attempts::get(&act.db, attempt)?.filter(own) else {
        return Err(refused("store.sql_member.renewal.not_found: attempt is not in wrap-up"));
    };
    if !(1..=24 * 60 * 60).contains(&seconds) {
        return Err(refused("renewal_sec must be between 1 and 86400"));
    }
    let Some(queue) = queue_of(act, attempt.queue)? else { return Err(refused("queue is gone")) };
    let agent = seats::seat(act, agent)?;
    let until = attempt.timeout_at.unwrap_or(act.now).plus(seconds * 1000);
    attempt.timeout_at = attempt.timeout_at.map(|_| until);
    attempts::save(&act.db, &attempt)?;
    talk::tell_form(act, &agent, attempt.id, attempt.medium, &queue, until)
}

/// The form was open for too long: the attempt is over, the agent free at once.
pub(crate) fn time_out(act: &mut Act, attempt: Attempt) -> Result<()> {
    let Some(agent) = attempt.agent else { return Ok(()) };
    let agent = seats::seat(act, agent)?;
    talk::leave(act, &attempt, "timeout")?;
    agents::set_channel(&act.db, agent.id, attempt.medium, ChannelState::Waiting, None, act.now)?;
    let event = ChannelEvent::new(Some(attempt.id), attempt.medium, ChannelStatus::Waiting, act.now);
    act.tell(agent.user, Topic::Channel, &event)
}
