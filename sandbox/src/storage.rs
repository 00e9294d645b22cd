//! Files: upload, download and signed links.
//!
//! The bytes of a file lie in the folder `files` of the data folder, under the file's id; what
//! the database knows of it is in [`crate::store::files`].

mod keep;
mod link;
mod name;
mod policy;
mod serve;
#[cfg(test)]
mod tests;
mod upload;

pub(crate) use keep::{check, save, tidy};
pub(crate) use name::{clean as clean_name, media_type};
pub(crate) use policy::{Policy, configure};
pub(crate) use serve::{disposition, is_picture};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;

/// The endpoints, under `/api/storage` and `/any/file`.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .route("/api/storage/file/{id}/upload", post(upload::upload))
        .route("/api/storage/file/{id}/download", get(serve::download))
        .route("/api/storage/file/{id}/stream", get(serve::stream))
        .route("/any/file/{id}/download", get(serve::signed_download))
        .route("/any/file/{id}/stream", get(serve::signed_stream))
        // The policy knows the limit; a refusal by the framework would not carry the documented id.
        .layer(DefaultBodyLimit::disable())
        .with_state(app)
}
