//! The REST endpoints of the desk, all under `/api`.
//!
//! 64-bit numbers travel as strings, as with Webitel's gateway; errors are
//! `{"id":…,"code":…,"detail":…,"status":…}`.

mod access;
mod agent;
mod agent_chats;
mod answer;
mod contacts;
mod dialogs;
mod directory;
mod history;
mod link;
mod params;
mod peers;
mod session;
mod shell;
#[cfg(test)]
mod tests;

pub(crate) use access::{check_reads_chats, check_takes_part};
pub(crate) use params::Params;

use axum::Router;
use axum::routing::{any, get, patch, post};

use crate::app::App;
use crate::error::Failure;

/// The endpoints.
pub(crate) fn router(app: App) -> Router {
    let api = Router::new()
        .merge(signing_in())
        .merge(call_center())
        .merge(chats())
        .merge(shell::router())
        // Without this the desk's page would be the answer to a misspelt request.
        .route("/{*path}", any(nowhere));
    Router::new().nest("/api", api).with_state(app)
}

fn signing_in() -> Router<App> {
    Router::new()
        .route("/login", post(session::login))
        .route("/logout", post(session::logout))
        .route("/userinfo", get(session::userinfo))
        .route("/role/metadata/access", get(session::access))
        .route("/user/settings/{name}", get(session::settings))
        .route("/user", get(session::user))
        .route("/presence", patch(session::set_presence))
}

fn call_center() -> Router<App> {
    Router::new()
        .route("/call_center/agents/{id}/status", patch(agent::set_status))
        .route("/call_center/agents/{id}/pause_causes", get(agent::pause_causes))
        .route("/call_center/agents/reports/status/{id}", get(agent::status_report))
        .route("/call_center/agents/{id}/queues", get(agent::queues))
        .route("/call_center/online_skills", get(agent::online_skills))
        .route("/call_center/users", get(directory::users))
        .route("/call_center/quick_replies", get(directory::quick_replies))
        .route("/routing/outbound/chat", get(directory::plans))
}

fn chats() -> Router<App> {
    Router::new()
        .route("/agent/chats", get(agent_chats::list))
        .route("/agent/chats/counter", get(agent_chats::counter))
        .route("/agent/chats/{id}", patch(agent_chats::mark_processed))
        .route("/chat/dialogs", get(dialogs::list))
        .route("/chat/dialogs/{id}/members", get(dialogs::members))
        .route("/chat/dialogs/{id}/messages", get(history::of_dialog))
        .route("/chat/{id}/link", post(link::to_contact))
        .route("/chat/{id}/contact", post(link::to_new_contact))
        .route("/contacts", get(contacts::list).post(contacts::create))
        .route("/contacts/{id}", get(contacts::read))
        .route("/contacts/{id}/chat/messages", get(history::of_contact))
        .route("/contacts/{id}/chat/{chat}/messages", get(history::of_contact_chat))
}

async fn nowhere() -> Failure {
    Failure::not_found("there is no such endpoint")
}
