//! The agents' seats: session, attempts and statuses.

use rusqlite::Connection;
use webitel_chats::ids::AgentId;
use webitel_chats::wire::agent::{
    AgentSession, AgentStatus, AgentStatusEvent, AttemptState, ChannelState, Lookup, Media, Task,
};
use webitel_chats::wire::channel::{ChannelEvent, ChannelStatus, Communication};
use webitel_chats::wire::error::id;

use crate::actions::session::DOMAIN;
use crate::app::Act;
use crate::error::{Failure, Result};
use crate::hub::Topic;
use crate::store::agents::{self as seats, Agent};
use crate::store::attempts::{self, Attempt};
use crate::store::{queues, teams};

/// The name under which the routing engine presents itself.
pub(crate) const APP_ID: &str = "call_center-sandbox";

/// A seat, or the refusal for one that is gone.
pub(crate) fn seat(act: &Act, id: AgentId) -> Result<Agent> {
    seats::get(&act.db, id)?.ok_or_else(|| Failure::new(404, id::NO_AGENT, "no such agent"))
}

/// What `cc_agent_session` says.
pub(crate) fn session(act: &Act, id: AgentId) -> Result<AgentSession> {
    let agent = seat(act, id)?;
    let team = teams::get(&act.db, agent.team)?;
    Ok(AgentSession {
        agent_id: agent.id,
        status: agent.status,
        status_payload: agent.status_payload,
        status_comment: agent.status_comment,
        last_status_change: Some(agent.status_since),
        status_duration: act.now.since(agent.status_since) / 1000,
        on_demand: agent.on_demand,
        team: team.map(|team| Lookup { id: team.id.0, name: team.name }),
        is_supervisor: false,
        is_admin: false,
        channels: seats::channels(&act.db, id)?,
    })
}

/// What `cc_agent_tasks` says: the attempts that the agent works on.
pub(crate) fn tasks(db: &Connection, id: AgentId) -> Result<Vec<Task>> {
    attempts::of_agent(db, id)?.into_iter().map(|attempt| task(db, attempt)).collect()
}

/// An attempt as the agent sees it.
pub(crate) fn task(db: &Connection, attempt: Attempt) -> Result<Task> {
    let queue = match attempt.queue {
        Some(queue) => queues::get(db, queue)?,
        None => None,
    };
    Ok(Task {
        attempt_id: attempt.id,
        app_id: APP_ID.to_owned(),
        channel: attempt.medium,
        has_reporting: queue.as_ref().is_some_and(|queue| queue.processing),
        queue_id: attempt.queue,
        queue_name: queue.as_ref().map(|queue| queue.name.clone()),
        member_channel_id: attempt.conversation.map(|conversation| conversation.to_string()),
        agent_channel_id: attempt.agent_channel.map(|channel| channel.to_string()),
        communication: Some(Communication { destination: attempt.destination }),
        state: Some(attempt.state),
        bridged_at: attempt.bridged_at,
        leaving_at: attempt.leaving_at,
        processing_timeout_at: attempt.timeout_at,
        processing_sec: queue.as_ref().map(|queue| queue.processing_sec),
        processing_renewal_sec: queue.as_ref().map(|queue| queue.renewal_sec),
        variables: None,
    })
}

/// Lets an agent take part. Needs a socket, as a server needs to know where to ring.
pub(crate) fn go_online(act: &mut Act, id: AgentId, on_demand: bool) -> Result<()> {
    let agent = seat(act, id)?;
    let refused = |why: &str| Err(Failure::new(400, id::LOGIN, why));
    if agent.status == AgentStatus::Online && agent.on_demand == on_demand {
        return refused("app.agent.set_login.agent_logged: agent is logged in");
    }
    if !act.hub.is_present(agent.user) {
        return refused("not found: sip, web or pn");
    }
    seats::set_on_demand(&act.db, id, on_demand)?;
    let busy = attempts::of_agent(&act.db, id)?;
    for medium in seats::MEDIA {
        seats::set_no_answers(&act.db, id, medium, 0)?;
        if !busy.iter().any(|attempt| attempt.medium == medium) {
            seats::set_channel(&act.db, id, medium, ChannelState::Waiting, None, act.now)?;
        }
    }
    set_status(act, &Agent { on_demand, ..agent }, AgentStatus::Online, "", "")
}

/// Lets an agent rest; chats under way go on.
pub(crate) fn pause(act: &mut Act, id: AgentId, payload: &str, comment: &str) -> Result<()> {
    let agent = seat(act, id)?;
    if agent.status == AgentStatus::Pause && agent.status_payload == payload {
        return Err(Failure::new(400, id::PAUSE_PAYLOAD, "agent is paused with this cause"));
    }
    if agent.status == AgentStatus::Online {
        for queue in queues::list(&act.db)?.iter().filter(|queue| queue.min_online_agents > 0) {
            let left = queues::online_besides(&act.db, queue.id, id.0)?;
            let with_me = queues::served_by(&act.db, queue.id, id)?;
            if with_me && left < queue.min_online_agents {
                return Err(Failure::new(400, id::PAUSE_NOT_ALLOWED, "too few agents would be online"));
            }
        }
    }
    set_status(act, &agent, AgentStatus::Pause, payload, comment)
}

/// Ends an agent's taking part; chats under way go on.
pub(crate) fn go_offline(act: &mut Act, id: AgentId) -> Result<()> {
    let agent = seat(act, id)?;
    if agent.status == AgentStatus::Offline {
        return Err(Failure::new(400, id::LOGOUT, "agent is offline"));
    }
    set_status(act, &agent, AgentStatus::Offline, "", "")
}

/// Changes the status and tells the agent.
pub(crate) fn set_status(
    act: &mut Act,
    agent: &Agent,
    status: AgentStatus,
    payload: &str,
    comment: &str,
) -> Result<()> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    seats::set_status(&act.db, agent, status, payload, comment, act.now)?;
    let online = status == AgentStatus::Online;
    let channels = if online { Some(seats::channels(&act.db, agent.id)?) } else { None };
    let event = AgentStatusEvent {
        agent_id: agent.id,
        user_id: Some(agent.user),
        domain_id: DOMAIN,
        timestamp: act.now,
        status,
        status_payload: some(payload),
        status_comment: some(comment),
        channels,
        on_demand: online.then_some(agent.on_demand),
    };
    act.tell(agent.user, Topic::AgentStatus, &event)
}

/// Ends a rest early.
pub(crate) fn stop_resting(act: &mut Act, id: AgentId, medium: Media) -> Result<()> {
    let refused = |why: &str| Err(Failure::new(400, id::WAITING, why));
    let agent = seat(act, id)?;
    let resting = seats::channel(&act.db, id, medium)?
        .is_some_and(|channel| matches!(channel.state, ChannelState::WrapTime | ChannelState::Missed));
    if !resting {
        return refused("channel is not resting");
    }
    let live = |attempt: &Attempt| attempt.medium == medium && attempt.state != AttemptState::Leaving;
    if attempts::of_agent(&act.db, id)?.iter().any(live) {
        return refused("agent has an attempt");
    }
    be_free(act, &agent, medium)
}

/// A medium of the agent is free again.
pub(crate) fn be_free(act: &mut Act, agent: &Agent, medium: Media) -> Result<()> {
    seats::set_channel(&act.db, agent.id, medium, ChannelState::Waiting, None, act.now)?;
    let event = ChannelEvent::new(None, medium, ChannelStatus::Waiting, act.now);
    act.tell(agent.user, Topic::Channel, &event)
}
