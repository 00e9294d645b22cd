//! Passwords, tokens, and who is asking.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use uuid::Uuid;
use webitel_chats::ids::{AgentId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::error::id;
use webitel_chats::wire::rest::TOKEN_HEADER;

use crate::app::{Act, App, now};
use crate::error::{Failure, Result};
use crate::store::users::{self, User};

/// How long a token lives: 12 hours.
pub(crate) const TOKEN_LIFE_MS: i64 = 12 * 60 * 60 * 1000;

/// The licence for everything about agents and chats.
pub(crate) const CALL_CENTER: &str = "CALL_CENTER";
/// The licence for chats.
pub(crate) const CHAT: &str = "CHAT";

/// Who is asking, with a token that was valid a moment ago.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) token: String,
    pub(crate) user: User,
    /// When the token expires.
    pub(crate) expires_at: Millis,
    /// The user's seat in the contact centre.
    pub(crate) agent: Option<AgentId>,
}

/// Finds out who has this token.
pub(crate) fn session(db: &rusqlite::Connection, token: &str) -> Result<Session> {
    let Some((user, expires_at)) = users::token(db, token)? else {
        return Err(unauthorized("token is unknown"));
    };
    if expires_at <= now() {
        return Err(unauthorized("token has expired"));
    }
    let user = users::get(db, user)?.ok_or_else(|| unauthorized("user is gone"))?;
    let agent = crate::store::agents::of_user(db, user.id)?.map(|agent| agent.id);
    Ok(Session { token: token.to_owned(), user, expires_at, agent })
}

/// The refusal that asks for a new login.
pub(crate) fn unauthorized(why: &str) -> Failure {
    Failure::new(401, "api.context.session_expired.app_error", why)
}

/// Gives a user a new token for these milliseconds.
pub(crate) fn issue_token(act: &mut Act, user: UserId, life_ms: i64) -> Result<(String, Millis)> {
    let token = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    let expires_at = act.now.plus(life_ms);
    users::add_token(&act.db, &token, user, expires_at)?;
    Ok((token, expires_at))
}

/// Checks a login against what [`users::password`] knows of it; says nothing about which part
/// was wrong, and takes as long for an unknown user as for a wrong password.
pub(crate) fn check_password(stored: Option<(UserId, String)>, password: &str) -> Result<UserId> {
    let wrong = || Failure::new(401, "auth.login.invalid.credentials", "username or password is wrong");
    let Some((user, hash)) = stored else {
        hash_password(password);
        return Err(wrong());
    };
    let hash = PasswordHash::new(&hash).map_err(|_| wrong())?;
    hasher().verify_password(password.as_bytes(), &hash).map_err(|_| wrong())?;
    Ok(user)
}

/// The salted hash of a password, with its parameters.
pub(crate) fn hash_password(password: &str) -> String {
    let salt = SaltString::encode_b64(Uuid::new_v4().as_bytes());
    let hash = salt.and_then(|salt| Ok(hasher().hash_password(password.as_bytes(), &salt)?.to_string()));
    // Without a hash nobody can sign in, which is the safe side.
    hash.unwrap_or_default()
}

/// Argon2id with little memory: the sandbox starts often and keeps no secrets.
fn hasher() -> Argon2<'static> {
    let params = Params::new(1024, 1, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl Session {
    /// The seat, or the documented refusal for a user without one.
    pub(crate) fn seat(&self) -> Result<AgentId> {
        self.need_licence()?;
        self.agent.ok_or_else(|| Failure::new(404, id::NO_AGENT, "user has no agent"))
    }

    /// Refuses a user without the contact-centre licence.
    pub(crate) fn need_licence(&self) -> Result<()> {
        if self.user.licences.is_empty() {
            return Err(Failure::new(412, id::NO_LICENSE, "token scope is forceless"));
        }
        if !self.user.has_licence(CALL_CENTER) {
            return Err(Failure::new(403, id::NO_PERMISSION, "no CALL_CENTER licence"));
        }
        Ok(())
    }

    /// Refuses chat actions of a user without the contact-centre licence.
    pub(crate) fn need_chat_licence(&self) -> Result<()> {
        if self.user.has_licence(CALL_CENTER) {
            return Ok(());
        }
        Err(Failure::new(403, id::CHAT_LICENSE, "no CALL_CENTER licence"))
    }
}

/// REST handlers take a [`Session`]: from the header, as a bearer or from `?access_token=`.
impl FromRequestParts<App> for Session {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let token = token_of(parts).ok_or_else(|| unauthorized("no token"))?;
        app.read(|db| session(db, &token))
    }
}

fn token_of(parts: &Parts) -> Option<String> {
    let header = |name: &str| parts.headers.get(name)?.to_str().ok();
    let bearer = || header(AUTHORIZATION.as_str())?.strip_prefix("Bearer ");
    if let Some(token) = header(TOKEN_HEADER).or_else(bearer) {
        return Some(token.trim().to_owned());
    }
    let query = parts.uri.query()?;
    // Tokens are letters and digits, so nothing has to be decoded.
    query.split('&').find_map(|pair| pair.strip_prefix("access_token=")).map(str::to_owned)
}
