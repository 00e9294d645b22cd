//! Files that lie beside the page.

use gloo_net::http::Request;

/// Fetches a text; `None` if it can't be had.
pub async fn text(path: &str) -> Option<String> {
    let answer = Request::get(path).send().await.ok().filter(gloo_net::http::Response::ok)?;
    answer.text().await.ok()
}
