//! The choice itself: which waiting chat or call goes to which agent. A pure function over a
//! picture of the moment.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use webitel_chats::ids::{AgentId, AttemptId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AgentStatus, AttemptState, ChannelState, Media};

use super::workload::{self, Workload};
use crate::app::Act;
use crate::error::Result;
use crate::store::queues::{self, QueueSkill, Strategy};
use crate::store::{SkillId, TeamId, agents, attempts};

/// An attempt that waits for an agent.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) attempt: AttemptId,
    pub(crate) medium: Media,
    /// Higher is served first.
    pub(crate) priority: i64,
    pub(crate) strategy: Strategy,
    pub(crate) since: Millis,
    /// Only agents of this team.
    pub(crate) team: Option<TeamId>,
    /// Any of these will do.
    pub(crate) skills: Vec<QueueSkill>,
    /// Who did not take it, and when.
    pub(crate) refused: HashMap<AgentId, Millis>,
}

/// An agent who takes part.
#[derive(Clone, Debug)]
pub(crate) struct Available {
    pub(crate) agent: AgentId,
    pub(crate) team: TeamId,
    pub(crate) skills: HashMap<SkillId, i64>,
    /// Whether the agent's kind and the rest times allow chats now.
    pub(crate) open_for_chats: bool,
    /// Whether the agent's kind and the rest times allow calls now.
    pub(crate) open_for_calls: bool,
    /// The most chats at once.
    pub(crate) chat_count: i64,
    pub(crate) work: Workload,
    /// Since when the agent has been in the present state: who rested longest comes first.
    pub(crate) since: Millis,
}

impl Available {
    /// Whether the agent may be offered work of this medium at this moment.
    pub(crate) fn is_free_for(&self, medium: Media) -> bool {
        match medium {
            Media::Chat => self.open_for_chats && self.work.calls == 0 && self.work.held() < self.chat_count,
            Media::Call => self.open_for_calls && self.work.calls == 0 && self.work.chats == 0,
            _ => false,
        }
    }

    /// The level at which the agent serves a queue with these skills; lower is asked first.
    fn level(&self, team: Option<TeamId>, skills: &[QueueSkill]) -> Option<i64> {
        if team.is_some_and(|team| team != self.team) {
            return None;
        }
        let fits = |wanted: &&QueueSkill| {
            let own = self.skills.get(&wanted.skill);
            own.is_some_and(|own| (wanted.min_capacity..=wanted.max_capacity).contains(own))
        };
        skills.iter().filter(fits).map(|wanted| wanted.level).min()
    }

    /// The agent has one more of it.
    fn take(&mut self, medium: Media) {
        match medium {
            Media::Call => self.work.calls += 1,
            _ => self.work.chats += 1,
        }
    }
}

/// Pairs waiting attempts with free agents. The agents' work is counted on.
pub(crate) fn assign(waiting: &[Waiting], agents: &mut [Available]) -> Vec<(AttemptId, AgentId)> {
    let mut order: Vec<&Waiting> = waiting.iter().collect();
    order.sort_by_key(|one| {
        let age = match one.strategy {
            Strategy::Fifo => (one.since.0, one.attempt.0),
            Strategy::Lifo => (-one.since.0, -one.attempt.0),
        };
        (-one.priority, age)
    });
    let mut pairs = Vec::new();
    for one in order {
        if let Some(agent) = best(one, agents) {
            agent.take(one.medium);
            pairs.push((one.attempt, agent.agent));
        }
    }
    pairs
}

/// The agent to ask: somebody who has not refused, of the lowest level, with the fewest chats,
/// rested for longest. Only if nobody else is free is somebody asked again.
fn best<'a>(one: &Waiting, agents: &'a mut [Available]) -> Option<&'a mut Available> {
    agents
        .iter_mut()
        .filter(|agent| agent.is_free_for(one.medium))
        .filter_map(|agent| Some((agent.level(one.team, &one.skills)?, agent)))
        .min_by_key(|(level, agent)| {
            (one.refused.get(&agent.agent).copied(), *level, agent.work.held(), agent.since, agent.agent)
        })
        .map(|(_, agent)| agent)
}

/// What waits for the engine to find an agent.
pub(crate) fn waiting(act: &Act) -> Result<Vec<Waiting>> {
    let live = attempts::live(&act.db)?;
    let mut idle = live.iter().filter(|attempt| attempt.state == AttemptState::WaitAgent).peekable();
    if idle.peek().is_none() {
        return Ok(Vec::new());
    }
    let mut refusals: HashMap<AttemptId, HashMap<AgentId, Millis>> = HashMap::new();
    for (attempt, agent, at) in attempts::refusals(&act.db)? {
        refusals.entry(attempt).or_default().insert(agent, at);
    }
    let mut known = HashMap::new();
    for queue in queues::list(&act.db)? {
        if queue.enabled && !queue.manual_distribution {
            let skills = queues::skills(&act.db, queue.id)?;
            known.insert(queue.id, (queue, skills));
        }
    }
    let one = |attempt: &attempts::Attempt| {
        let (queue, skills) = known.get(&attempt.queue?)?;
        Some(Waiting {
            attempt: attempt.id,
            medium: attempt.medium,
            priority: queue.priority,
            strategy: queue.strategy,
            since: attempt.created_at,
            team: queue.team_id,
            skills: skills.clone(),
            refused: refusals.remove(&attempt.id).unwrap_or_default(),
        })
    };
    Ok(idle.filter_map(one).collect())
}

/// Who takes part.
pub(crate) fn available(act: &Act) -> Result<Vec<Available>> {
    let online = agents::with_status(&act.db, AgentStatus::Online)?;
    online.iter().filter(|agent| !agent.on_demand).map(|agent| picture(act, agent)).collect()
}

/// An agent as the choice sees it.
pub(crate) fn picture(act: &Act, agent: &agents::Agent) -> Result<Available> {
    let channels = agents::channels(&act.db, agent.id)?;
    let channel = |medium: Media| channels.iter().find(|channel| channel.channel == medium);
    let rests = |medium: Media| {
        channel(medium)
            .is_some_and(|channel| matches!(channel.state, ChannelState::WrapTime | ChannelState::Missed))
    };
    Ok(Available {
        agent: agent.id,
        team: agent.team,
        skills: agents::skills(&act.db, agent.id)?.into_iter().collect(),
        open_for_chats: agent.takes_chats && !rests(Media::Chat),
        open_for_calls: agent.takes_calls && !rests(Media::Call),
        chat_count: agent.chat_count,
        work: workload::of_user(&act.db, agent.user)?,
        since: channel(Media::Chat).and_then(|channel| channel.joined_at).unwrap_or_default(),
    })
}

/// Whether an agent serves a queue at all.
pub(crate) fn serves(agent: &Available, queue: &queues::Queue, skills: &[QueueSkill]) -> bool {
    agent.level(queue.team_id, skills).is_some()
}
