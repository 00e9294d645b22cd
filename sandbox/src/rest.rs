//! The REST endpoints of the desk, all under `/api`.

use axum::Router;

use crate::app::App;

/// The endpoints.
pub(crate) fn router(_app: App) -> Router {
    Router::new()
}
