//! What may be uploaded.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::body::Body;
use crate::error::Result;
use crate::storage::{self, Policy};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Uploads {
    /// The largest file in bytes.
    max_size: Option<u64>,
    /// A channel with policies takes only what one of them allows.
    policies: Option<Vec<Policy>>,
}

/// Changes the rules; what is absent stays as it is.
pub(super) async fn configure(State(app): State<App>, Body(uploads): Body<Uploads>) -> Result<Json<Value>> {
    app.act(|act| storage::configure(&act.db, uploads.max_size, uploads.policies))?;
    Ok(Json(json!({})))
}
