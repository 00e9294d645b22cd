//! The queue: who gets which chat or call, and everything that happens by the clock.
//!
//! All timers derive from times in the database: whatever moment the process ends at, the next
//! one goes on from there.

pub(crate) mod assign;
pub(crate) mod idle;
pub(crate) mod manual;
pub(crate) mod offer;
pub(crate) mod rest;
pub(crate) mod talk;
pub(crate) mod workload;
pub(crate) mod wrap_up;

#[cfg(test)]
mod tests;

use std::time::Duration;

use webitel_chats::ids::{AgentId, QueueId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AgentStatus, AttemptState, Media};

use crate::app::{Act, App};
use crate::chat::invite;
use crate::error::Result;
use crate::hub::Hub;
use crate::store::{agents, attempts, channels, invites, queues, teams};
use crate::{agents as seats, flow};

/// How often the clock is looked at when nothing happens.
const TICK: Duration = Duration::from_millis(100);
/// The least time between two rounds.
const PAUSE: Duration = Duration::from_millis(5);
/// How often the slow rules are checked, in milliseconds.
const SLOW: i64 = 1_000;
/// How long an agent may be without a socket, in milliseconds.
const ABSENCE: i64 = 60_000;

/// Routes for ever.
#[expect(clippy::print_stderr, reason = "a database that fails must be seen")]
pub(crate) async fn run(app: App) {
    let mut next_slow = Millis(0);
    loop {
        tokio::select! {
            () = tokio::time::sleep(TICK) => {}
            () = app.wake.notified() => {}
        }
        let round = |act: &mut Act| {
            quick(act)?;
            let slow = act.now >= next_slow;
            if slow {
                slowly(act)?;
            }
            Ok(slow.then(|| act.now.plus(SLOW)))
        };
        match app.act_then(round, |_, hub: &Hub, posts| hub.deliver(posts)) {
            Ok(next) => next_slow = next.unwrap_or(next_slow),
            Err(failure) => {
                eprintln!("sandbox: routing failed: {}", failure.0.detail);
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// What must happen at once.
pub(crate) fn quick(act: &mut Act) -> Result<()> {
    for invite in invites::expired(&act.db, act.now)? {
        invite::time_out(act, &invite)?;
    }
    for (agent, medium) in agents::rested(&act.db, act.now)? {
        let agent = seats::seat(act, agent)?;
        seats::be_free(act, &agent, medium)?;
    }
    for attempt in attempts::live(&act.db)? {
        match attempt.state {
            AttemptState::WaitAgent | AttemptState::Offering => waited_too_long(act, attempt)?,
            AttemptState::Processing if attempt.timeout_at.is_some_and(|timeout| timeout <= act.now) => {
                wrap_up::time_out(act, attempt)?;
            }
            _ => {}
        }
    }
    distribute(act)
}

/// What may take a second.
pub(crate) fn slowly(act: &mut Act) -> Result<()> {
    idle::check(act)?;
    for agent in agents::list(&act.db)? {
        let absent = act.hub.absent_since(agent.user).is_some_and(|since| act.now.since(since) > ABSENCE);
        if absent && agent.status != AgentStatus::Offline {
            seats::set_status(act, &agent, AgentStatus::Offline, "system/ws", "")?;
        }
    }
    manual::tell_waiting_lists(act)
}

/// A customer waits for an agent, or an agent's phone rings: not for ever.
fn waited_too_long(act: &mut Act, attempt: attempts::Attempt) -> Result<()> {
    let Some(queue) = queue_of(act, attempt.queue)? else { return Ok(()) };
    let max_wait = if queue.max_wait_time > 0 { queue.max_wait_time } else { 300 };
    if attempt.created_at.plus(max_wait * 1000) <= act.now {
        return give_up(act, attempt);
    }
    if attempt.state == AttemptState::Offering
        && attempt.medium == Media::Call
        && let (Some(agent), Some(offered_at)) = (attempt.agent, attempt.offered_at)
        && offered_at.plus(times(act, agent, attempt.queue)?.call_timeout * 1000) <= act.now
    {
        offer::unanswered(act, attempt.id)?;
    }
    Ok(())
}

/// The queue gives up: a ringing invitation is withdrawn, the flow goes on without an agent.
fn give_up(act: &mut Act, attempt: attempts::Attempt) -> Result<()> {
    let Some(conversation) = attempt.conversation else { return talk::over(act, attempt, "timeout") };
    for invite in invites::of_conversation(&act.db, conversation)? {
        if invite.attempt == Some(attempt.id) {
            invite::end(act, &invite, invites::Outcome::Withdrawn, None)?;
        }
    }
    talk::over(act, attempt, "timeout")?;
    // A colleague who is in the chat already keeps it.
    if channels::agents_in(&act.db, conversation)?.is_empty() {
        flow::gave_up(act, conversation)?;
    }
    Ok(())
}

/// Offers what waits to who is free.
fn distribute(act: &mut Act) -> Result<()> {
    let waiting = assign::waiting(act)?;
    if waiting.is_empty() {
        return Ok(());
    }
    let mut agents = assign::available(act)?;
    for (attempt, agent) in assign::assign(&waiting, &mut agents) {
        offer::offer(act, attempt, agent, false)?;
    }
    Ok(())
}

/// A queue, if the attempt has one.
pub(crate) fn queue_of(act: &Act, queue: Option<QueueId>) -> Result<Option<queues::Queue>> {
    Ok(match queue {
        Some(queue) => queues::get(&act.db, queue)?,
        None => None,
    })
}

/// The times that hold for an agent in a queue: the queue's own, else those of the team.
pub(crate) fn times(act: &Act, agent: AgentId, queue: Option<QueueId>) -> Result<teams::Team> {
    let agent = seats::seat(act, agent)?;
    let mut times = teams::get(&act.db, agent.team)?.unwrap_or_default();
    if let Some(queue) = queue_of(act, queue)? {
        times.invite_chat_timeout = queue.invite_chat_timeout.unwrap_or(times.invite_chat_timeout);
        times.max_no_answer = queue.max_no_answer.unwrap_or(times.max_no_answer);
        times.no_answer_delay = queue.no_answer_delay.unwrap_or(times.no_answer_delay);
        times.wrap_up_time = queue.wrap_up_time.unwrap_or(times.wrap_up_time);
    }
    Ok(times)
}
