//! Queues from which agents pick the chats themselves.

use webitel_chats::ids::{AgentId, AttemptId, UserId};
use webitel_chats::wire::agent::{AgentStatus, AttemptState, Lookup, Media};
use webitel_chats::wire::chat::Message;
use webitel_chats::wire::error::id;
use webitel_chats::wire::waiting::{
    HideAttempt, WaitingChat, WaitingCommunication, WaitingList, WaitingMember,
};

use super::assign::{picture, serves};
use super::{offer, queue_of};
use crate::agents as seats;
use crate::app::Act;
use crate::chat::marks::notify;
use crate::error::{Failure, Result};
use crate::store::attempts::{self, Attempt};
use crate::store::conversations::Thread;
use crate::store::queues::{self, Queue};
use crate::store::{agents, conversations, messages};

/// An agent takes a chat that waits. The invitation answers itself.
pub(crate) fn intercept(act: &mut Act, agent: AgentId, attempt: AttemptId) -> Result<()> {
    let refused = |words: &str| Failure::new(400, id::INTERCEPT, words);
    let waits = |attempt: &Attempt| attempt.state == AttemptState::WaitAgent && attempt.agent.is_none();
    let Some(attempt) = attempts::get(&act.db, attempt)?.filter(waits) else {
        return Err(refused("store.sql_member.intercept.not_found: attempt does not wait"));
    };
    let Some(queue) = queue_of(act, attempt.queue)?.filter(|queue| queue.manual_distribution) else {
        return Err(refused("the queue distributes by itself"));
    };
    let seat = seats::seat(act, agent)?;
    let picture = picture(act, &seat)?;
    if seat.status != AgentStatus::Online || !serves(&picture, &queue, &queues::skills(&act.db, queue.id)?) {
        return Err(refused("you do not serve this queue now"));
    }
    if !picture.is_free_for(attempt.medium) {
        return Err(refused("you have no room for another chat"));
    }
    hide(act, &attempt)?;
    offer::offer(act, attempt.id, agent, true)
}

/// Tells the agents of a manual queue that an attempt waits no longer.
pub(crate) fn hide(act: &mut Act, attempt: &Attempt) -> Result<()> {
    let Some(queue) = queue_of(act, attempt.queue)?.filter(|queue| queue.manual_distribution) else {
        return Ok(());
    };
    let body = HideAttempt { attempt_id: attempt.id, channel: attempt.medium };
    for agent in pickers(act, &queue)? {
        notify(act, "hide_attempt", agent.user, &body)?;
    }
    Ok(())
}

/// Tells everybody who may pick what waits for them. Silent where nothing waits.
pub(crate) fn tell_waiting_lists(act: &mut Act) -> Result<()> {
    let mut lists: Vec<(UserId, WaitingList)> = Vec::new();
    for attempt in attempts::live(&act.db)? {
        if attempt.state != AttemptState::WaitAgent || attempt.medium != Media::Chat {
            continue;
        }
        let Some(queue) = queue_of(act, attempt.queue)?.filter(|queue| queue.manual_distribution) else {
            continue;
        };
        let Some(chat) = waiting_chat(act, &attempt, &queue)? else { continue };
        for agent in pickers(act, &queue)? {
            match lists.iter_mut().find(|(user, _)| *user == agent.user) {
                Some((_, list)) => list.chats.push(chat.clone()),
                None => lists.push((agent.user, WaitingList { chats: vec![chat.clone()] })),
            }
        }
    }
    lists.iter().try_for_each(|(user, list)| notify(act, "waiting_list", *user, list))
}

/// The agents online who serve a queue.
fn pickers(act: &Act, queue: &Queue) -> Result<Vec<agents::Agent>> {
    let skills = queues::skills(&act.db, queue.id)?;
    let mut pickers = Vec::new();
    for agent in agents::with_status(&act.db, AgentStatus::Online)? {
        if act.hub.is_present(agent.user)
            && agent.takes_chats
            && serves(&picture(act, &agent)?, queue, &skills)
        {
            pickers.push(agent);
        }
    }
    Ok(pickers)
}

fn waiting_chat(act: &Act, attempt: &Attempt, queue: &Queue) -> Result<Option<WaitingChat>> {
    let Some(conversation) = attempt.conversation else { return Ok(None) };
    let Some(thread) = conversations::get(&act.db, conversation)? else { return Ok(None) };
    let last = messages::newest(&act.db, conversation, 1)?.pop();
    let waited = act.now.since(attempt.created_at);
    let max_wait = if queue.max_wait_time > 0 { queue.max_wait_time } else { 300 };
    Ok(Some(WaitingChat {
        attempt_id: attempt.id,
        wait: waited / 1000,
        communication: WaitingCommunication {
            destination: attempt.destination.clone(),
            name: thread.title.clone(),
            msg: last.as_ref().map_or(String::new(), |message| message.text.clone()),
            chat: thread.via.kind.clone(),
            member: WaitingMember { kind: last_author(&thread, last.as_ref()).to_owned() },
        },
        queue: Lookup { id: queue.id.0, name: queue.name.clone() },
        deadline: waited / (max_wait * 10),
        session_id: Some(conversation),
    }))
}

/// Who wrote last, in the words of the waiting list.
fn last_author(thread: &Thread, last: Option<&Message>) -> &'static str {
    match last.and_then(|message| message.channel_id) {
        None => "bot",
        Some(channel) if channel == thread.customer_channel => "contacts",
        Some(_) => "agent",
    }
}
