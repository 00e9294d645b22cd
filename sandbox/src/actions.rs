//! What may be asked over an agent's WebSocket, one handler an action.

mod agent;
mod attempt;
mod chat;
pub(crate) mod session;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use webitel_chats::ids::UserId;
use webitel_chats::wire::call::{
    Call, GetAgentSession, GetTasks, GoOffline, GoOnline, Intercept, Pause, Ping, Renew, Report, StopResting,
    SubscribeAgent,
};
use webitel_chats::wire::error::id;

use crate::app::{Act, App};
use crate::auth::Session;
use crate::error::{Failure, Result};

/// Who asks.
pub(crate) struct Caller<'a> {
    pub(crate) app: &'a App,
    pub(crate) session: &'a Session,
}

impl Caller<'_> {
    /// The user who asks.
    fn user(&self) -> UserId {
        self.session.user.id
    }
}

/// The data of a reply, or the refusal.
pub(crate) type Answer = Result<Option<Box<RawValue>>>;

/// What became of a request that was carried out.
pub(crate) enum Outcome {
    /// Done, with the data of the reply.
    Done(Option<Box<RawValue>>),
    /// Done, and yet the caller hears of a failure, as when a gateway fails after a message
    /// was stored.
    DoneBut(Failure),
}

/// Runs a request.
pub(crate) fn run(act: &mut Act, caller: &Caller, action: &str, data: Option<&RawValue>) -> Result<Outcome> {
    match action {
        Ping::ACTION => session::ping(),
        "latency_start" => session::latency_start(act),
        "latency_ack" => session::latency_ack(act, read(data)?),
        "subscribe_users_status" => session::subscribe_users(act, caller),
        "subscribe_call" => session::no_calls(),
        "un_subscribe_call" | "user_typing" => nothing(),

        GetAgentSession::ACTION => agent::session(act, caller),
        GetTasks::ACTION => agent::tasks(act, caller, &read(data)?),
        SubscribeAgent::ACTION => agent::subscribe(act, caller, &read(data)?),
        GoOnline::ACTION => agent::online(act, caller, &read(data)?),
        Pause::ACTION => agent::pause(act, caller, &read(data)?),
        GoOffline::ACTION => agent::offline(act, caller, &read(data)?),
        StopResting::ACTION => agent::waiting(act, caller, &read(data)?),
        "cc_fetch_offline_members" => agent::offline_members(caller),

        Intercept::ACTION => attempt::intercept(act, caller, &read(data)?),
        Report::ACTION => attempt::report(act, caller, &read(data)?),
        Renew::ACTION => attempt::renew(act, caller, &read(data)?),

        _ => chat::run(act, caller, action, data),
    }
}

/// The refusal for an action that nobody knows.
fn unknown(action: &str) -> Failure {
    Failure::new(400, id::BAD_ACTION, format!("unknown action {action}"))
}

/// Reads the parameters of an action; none at all count as an empty object.
fn read<T: DeserializeOwned>(data: Option<&RawValue>) -> Result<T> {
    let text = match data.map(RawValue::get) {
        None | Some("null") => "{}",
        // A list would be read as the fields in their order.
        Some(text) if !text.starts_with('{') => return Err(Failure::invalid_param()),
        Some(text) => text,
    };
    serde_json::from_str(text).map_err(|_| Failure::invalid_param())
}

/// A reply without data.
fn nothing() -> Result<Outcome> {
    Ok(Outcome::Done(None))
}

/// A reply with data.
fn with(data: &impl Serialize) -> Result<Outcome> {
    Ok(Outcome::Done(Some(serde_json::value::to_raw_value(data)?)))
}
