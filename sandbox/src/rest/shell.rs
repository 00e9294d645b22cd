//! What the shell of Webitel's own desk asks for besides. The sandbox has no telephony, no
//! triggers and no warnings, and says so in the documented form.

use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::app::App;
use crate::auth::Session;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/settings", get(no_items))
        .route("/users/warnings", get(no_items))
        .route("/call_center/teams/triggers/agent", get(no_items))
        .route("/user/widget/activity/today", get(no_activity))
        .route("/calls/history", post(no_items))
}

async fn no_items(_: Session) -> Json<Value> {
    Json(json!({ "items": [], "next": false }))
}

async fn no_activity(_: Session) -> Json<Value> {
    Json(json!({}))
}
