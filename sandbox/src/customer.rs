//! The customer's side: a small HTTP and WebSocket interface, and a page that uses it.

mod page;

use axum::Router;

use crate::app::App;

/// The endpoints, all under `/customer`.
pub(crate) fn router(_app: App) -> Router {
    page::router()
}
