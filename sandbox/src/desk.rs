//! The desk's bundle, served under a policy as strict as the desk can bear.

use std::path::Path;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use tower_http::services::{ServeDir, ServeFile};

/// Everything from here, nothing inline. Pictures of chats are made in the page, as blobs.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
    img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// What the page of a record shows besides the usual: an example, unless the bundle has its own.
const RECORD_PAGE: &str = include_str!("record-page.json");

/// The bundle; where it has no file of that name, the page.
pub(crate) fn router(bundle: &Path) -> Router {
    let files = ServeDir::new(bundle).fallback(ServeFile::new(bundle.join("index.html")));
    let own = bundle.join("record-page.json");
    let record_page = async move || {
        let text = tokio::fs::read_to_string(own).await.unwrap_or_default();
        let is_empty = matches!(text.trim(), "" | "{}");
        ([(CONTENT_TYPE, "application/json")], if is_empty { RECORD_PAGE.to_owned() } else { text })
    };
    Router::new().route("/record-page.json", get(record_page)).fallback_service(files).layer(map_response(
        async |mut response: Response| {
            let headers = response.headers_mut();
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
            headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
            // Asked for anew each time, sent again only when it changed.
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            response
        },
    ))
}
