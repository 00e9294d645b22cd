//! A JSON body, or a refusal that says what is wrong with it in the usual form.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::error::{Failure, Result};

/// The body of a request.
pub(crate) struct Body<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let refused = |rejection: JsonRejection| {
            let code = rejection.status().as_u16();
            Failure::new(code, "sandbox.bad_request", rejection.body_text())
        };
        Json::from_request(request, state).await.map(|Json(body)| Self(body)).map_err(refused)
    }
}
