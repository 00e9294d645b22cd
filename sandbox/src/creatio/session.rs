//! Who is asking: a browser with its cookies and the token against forged requests, or a program
//! with a bearer token.

mod kept;
mod login;

pub(crate) use kept::{bearer, expire_all};
pub(crate) use login::router;

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webitel_chats::ids::UserId;

use super::people;
use super::refusal::{Outcome, Refusal};
use crate::app::{App, now};
use crate::store::settings;
use kept::{Kept, Kind};

/// The cookie of a session.
const SESSION: &str = ".ASPXAUTH";

/// The cookie whose value the header of the same name repeats.
const CSRF: &str = "BPMCSRF";

/// Who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) user: UserId,
}

impl Caller {
    /// The contact, who is the author of what is written.
    pub(crate) fn contact(&self) -> Uuid {
        people::contact(self.user)
    }

    /// The user in `SysAdminUnit`.
    pub(crate) fn unit(&self) -> Uuid {
        people::unit(self.user)
    }
}

/// How sessions are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Rules {
    /// How long a browser's session lives without a request; `None` = the system setting
    /// `UserSessionTimeout`.
    pub(crate) life_ms: Option<i64>,
    /// How an expired session looks.
    pub(crate) expired: Expired,
}

/// What a browser gets whose session has expired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Expired {
    /// The status 401.
    #[default]
    Unauthorized,
    /// A redirection to the login page, which is HTML with the status 200.
    LoginPage,
}

/// The setting that holds the rules.
const RULES: &str = "creatio_sessions";

pub(crate) fn rules(db: &Connection) -> rusqlite::Result<Rules> {
    Ok(settings::get(db, RULES)?.unwrap_or_default())
}

pub(crate) fn set_rules(db: &Connection, rules: Rules) -> rusqlite::Result<()> {
    settings::put(db, RULES, &rules)
}

/// Finds out who is asking. A browser must repeat the CSRF token and insist on its session.
pub(crate) fn caller(app: &App, headers: &HeaderMap) -> Outcome<Caller> {
    if let Some(token) = header(headers, AUTHORIZATION.as_str()).strip_prefix("Bearer ") {
        return Ok(Caller { user: valid(app, token.trim(), Kind::Bearer)?.user });
    }
    let cookie = cookie(headers, SESSION).ok_or(Refusal::NotSignedIn)?;
    let kept = valid(app, cookie, Kind::Cookie)?;
    if !header(headers, "ForceUseSession").eq_ignore_ascii_case("true") {
        return Err(Refusal::NotSignedIn);
    }
    if header(headers, CSRF) != kept.csrf {
        return Err(Refusal::Forged);
    }
    Ok(Caller { user: kept.user })
}

/// Finds out who follows a link: a picture or a download has no headers of its own.
pub(crate) fn caller_of_link(app: &App, headers: &HeaderMap) -> Outcome<Caller> {
    match cookie(headers, SESSION) {
        Some(cookie) if !headers.contains_key(AUTHORIZATION) => {
            Ok(Caller { user: valid(app, cookie, Kind::Cookie)?.user })
        }
        _ => caller(app, headers),
    }
}

/// The session with this token, which this request keeps alive.
fn valid(app: &App, token: &str, kind: Kind) -> Outcome<Kept> {
    let (kept, rules) = app.read_aside(|db| Ok::<_, Refusal>((kept::find(db, token, kind)?, rules(db)?)))?;
    let kept = kept.ok_or(Refusal::NotSignedIn)?;
    let now = now();
    if kept.expires_at <= now {
        let page = rules.expired == Expired::LoginPage && kind == Kind::Cookie;
        return Err(if page { Refusal::LoginPage } else { Refusal::NotSignedIn });
    }
    // Not with each request: reading should not have to write.
    if kind == Kind::Cookie && kept.expires_at.since(now) < kept.life_ms - kept.life_ms / 20 {
        app.command(|act| Ok::<_, Refusal>(kept::keep_alive(&act.db, token, now.plus(kept.life_ms))?))?;
    }
    Ok(kept)
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
