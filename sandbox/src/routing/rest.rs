//! The rest after work.

use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{ChannelState, Media};
use webitel_chats::wire::channel::{ChannelEvent, ChannelStatus, Rest};

use crate::app::Act;
use crate::error::Result;
use crate::hub::Topic;
use crate::store::agents::{self, Agent};
use crate::store::attempts::Attempt;

/// How long an agent rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rested {
    /// For these seconds; 0 = not at all.
    For(i64),
    /// Until the agent ends it.
    UntilTold,
}

/// A medium of the agent rests, or is free at once.
pub(crate) fn after_work(act: &Act, agent: &Agent, medium: Media, rest: Rested) -> Result<Option<Millis>> {
    let (state, until) = match rest {
        Rested::For(0) => (ChannelState::Waiting, None),
        Rested::For(seconds) => (ChannelState::WrapTime, Some(act.now.plus(seconds * 1000))),
        Rested::UntilTold => (ChannelState::WrapTime, None),
    };
    agents::set_channel(&act.db, agent.id, medium, state, until, act.now)?;
    Ok(until)
}

/// Tells the agent that an attempt is over and until when the medium rests; none = 0.
pub(crate) fn tell_wrap_time(
    act: &mut Act,
    agent: &Agent,
    attempt: &Attempt,
    until: Option<Millis>,
) -> Result<()> {
    let mut event = ChannelEvent::new(Some(attempt.id), attempt.medium, ChannelStatus::WrapTime, act.now);
    event.wrap_time = Some(Rest { timeout: Some(until.unwrap_or_default()) });
    act.tell(agent.user, Topic::Channel, &event)
}
