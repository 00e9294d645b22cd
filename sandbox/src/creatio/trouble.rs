//! What tests let go wrong: requests that come late, fail, or fail although they were carried out.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::refusal::Refusal;
use super::reply::Reply;
use crate::app::App;

/// What goes wrong with some requests.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    /// Which ones: a part of their address.
    #[serde(rename = "path", default)]
    part: String,
    /// Which ones: their method; all of them unless given.
    method: Option<String>,
    /// How many; one unless given.
    #[serde(default = "one")]
    times: u32,
    /// They come late by this.
    #[serde(default)]
    delay_ms: u64,
    /// They fail with this status: before they are carried out…
    status: Option<u16>,
    /// … or after.
    #[serde(default)]
    after: bool,
}

fn one() -> u32 {
    1
}

/// What goes wrong now.
#[derive(Default)]
pub(crate) struct Trouble(Mutex<Vec<Fault>>);

impl Trouble {
    /// From now on this goes wrong, and nothing else.
    pub(crate) fn set(&self, faults: Vec<Fault>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = faults;
    }

    /// What goes wrong with a request; each time counts.
    fn take(&self, request: &Request) -> Option<Fault> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let meant = |fault: &&mut Fault| {
            fault.times > 0
                && request.uri().path().contains(&fault.part)
                && fault.method.as_deref().is_none_or(|method| method == request.method().as_str())
        };
        let fault = faults.iter_mut().find(meant)?;
        fault.times -= 1;
        Some(fault.clone())
    }
}

/// Lets a request go wrong if it is to.
pub(super) async fn interfere(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(fault) = app.crm_trouble.take(&request) else { return next.run(request).await };
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    let Some(status) = fault.status else { return next.run(request).await };
    if fault.after {
        drop(next.run(request).await);
    }
    let reply = Refusal::Failed("The database does not answer.".to_owned()).odata();
    Reply { status, ..reply }.into_response()
}
