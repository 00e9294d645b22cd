//! The browser's HTTP.

use gloo_net::http::{RequestBuilder, Response};
use web_sys::AbortSignal;

use crate::client::creatio::{self, CrmError};
use crate::client::platform::{Answer, Broken, Method, Request};
use crate::client::rest::{self, RestError};

pub(super) async fn fetch(request: Request) -> Result<Answer, Broken> {
    read(send(request).await?).await
}

/// Fetches a file's bytes.
///
/// # Errors
/// See [`RestError`].
pub async fn fetch_bytes(request: Request) -> Result<Vec<u8>, RestError> {
    let response = send(request).await.map_err(|_| RestError::Unreachable)?;
    if !response.ok() {
        let answer = read(response).await.map_err(|_| RestError::Unreachable)?;
        return Err(rest::refusal(&answer));
    }
    response.binary().await.map_err(|_| RestError::Unreachable)
}

/// Fetches the bytes of a file of Creatio's.
///
/// # Errors
/// See [`CrmError`].
pub async fn fetch_crm_bytes(request: Request) -> Result<Vec<u8>, CrmError> {
    let response = send(request).await.map_err(|_| CrmError::Offline)?;
    if response.redirected() {
        // To the login page; files come from where they are asked for.
        return Err(CrmError::SignedOut);
    }
    if !response.ok() {
        let answer = read(response).await.map_err(|_| CrmError::Offline)?;
        return Err(creatio::refusal(&answer));
    }
    response.binary().await.map_err(|_| CrmError::Offline)
}

async fn read(response: Response) -> Result<Answer, Broken> {
    let status = response.status();
    let text = response.text().await.map_err(|_| Broken)?;
    Ok(Answer { status, text })
}

async fn send(request: Request) -> Result<Response, Broken> {
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Patch => gloo_net::http::Method::PATCH,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let signal = AbortSignal::timeout_with_u32(request.limit_ms);
    let mut builder = RequestBuilder::new(&request.url).method(method).abort_signal(Some(&signal));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let request = match request.body {
        Some(body) => builder.header("Content-Type", "application/json").body(body),
        None => builder.build(),
    };
    request.map_err(|_| Broken)?.send().await.map_err(|_| Broken)
}
