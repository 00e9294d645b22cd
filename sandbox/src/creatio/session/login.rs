//! `AuthService.svc`: signing in with a name and a password, and out.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Html;
use axum::routing::{any, get, post};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::json;

use super::{CSRF, SESSION, cookie, kept, rules};
use crate::app::{App, now};
use crate::auth::check_password;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::error::Failure;
use crate::store::users;

/// The endpoints. The login has no address under `/0`.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/ServiceModel/AuthService.svc/Login", post(login))
        .route("/ServiceModel/AuthService.svc/Logout", post(logout))
        .route("/0/ServiceModel/AuthService.svc/Logout", post(logout))
        .route("/0/ServiceModel/AuthService.svc/Login", any(async || Refusal::NotSignedIn.svc()))
        .route("/Login/Login.html", get(page))
        .route("/Login/NuiLogin.aspx", get(page))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Credentials {
    user_name: String,
    user_password: String,
}

/// `POST /ServiceModel/AuthService.svc/Login`: 200 in both cases; `Code` tells them apart.
async fn login(State(app): State<App>, body: Bytes) -> Reply {
    let Ok(credentials) = serde_json::from_slice::<Credentials>(&body) else {
        return Refusal::Forged.svc();
    };
    let stored = app.read(|db| Ok(users::password(db, credentials.user_name.trim())?));
    let checked =
        tokio::task::spawn_blocking(move || check_password(stored?, &credentials.user_password)).await;
    let user = checked.map_err(|error| Failure::bad_request(error.to_string())).and_then(|user| user);
    match user.map_err(Refusal::from).and_then(|user| begin(&app, user)) {
        Ok(reply) => reply,
        Err(_) => {
            let words = "Invalid username or password specified, or your account is inactive.";
            let exception = json!({"HelpLink": null, "InnerException": null, "Message": words,
                                   "StackTrace": null, "Type": "System.Security.SecurityException"});
            Reply::json(
                200,
                json!({"Code": 1, "Message": words, "Exception": exception,
                                    "PasswordChangeUrl": null, "RedirectUrl": null}),
            )
        }
    }
}

fn begin(app: &App, user: webitel_chats::ids::UserId) -> Outcome<Reply> {
    let (token, csrf, login) = app.command(|act| {
        let life = life(&act.db)?;
        let (token, csrf) = kept::begin(&act.db, user, life, now())?;
        let login = users::get(&act.db, user)?.map_or_else(String::new, |user| user.login);
        Ok::<_, Refusal>((token, csrf, login))
    })?;
    let body =
        json!({"Code": 0, "Message": "", "Exception": null, "PasswordChangeUrl": null, "RedirectUrl": null});
    Ok(Reply::json(200, body)
        .with(
            "set-cookie",
            format!("BPMLOADER={}; path=/; HttpOnly; SameSite=Lax", uuid::Uuid::new_v4().simple()),
        )
        .with("set-cookie", format!("{SESSION}={token}; path=/; HttpOnly; SameSite=Lax"))
        .with("set-cookie", format!("{CSRF}={csrf}; path=/; SameSite=Lax"))
        .with("set-cookie", format!("UserName={login}; path=/; SameSite=Lax")))
}

/// How long a session lives without a request, in milliseconds.
fn life(db: &Connection) -> Outcome<i64> {
    const MINUTE: i64 = 60 * 1000;
    if let Some(life) = rules(db)?.life_ms {
        return Ok(life);
    }
    let sql = "SELECT max(v.\"IntegerValue\") FROM crm_SysSettingsValue v
               JOIN crm_SysSettings s ON s.\"Id\" = v.\"SysSettingsId\" WHERE s.\"Code\" = 'UserSessionTimeout'";
    let minutes: Option<i64> = db.query_row(sql, [], |row| row.get(0))?;
    Ok(minutes.filter(|minutes| *minutes > 0).unwrap_or(60) * MINUTE)
}

/// Ends the session and takes back its cookies.
async fn logout(State(app): State<App>, headers: HeaderMap) -> Outcome<Reply> {
    if let Some(token) = cookie(&headers, SESSION) {
        app.command(|act| Ok::<_, Refusal>(kept::remove(&act.db, token)?))?;
    }
    let gone = |name: &str| format!("{name}=; path=/; Max-Age=0");
    Ok(Reply::json(200, json!({})).with("set-cookie", gone(SESSION)).with("set-cookie", gone(CSRF)))
}

/// The login page: what a browser finds where its session has expired.
async fn page() -> Html<&'static str> {
    Html(
        "<!DOCTYPE html><title>Login</title><script src=\"/Login/bootstrap.login.js\"></script><p>Sign in.</p>",
    )
}
