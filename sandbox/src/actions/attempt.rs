//! Actions about attempts: taking a waiting chat, reporting, prolonging the wrap-up.

use webitel_chats::wire::call::{Intercept, Renew, Report};

use super::agent::own_seat;
use super::{Caller, Outcome, nothing};
use crate::app::Act;
use crate::error::Result;
use crate::routing;

pub(super) fn intercept(act: &mut Act, caller: &Caller, call: &Intercept) -> Result<Outcome> {
    let agent = own_seat(caller, call.agent_id)?;
    routing::manual::intercept(act, agent, call.attempt_id)?;
    nothing()
}

pub(super) fn report(act: &mut Act, caller: &Caller, call: &Report) -> Result<Outcome> {
    let agent = caller.session.seat()?;
    routing::wrap_up::report(act, agent, call)?;
    nothing()
}

pub(super) fn renew(act: &mut Act, caller: &Caller, call: &Renew) -> Result<Outcome> {
    let agent = caller.session.seat()?;
    routing::wrap_up::renew(act, agent, call.attempt_id, call.renewal_sec)?;
    nothing()
}
