//! What went over the agents' sockets, for tests to look at. Tokens are not noted.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::value::RawValue;
use webitel_chats::ids::UserId;
use webitel_chats::time::Millis;

use crate::app::now;

/// Frames that are kept for each user.
const KEPT: usize = 5_000;

/// Where a frame went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The client asked.
    Request,
    /// The server did what was asked.
    Ok,
    /// The server refused.
    Fail,
    /// The server told something.
    Event,
}

/// One frame.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Frame {
    at: Millis,
    kind: Kind,
    /// The action or the event.
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Box<RawValue>>,
}

/// All frames of a user.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Log {
    /// How many of each, such as `request join_chat`.
    counts: BTreeMap<String, u64>,
    /// The latest ones, oldest first.
    frames: VecDeque<Frame>,
}

/// The frames of all users.
#[derive(Default)]
pub(crate) struct FrameLog(Mutex<HashMap<UserId, Log>>);

impl FrameLog {
    /// Notes an event, whether or not a socket is there to get it.
    pub(crate) fn event(&self, user: UserId, name: &str, data: &RawValue) {
        self.note(user, Kind::Event, name, Some(data));
    }

    /// Notes a frame.
    pub(crate) fn note(&self, user: UserId, kind: Kind, name: &str, data: Option<&RawValue>) {
        let mut logs = self.lock();
        let log = logs.entry(user).or_default();
        let word = match kind {
            Kind::Request => "request",
            Kind::Ok => "ok",
            Kind::Fail => "fail",
            Kind::Event => "event",
        };
        *log.counts.entry(format!("{word} {name}")).or_default() += 1;
        if log.frames.len() == KEPT {
            log.frames.pop_front();
        }
        log.frames.push_back(Frame {
            at: now(),
            kind,
            name: name.to_owned(),
            data: data.map(ToOwned::to_owned),
        });
    }

    /// The frames of a user.
    pub(crate) fn of(&self, user: UserId) -> Log {
        self.lock().get(&user).cloned().unwrap_or_default()
    }

    /// Forgets the frames of a user.
    pub(crate) fn clear(&self, user: UserId) {
        self.lock().remove(&user);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserId, Log>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
