//! Idle rules: an agent is taken out of a chat in which too little happens.

use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AttemptState, Media};

use super::queue_of;
use crate::app::Act;
use crate::chat::leave;
use crate::error::Result;
use crate::store::attempts::{self, Attempt};
use crate::store::channels::{self, Channel};
use crate::store::queues::Queue;
use crate::store::{conversations, messages};

/// What was said when, since the agent joined.
#[derive(Clone, Copy, Debug)]
struct Silence {
    joined_at: Millis,
    agent: Option<Millis>,
    customer: Option<Millis>,
}

/// Applies the rules to every chat under way.
pub(crate) fn check(act: &mut Act) -> Result<()> {
    for attempt in attempts::live(&act.db)? {
        if attempt.state != AttemptState::Bridged || attempt.medium != Media::Chat {
            continue;
        }
        let Some(queue) = queue_of(act, attempt.queue)?.filter(has_rules) else { continue };
        let Some((leg, silence)) = silence(act, &attempt)? else { continue };
        if let Some(reason) = verdict(&queue, silence, act.now) {
            leave::idle(act, &leg, reason)?;
        }
    }
    Ok(())
}

fn has_rules(queue: &Queue) -> bool {
    queue.max_idle_agent > 0 || queue.max_idle_client > 0 || queue.max_idle_dialog > 0
}

fn silence(act: &Act, attempt: &Attempt) -> Result<Option<(Channel, Silence)>> {
    let (Some(leg), Some(conversation)) = (attempt.agent_channel, attempt.conversation) else {
        return Ok(None);
    };
    let (Some(leg), Some(thread)) =
        (channels::get(&act.db, leg)?, conversations::get(&act.db, conversation)?)
    else {
        return Ok(None);
    };
    let silence = Silence {
        joined_at: leg.joined_at,
        agent: messages::last_of(&act.db, conversation, leg.id)?,
        customer: messages::last_of(&act.db, conversation, thread.customer_channel)?,
    };
    Ok(leg.is_open().then_some((leg, silence)))
}

/// Why the agent is taken out, if at all.
fn verdict(queue: &Queue, silence: Silence, now: Millis) -> Option<&'static str> {
    let too_long = |seconds: i64, since: Millis| seconds > 0 && now.since(since) >= seconds * 1000;
    let last = silence.agent.max(silence.customer);
    let agent_last = silence.agent >= silence.customer;
    let since = |own: Option<Millis>| {
        let said = if queue.last_message_timeout { last } else { own };
        said.unwrap_or(silence.joined_at).max(silence.joined_at)
    };
    // With the last message as the measure, only who owes an answer can be idle.
    let agent_owes = !queue.last_message_timeout || !agent_last;
    let client_owes = !queue.last_message_timeout || agent_last;
    if agent_owes && too_long(queue.max_idle_agent, since(silence.agent)) {
        Some("agent_timeout")
    } else if client_owes && too_long(queue.max_idle_client, since(silence.customer)) {
        Some("client_timeout")
    } else if too_long(queue.max_idle_dialog, last.unwrap_or(silence.joined_at).max(silence.joined_at)) {
        Some("silence_timeout")
    } else {
        None
    }
}
