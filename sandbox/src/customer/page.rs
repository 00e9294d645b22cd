//! The customer's web page.

use axum::Router;

/// The page and what belongs to it, under `/customer`.
pub(crate) fn router() -> Router {
    Router::new()
}
