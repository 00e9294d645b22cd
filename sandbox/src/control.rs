//! What only tests and demos may do: set up teams, queues and agents, call, look at frames,
//! let things go wrong. Not there with `--no-control`. It listens where the sandbox listens,
//! which is this machine only unless somebody asks for more.

mod calls;
mod load;
mod people;
mod setup;
mod trouble;
mod uploads;
mod view;

use axum::Router;
use axum::routing::{get, patch, post, put};

use crate::app::App;
use crate::error::{Failure, Result};
use crate::store::agents::{self, Agent};
use crate::store::users::{self, User};

/// The endpoints, all under `/sandbox`.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .route("/sandbox/teams", post(setup::team))
        .route("/sandbox/queues", post(setup::queue))
        .route("/sandbox/plans", post(setup::plan))
        .route("/sandbox/contacts", post(setup::contact))
        .route("/sandbox/agents", post(people::agent))
        .route("/sandbox/users", post(people::crm_user))
        .route("/sandbox/agents/{login}", get(view::agent))
        .route("/sandbox/agents/{login}/skills/{skill}", put(people::add_skill).delete(people::remove_skill))
        .route("/sandbox/tokens", post(people::token))
        .route("/sandbox/tokens/expire", post(trouble::expire_tokens))
        .route("/sandbox/calls", post(calls::start))
        .route("/sandbox/calls/{id}/answer", post(calls::answer))
        .route("/sandbox/calls/{id}/decline", post(calls::decline))
        .route("/sandbox/calls/{id}/end", post(calls::end))
        .route("/sandbox/agents/{login}/call/end", post(calls::end_of_agent))
        .route("/sandbox/frames", get(view::frames).delete(view::clear_frames))
        .route("/sandbox/uploads", post(uploads::configure))
        .route("/sandbox/faults", post(trouble::faults))
        .route("/sandbox/conversations/{id}", get(view::conversation))
        .route("/sandbox/conversations/{id}/messages", post(load::fill))
        .route("/sandbox/conversations/{id}/bot", post(load::bot))
        .route("/sandbox/burst", post(load::burst))
        .route("/sandbox/messages/{id}", patch(trouble::edit).delete(trouble::delete))
        .merge(crate::creatio::control::router())
        .with_state(app)
}

/// The user with this login.
fn user(db: &rusqlite::Connection, login: &str) -> Result<User> {
    users::by_login(db, login)?.ok_or_else(|| Failure::not_found("user"))
}

/// The seat of the user with this login.
fn seat(db: &rusqlite::Connection, login: &str) -> Result<Agent> {
    let user = user(db, login)?;
    agents::of_user(db, user.id)?.ok_or_else(|| Failure::not_found("agent"))
}
