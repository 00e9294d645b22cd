//! The service as HTTP has it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, OriginalUri, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::{LARGEST_BODY, Request, batch, run};
use crate::app::App;
use crate::creatio::refusal::Refusal;
use crate::creatio::session;

/// The service under both of its addresses.
pub(crate) fn router() -> Router<App> {
    ["/odata", "/0/odata"]
        .into_iter()
        .fold(Router::new(), |router, base| {
            router
                .route(base, any(answer))
                .route(&format!("{base}/"), any(answer))
                .route(&format!("{base}/{{*path}}"), any(answer))
        })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}

async fn answer(
    State(app): State<App>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let caller = match session::caller(&app, &headers) {
        Ok(caller) => caller,
        Err(refusal) => return refusal.odata().into_response(),
    };
    let path = percent_encoding::percent_decode_str(uri.path()).decode_utf8_lossy().into_owned();
    let (prefix, path) = path.split_once("/odata").unwrap_or_default();
    let request = Request {
        method,
        path: path.trim_start_matches('/').to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        base: format!("http://{}{prefix}/odata", text(HOST.as_str())),
        body,
        media_type: text(CONTENT_TYPE.as_str()).to_owned(),
    };
    let goes_on = text("prefer").contains("continue-on-error");
    // Long lists take their time, which sockets should not have to wait for.
    let work = move || {
        if request.path == "$batch" && request.method == Method::POST {
            batch::run_all(&app, &caller, &request, goes_on).unwrap_or_else(|refusal| refusal.odata())
        } else {
            run(&app, &caller, &request)
        }
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(reply) => reply.into_response(),
        Err(error) => Refusal::Failed(error.to_string()).odata().into_response(),
    }
}
