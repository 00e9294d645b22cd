//! What only tests and demos may do.

use axum::Router;

use crate::app::App;

/// The endpoints, all under `/sandbox`.
pub(crate) fn router(_app: App) -> Router {
    Router::new()
}
