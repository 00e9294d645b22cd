//! An agent and a customer have come together, and part again.

use webitel_chats::ids::{AttemptId, ConversationId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AttemptState, ChannelState, Media};
use webitel_chats::wire::channel::{ChannelEvent, ChannelStatus, Processing};

use super::offer::{attempt, tell_missed};
use super::rest::{self, Rested};
use super::{manual, queue_of, times};
use crate::agents as seats;
use crate::app::Act;
use crate::error::Result;
use crate::hub::Topic;
use crate::store::agents::{self, Agent};
use crate::store::attempts::{self, Attempt};
use crate::store::queues::Queue;

/// The agent took the offer.
pub(crate) fn bridged(act: &mut Act, id: AttemptId) -> Result<()> {
    let mut attempt = attempt(act, id)?;
    let Some(agent) = attempt.agent else { return Ok(()) };
    let agent = seats::seat(act, agent)?;
    attempt.state = AttemptState::Bridged;
    attempt.bridged_at = Some(act.now);
    attempts::save(&act.db, &attempt)?;
    agents::set_no_answers(&act.db, agent.id, attempt.medium, 0)?;
    agents::set_channel(&act.db, agent.id, attempt.medium, ChannelState::Bridged, None, act.now)?;
    let event = ChannelEvent::new(Some(id), attempt.medium, ChannelStatus::Bridged, act.now);
    act.tell(agent.user, Topic::Channel, &event)
}

/// The talk in a conversation is over, or will never begin.
pub(crate) fn over_in(act: &mut Act, conversation: ConversationId) -> Result<()> {
    match attempts::running(&act.db, conversation)? {
        Some(attempt) => over(act, attempt, "abandoned"),
        None => Ok(()),
    }
}

/// The talk of an attempt is over, or will never begin; `unserved` is the result of the latter.
pub(crate) fn over(act: &mut Act, attempt: Attempt, unserved: &str) -> Result<()> {
    match attempt.agent {
        None => gone(act, attempt, unserved),
        Some(agent) => {
            let agent = seats::seat(act, agent)?;
            if attempt.state == AttemptState::Bridged {
                parted(act, attempt, &agent)
            } else {
                gone_while_ringing(act, attempt, &agent, unserved)
            }
        }
    }
}

/// Nobody had been found yet.
fn gone(act: &mut Act, attempt: Attempt, result: &str) -> Result<()> {
    leave(act, &attempt, result)?;
    manual::hide(act, &attempt)
}

/// The customer is gone while it rings. That is not the agent's fault: it does not count, and
/// the rest is the one after work.
fn gone_while_ringing(act: &mut Act, attempt: Attempt, agent: &Agent, result: &str) -> Result<()> {
    let wrap_up = times(act, agent.id, attempt.queue)?.wrap_up_time;
    leave(act, &attempt, result)?;
    rest::after_work(act, agent, attempt.medium, Rested::For(wrap_up))?;
    tell_missed(act, agent, attempt.id, attempt.medium, act.now.plus(wrap_up * 1000))
}

/// The two had talked: the wrap-up form opens, or the agent rests at once.
fn parted(act: &mut Act, attempt: Attempt, agent: &Agent) -> Result<()> {
    match queue_of(act, attempt.queue)?.filter(|queue| queue.processing) {
        Some(queue) => open_form(act, attempt, agent, &queue),
        None => {
            let wrap_up = times(act, agent.id, attempt.queue)?.wrap_up_time;
            leave(act, &attempt, "success")?;
            rest::after_work(act, agent, attempt.medium, Rested::For(wrap_up))?;
            rest::tell_wrap_time(act, agent, &attempt, Some(act.now.plus(wrap_up * 1000)))
        }
    }
}

fn open_form(act: &mut Act, mut attempt: Attempt, agent: &Agent, queue: &Queue) -> Result<()> {
    let until = act.now.plus(queue.processing_sec * 1000);
    attempt.state = AttemptState::Processing;
    // Clients take the form's clock from an attempt only if they know when the talk ended.
    attempt.leaving_at = Some(act.now);
    attempt.timeout_at = (queue.processing_sec > 0).then_some(until);
    attempts::save(&act.db, &attempt)?;
    agents::set_channel(&act.db, agent.id, attempt.medium, ChannelState::Processing, None, act.now)?;
    tell_form(act, agent, attempt.id, attempt.medium, queue, until)
}

/// Tells an agent until when the wrap-up form is open.
pub(crate) fn tell_form(
    act: &mut Act,
    agent: &Agent,
    attempt: AttemptId,
    medium: Media,
    queue: &Queue,
    until: Millis,
) -> Result<()> {
    let mut event = ChannelEvent::new(Some(attempt), medium, ChannelStatus::Processing, act.now);
    event.processing = Some(Processing {
        autosave: false,
        timeout: Some(until),
        sec: queue.processing_sec,
        renewal_sec: queue.renewal_sec,
    });
    act.tell(agent.user, Topic::Channel, &event)
}

/// The attempt is through the queue.
pub(crate) fn leave(act: &Act, attempt: &Attempt, result: &str) -> Result<()> {
    let over = Attempt {
        state: AttemptState::Leaving,
        leaving_at: Some(act.now),
        timeout_at: None,
        result: result.to_owned(),
        ..attempt.clone()
    };
    Ok(attempts::save(&act.db, &over)?)
}
