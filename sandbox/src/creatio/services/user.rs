//! Who the user is, and what the user may do.

use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;

use super::signed::{Rest, Svc, body};
use crate::app::App;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::{people, rights};
use crate::store::users;

/// `UserInfoService.svc/GetCurrentUserInfo`.
pub(super) async fn info(State(app): State<App>, Svc(caller): Svc) -> Reply {
    let info = app.read_aside(|db| {
        let user = users::get(db, caller.user)?.ok_or(Refusal::NotSignedIn)?;
        Ok::<_, Refusal>(json!({
            "userId": people::unit(user.id),
            "contactId": people::contact(user.id),
            "userName": user.login,
            "contactName": user.name,
            "cultureName": "en-US",
            "timeZoneId": "Europe/Kiev",
        }))
    });
    info.map_or_else(|refusal| refusal.svc(), |info| Reply::json(200, info))
}

#[derive(Deserialize)]
struct Operation {
    operation: String,
}

/// `RightsService/GetCanExecuteOperation`. What only administrators may do nobody may here.
pub(super) async fn can_execute(State(app): State<App>, Rest(caller): Rest, bytes: Bytes) -> Outcome<Reply> {
    let Operation { operation } = body(&bytes)?;
    let may = app.read_aside(|db| Ok::<_, Refusal>(rights::may_run(db, caller.user, &operation)?))?;
    let may = may && !operation.starts_with("CanManage");
    Ok(Reply::json(200, json!({"GetCanExecuteOperationResult": may})))
}
