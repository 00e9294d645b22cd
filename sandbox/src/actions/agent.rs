//! Actions about the agent's seat: session, status, attempts.

use serde::Deserialize;
use serde_json::json;
use webitel_chats::ids::AgentId;
use webitel_chats::wire::agent::Media;
use webitel_chats::wire::call::{GoOffline, GoOnline, Pause, StopResting};
use webitel_chats::wire::error::id;
use webitel_chats::wire::lenient::Items;

use super::{Caller, Outcome, nothing, with};
use crate::agents;
use crate::app::Act;
use crate::error::{Failure, Result};

/// Parameters of the actions that name nothing but the seat.
#[derive(Deserialize)]
pub(super) struct Seat {
    agent_id: AgentId,
}

/// One's own seat; other seats are none of a caller's business.
pub(super) fn own_seat(caller: &Caller, named: AgentId) -> Result<AgentId> {
    let seat = caller.session.seat()?;
    if seat != named {
        return Err(Failure::new(403, id::NO_PERMISSION, "not your agent"));
    }
    Ok(seat)
}

pub(super) fn session(act: &Act, caller: &Caller) -> Result<Outcome> {
    with(&agents::session(act, caller.session.seat()?)?)
}

pub(super) fn tasks(act: &Act, caller: &Caller, seat: &Seat) -> Result<Outcome> {
    let agent = own_seat(caller, seat.agent_id)?;
    with(&Items::new(agents::tasks(&act.db, agent)?))
}

pub(super) fn subscribe(act: &Act, caller: &Caller, _seat: &Seat) -> Result<Outcome> {
    caller.session.need_licence()?;
    act.hub.subscribe(caller.user(), |subscriptions| subscriptions.agent = true);
    nothing()
}

pub(super) fn online(act: &mut Act, caller: &Caller, call: &GoOnline) -> Result<Outcome> {
    let agent = own_seat(caller, call.agent_id)?;
    agents::go_online(act, agent, call.on_demand)?;
    nothing()
}

pub(super) fn pause(act: &mut Act, caller: &Caller, call: &Pause) -> Result<Outcome> {
    let agent = own_seat(caller, call.agent_id)?;
    agents::pause(act, agent, call.payload.as_deref().unwrap_or_default(), "")?;
    nothing()
}

pub(super) fn offline(act: &mut Act, caller: &Caller, call: &GoOffline) -> Result<Outcome> {
    let agent = own_seat(caller, call.agent_id)?;
    agents::go_offline(act, agent)?;
    nothing()
}

pub(super) fn waiting(act: &mut Act, caller: &Caller, call: &StopResting) -> Result<Outcome> {
    let agent = own_seat(caller, call.agent_id)?;
    if call.channel == Media::Unknown {
        return Err(Failure::invalid_param());
    }
    agents::stop_resting(act, agent, call.channel)?;
    // The real time is in the event; known servers answer 0.
    with(&json!({"timestamp": 0}))
}

/// Queues of calls that were not reached do not exist here.
pub(super) fn offline_members(caller: &Caller) -> Result<Outcome> {
    caller.session.need_licence()?;
    with(&json!({"items": [], "next": false}))
}
