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

#[cfg(test)]
mod tests {
    use super::*;

    fn silence(agent: Option<i64>, customer: Option<i64>) -> Silence {
        Silence { joined_at: Millis(10_000), agent: agent.map(Millis), customer: customer.map(Millis) }
    }

    #[test]
    fn each_side_has_its_own_patience() {
        let queue = Queue { max_idle_agent: 5, max_idle_client: 9, ..Queue::default() };
        assert_eq!(verdict(&queue, silence(None, None), Millis(14_999)), None);
        assert_eq!(verdict(&queue, silence(None, None), Millis(15_000)), Some("agent_timeout"));
        let agent_wrote = silence(Some(18_000), None);
        assert_eq!(verdict(&queue, agent_wrote, Millis(18_999)), None);
        assert_eq!(verdict(&queue, agent_wrote, Millis(19_000)), Some("client_timeout"));
    }

    #[test]
    fn what_was_said_before_the_agent_came_does_not_count() {
        let queue = Queue { max_idle_client: 5, ..Queue::default() };
        assert_eq!(verdict(&queue, silence(None, Some(1_000)), Millis(14_000)), None);
    }

    #[test]
    fn with_the_last_message_as_the_measure_only_who_owes_an_answer_is_idle() {
        let queue =
            Queue { max_idle_agent: 5, max_idle_client: 5, last_message_timeout: true, ..Queue::default() };
        let agent_last = silence(Some(20_000), Some(19_000));
        assert_eq!(verdict(&queue, agent_last, Millis(25_000)), Some("client_timeout"));
        let customer_last = silence(Some(19_000), Some(20_000));
        assert_eq!(verdict(&queue, customer_last, Millis(24_999)), None);
        assert_eq!(verdict(&queue, customer_last, Millis(25_000)), Some("agent_timeout"));
    }

    #[test]
    fn a_dialogue_without_any_word_ends() {
        let queue = Queue { max_idle_dialog: 3, ..Queue::default() };
        assert_eq!(verdict(&queue, silence(Some(11_000), Some(12_000)), Millis(14_999)), None);
        assert_eq!(
            verdict(&queue, silence(Some(11_000), Some(12_000)), Millis(15_000)),
            Some("silence_timeout")
        );
    }
}
