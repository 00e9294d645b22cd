//! The socket's own actions: hello, ping and latency, subscriptions without much behind them.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use webitel_chats::wire::event::{Hello, Session as WireSession};

use super::{Caller, Outcome, nothing, with};
use crate::app::{Act, now};
use crate::auth::{CALL_CENTER, CHAT, Session};
use crate::error::Result;

/// The one domain of the sandbox.
pub(crate) const DOMAIN: i64 = 1;

/// The first event on a socket.
pub(crate) fn hello(session: &Session, line: u64) -> Result<Box<RawValue>> {
    let hello = Hello {
        server_time: now(),
        server_version: env!("CARGO_PKG_VERSION").to_owned(),
        sock_id: line.to_string(),
        session: WireSession {
            name: session.user.name.clone(),
            user_id: session.user.id,
            domain_id: DOMAIN,
            expire: session.expires_at.0 / 1000,
        },
        ping_interval: None,
        use_cc: session.user.has_licence(CALL_CENTER),
        use_chat: session.user.has_licence(CHAT),
    };
    Ok(serde_json::value::to_raw_value(&hello)?)
}

pub(super) fn ping() -> Result<Outcome> {
    with(&json!({"pong": 1, "server_ts": now()}))
}

pub(super) fn latency_start(act: &Act) -> Result<Outcome> {
    with(&json!({"server_ts": act.now}))
}

/// Any object; it comes back with the server's time.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Latency(Map<String, Value>);

pub(super) fn latency_ack(act: &Act, Latency(mut data): Latency) -> Result<Outcome> {
    data.insert("server_ack_ts".to_owned(), act.now.0.into());
    with(&data)
}

pub(super) fn subscribe_users(act: &Act, caller: &Caller) -> Result<Outcome> {
    act.hub.subscribe(caller.user(), |subscriptions| subscriptions.users = true);
    nothing()
}

/// Calls are simulated for routing only; there is nothing to list.
pub(super) fn no_calls() -> Result<Outcome> {
    with(&json!({"items": []}))
}
