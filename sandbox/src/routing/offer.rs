//! Offering an attempt to an agent, and what follows if it is not taken.

use webitel_chats::ids::{AgentId, AttemptId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AgentStatus, AttemptState, ChannelState, Media};
use webitel_chats::wire::channel::{ChannelEvent, ChannelStatus, Communication, Distribute, Offering, Rest};
use webitel_chats::wire::chat::Variables;

use super::{queue_of, times};
use crate::agents::{self as seats, APP_ID};
use crate::app::Act;
use crate::chat::invite::{self, Invitation};
use crate::error::{Failure, Result};
use crate::hub::Topic;
use crate::store::agents::{self, Agent};
use crate::store::attempts::{self, Attempt};
use crate::store::queues::Queue;
use crate::store::users;

/// An attempt that is known to be there.
pub(crate) fn attempt(act: &Act, id: AttemptId) -> Result<Attempt> {
    attempts::get(&act.db, id)?.ok_or_else(|| Failure::not_found("attempt"))
}

/// Offers a waiting attempt to an agent. `picked` = the agent asked for it.
pub(crate) fn offer(act: &mut Act, id: AttemptId, agent: AgentId, picked: bool) -> Result<()> {
    let mut attempt = attempt(act, id)?;
    let agent = seats::seat(act, agent)?;
    let Some(queue) = queue_of(act, attempt.queue)? else { return Err(Failure::not_found("queue")) };
    attempt.state = AttemptState::Offering;
    attempt.agent = Some(agent.id);
    attempt.offered_at = Some(act.now);
    if let Some(conversation) = attempt.conversation {
        let invitation = Invitation {
            user: agent.user,
            attempt: Some(attempt.id),
            title: queue.name.clone(),
            timeout_sec: times(act, agent.id, attempt.queue)?.invite_chat_timeout,
            variables: variables(act, &attempt, &agent, &queue, picked)?,
        };
        attempt.agent_channel = Some(invite::invite(act, conversation, invitation)?);
    }
    attempts::save(&act.db, &attempt)?;
    agents::set_channel(&act.db, agent.id, attempt.medium, ChannelState::Offering, None, act.now)?;
    tell_offer(act, &attempt, &agent, Some(&queue))
}

/// Tells the agent that the attempt is theirs and rings.
pub(crate) fn tell_offer(
    act: &mut Act,
    attempt: &Attempt,
    agent: &Agent,
    queue: Option<&Queue>,
) -> Result<()> {
    let member_channel_id = attempt.conversation.map(|conversation| conversation.to_string());
    let agent_channel_id = attempt.agent_channel.map(|channel| channel.to_string());
    let mut event = ChannelEvent::new(Some(attempt.id), attempt.medium, ChannelStatus::Distribute, act.now);
    event.distribute = Some(Distribute {
        app_id: APP_ID.to_owned(),
        channel: attempt.medium,
        queue_id: attempt.queue,
        queue_name: queue.map(|queue| queue.name.clone()),
        agent_id: Some(agent.id),
        member_channel_id: member_channel_id.clone(),
        agent_channel_id: agent_channel_id.clone(),
        communication: Communication { destination: attempt.destination.clone() },
        has_reporting: queue.is_some_and(|queue| queue.processing),
        has_form: false,
    });
    act.tell(agent.user, Topic::Channel, &event)?;
    let mut event = ChannelEvent::new(Some(attempt.id), attempt.medium, ChannelStatus::Offering, act.now);
    event.offering = Some(Offering { member_channel_id, agent_channel_id, auto_answer: false });
    act.tell(agent.user, Topic::Channel, &event)
}

/// The variables that a queue adds to its invitations.
fn variables(act: &Act, attempt: &Attempt, agent: &Agent, queue: &Queue, picked: bool) -> Result<Variables> {
    let user = users::get(&act.db, agent.user)?.ok_or_else(|| Failure::not_found("user"))?;
    let mut variables: Variables = [
        ("cc_attempt_id", attempt.id.to_string()),
        ("cc_queue_id", queue.id.to_string()),
        ("cc_queue_name", queue.name.clone()),
        ("cc_queue_type", "inbound chat".to_owned()),
        ("cc_agent_id", agent.id.to_string()),
        ("cc_team_id", agent.team.0.to_string()),
        ("cc_reporting", queue.processing.to_string()),
        ("wbt_agent_name", user.name.clone()),
        ("wbt_agent_chat_name", user.public_name().to_owned()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    if picked {
        variables.insert("wbt_auto_answer".to_owned(), "true".to_owned());
        variables.insert("cc_manual_distribution".to_owned(), "true".to_owned());
    }
    Ok(variables)
}

/// The agent did not take the offer: the agent rests, the attempt goes to somebody else. Too
/// many in a row end the agent's taking part.
pub(crate) fn unanswered(act: &mut Act, id: AttemptId) -> Result<()> {
    let mut attempt = attempt(act, id)?;
    let Some(agent) = attempt.agent.take() else { return Ok(()) };
    let agent = seats::seat(act, agent)?;
    attempt.state = AttemptState::WaitAgent;
    attempt.agent_channel = None;
    attempt.offered_at = None;
    attempts::save(&act.db, &attempt)?;
    attempts::refuse(&act.db, id, agent.id, act.now)?;

    let times = times(act, agent.id, attempt.queue)?;
    let before = agents::channel(&act.db, agent.id, attempt.medium)?;
    let no_answers = before.map_or(0, |channel| channel.no_answer) + 1;
    agents::set_no_answers(&act.db, agent.id, attempt.medium, no_answers)?;
    if no_answers >= times.max_no_answer && agent.status == AgentStatus::Online {
        seats::set_status(act, &agent, AgentStatus::BreakOut, "", "")?;
    }
    let until = act.now.plus(times.no_answer_delay * 1000);
    agents::set_channel(&act.db, agent.id, attempt.medium, ChannelState::Missed, Some(until), act.now)?;
    tell_missed(act, &agent, id, attempt.medium, until)
}

/// Tells an agent that an offer is over without having been taken.
pub(crate) fn tell_missed(
    act: &mut Act,
    agent: &Agent,
    attempt: AttemptId,
    medium: Media,
    until: Millis,
) -> Result<()> {
    let mut event = ChannelEvent::new(Some(attempt), medium, ChannelStatus::Missed, act.now);
    event.missed = Some(Rest { timeout: Some(until) });
    act.tell(agent.user, Topic::Channel, &event)
}
