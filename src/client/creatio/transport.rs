//! One request and its answer.

use std::pin::pin;

use futures_util::future::{Either, LocalBoxFuture, select};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{ANSWER_LIMIT, BATCH, Crm, CrmError, Root, codec, error, fill};
use crate::client::platform::{Method, Platform, Request};

impl<P: Platform> Crm<P> {
    /// Calls a service of which the name of the method tells where the result is.
    pub(super) async fn method<T: DeserializeOwned>(
        &self,
        service: &str,
        method: &str,
        body: String,
    ) -> Result<T, CrmError> {
        let mut answer = self.call_raw(&format!("/rest/{service}/{method}"), body).await?;
        fill(answer.get_mut(format!("{method}Result")).map(Value::take).unwrap_or_default())
    }

    /// Calls a service with JSON; its answer comes without what stands for nothing.
    pub(super) fn call_raw<'a>(
        &'a self,
        path: &'a str,
        body: String,
    ) -> LocalBoxFuture<'a, Result<Value, CrmError>> {
        Box::pin(async move {
            let answer = self.exchange(Root::App, Method::Post, path, Some(body)).await?;
            Ok(codec::without_nothing(answer))
        })
    }

    /// The part of a request that is the same for all. Boxed, it is compiled once.
    pub(super) fn exchange<'a>(
        &'a self,
        root: Root,
        method: Method,
        path: &'a str,
        body: Option<String>,
    ) -> LocalBoxFuture<'a, Result<Value, CrmError>> {
        Box::pin(async move {
            let base = match root {
                Root::Site => self.0.site.clone(),
                Root::App => {
                    self.0.gate.pass().await;
                    self.base().await?
                }
            };
            let result = self.exchange_at(method, format!("{base}{path}"), body).await;
            self.note(result)
        })
    }

    /// A request to an address that is complete.
    pub(super) async fn exchange_at(
        &self,
        method: Method,
        url: String,
        body: Option<String>,
    ) -> Result<Value, CrmError> {
        if let Some(fault) = &self.0.fault {
            return Err(fault.clone());
        }
        let mut headers = self.headers();
        if url.ends_with(BATCH) {
            // Each request counts for itself; without this the first refusal ends all.
            headers.push(("Prefer", "continue-on-error".to_owned()));
        }
        let request = Request { method, url, headers, body, limit_ms: ANSWER_LIMIT };
        let answer = pin!(self.platform().fetch(request));
        let limit = pin!(self.platform().sleep(ANSWER_LIMIT));
        let answer = match select(answer, limit).await {
            Either::Left((answer, _)) => answer.map_err(|_| CrmError::Offline)?,
            Either::Right(_) => return Err(CrmError::TimedOut),
        };
        match error::read(&answer) {
            // Without the cookie there is no session, whatever the server calls it.
            Err(CrmError::Forbidden { .. }) if self.lacks_cookie() => Err(CrmError::SignedOut),
            result => result,
        }
    }

    /// Tells whoever wants to know that the session has ended, if that is what came out.
    pub(super) fn note<T>(&self, result: Result<T, CrmError>) -> Result<T, CrmError> {
        if let Err(CrmError::SignedOut) = result {
            let told = self.0.on_signed_out.borrow().clone();
            if let Some(tell) = told {
                tell();
            }
        }
        result
    }
}
