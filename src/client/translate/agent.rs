//! The agent's seat and its media channels.

use crate::domain::agent::{Agent, Medium, MediumState, Presence};
use crate::domain::conversation::WrapUp;
use crate::domain::fact::{Fact, MediumKind};
use crate::time::Millis;
use crate::wire::agent::{AgentSession, AgentStatus, AgentStatusEvent, ChannelState, Media, MediaChannel};
use crate::wire::channel::{ChannelEvent, ChannelStatus};

/// What `status_payload` starts with when the system itself changed the status.
const SYSTEM_PREFIX: &str = "system/";

pub(in crate::client) fn agent(session: AgentSession) -> Agent {
    let chat = session.channels.iter().find(|channel| channel.channel == Media::Chat);
    Agent {
        id: session.agent_id,
        since: session.last_status_change,
        chat: medium(&session.channels, Media::Chat),
        call: call_medium(&session.channels),
        most_chats: chat.and_then(|chat| usize::try_from(chat.max_open).ok()).filter(|most| *most > 0),
        presence: presence(session.status, session.status_payload),
    }
}

fn presence(status: AgentStatus, payload: String) -> Presence {
    match status {
        AgentStatus::Online => Presence::Online,
        AgentStatus::Pause => Presence::Paused { cause: payload },
        AgentStatus::BreakOut => Presence::BrokenOut,
        AgentStatus::Offline | AgentStatus::Unknown => {
            Presence::Offline { system: Some(payload).filter(|payload| payload.starts_with(SYSTEM_PREFIX)) }
        }
    }
}

fn medium(channels: &[MediaChannel], media: Media) -> Medium {
    let Some(channel) = channels.iter().find(|channel| channel.channel == media) else {
        return Medium::default();
    };
    let state = match channel.state {
        ChannelState::Waiting | ChannelState::Unknown => MediumState::Free,
        ChannelState::Offering => MediumState::Offered,
        ChannelState::Bridged => MediumState::Busy,
        ChannelState::Processing => MediumState::WrapUp,
        ChannelState::WrapTime => MediumState::Resting,
        ChannelState::Missed => MediumState::Missed,
    };
    Medium { state, until: channel.timeout }
}

/// Inbound and outbound calls are one thing to an agent: he has one mouth.
fn call_medium(channels: &[MediaChannel]) -> Medium {
    let outbound = medium(channels, Media::OutCall);
    if outbound.state.is_active() { outbound } else { medium(channels, Media::Call) }
}

pub(super) fn status_facts(event: AgentStatusEvent) -> Vec<Fact> {
    let mut facts = vec![Fact::Presence {
        presence: presence(event.status, event.status_payload.unwrap_or_default()),
        at: event.timestamp,
    }];
    if let Some(channels) = event.channels {
        let Medium { state, until } = medium(&channels, Media::Chat);
        facts.push(Fact::Medium { kind: MediumKind::Chat, state, until });
        let Medium { state, until } = call_medium(&channels);
        facts.push(Fact::Medium { kind: MediumKind::Call, state, until });
    }
    facts
}

pub(super) fn channel_facts(event: &ChannelEvent) -> Vec<Fact> {
    let kind = match event.channel {
        Media::Chat => MediumKind::Chat,
        Media::Call | Media::OutCall => MediumKind::Call,
        Media::Task | Media::Im | Media::Unknown => return Vec::new(),
    };
    let mut facts = Vec::new();
    if let Some((state, until)) = medium_state(event) {
        facts.push(Fact::Medium { kind, state, until });
    }
    if let Some(attempt) = event.attempt_id.filter(|_| kind == MediumKind::Chat) {
        match event.status {
            ChannelStatus::Processing => {
                let processing = event.processing.as_ref();
                let renewal_sec =
                    processing.and_then(|it| u32::try_from(it.renewal_sec).ok()).unwrap_or_default();
                let until = processing.and_then(|it| {
                    // Some servers leave the time-out to be worked out.
                    it.timeout.or_else(|| (it.sec > 0).then(|| event.timestamp.plus(it.sec * 1000)))
                });
                // A wrap-up without limit carries the time of the event itself.
                let until = until.filter(|until| *until > event.timestamp);
                facts.push(Fact::WrapUp { attempt, wrap_up: WrapUp { until, renewal_sec } });
            }
            ChannelStatus::WrapTime | ChannelStatus::Waiting | ChannelStatus::Missed => {
                facts.push(Fact::AttemptOver { attempt });
            }
            _ => {}
        }
    }
    facts
}

fn medium_state(event: &ChannelEvent) -> Option<(MediumState, Option<Millis>)> {
    Some(match event.status {
        ChannelStatus::Distribute | ChannelStatus::Offering => (MediumState::Offered, None),
        ChannelStatus::Answered | ChannelStatus::Bridged => (MediumState::Busy, None),
        ChannelStatus::Processing => {
            (MediumState::WrapUp, event.processing.as_ref().and_then(|it| it.timeout))
        }
        ChannelStatus::Missed => (MediumState::Missed, event.missed.as_ref().and_then(|it| it.timeout)),
        ChannelStatus::WrapTime => {
            // With no time to rest the channel is free although the event says otherwise.
            match event.wrap_time.as_ref().and_then(|it| it.timeout).filter(|until| *until > event.timestamp)
            {
                Some(until) => (MediumState::Resting, Some(until)),
                None => (MediumState::Free, None),
            }
        }
        ChannelStatus::Waiting => (MediumState::Free, None),
        ChannelStatus::Form | ChannelStatus::Transfer | ChannelStatus::Unknown => return None,
    })
}
