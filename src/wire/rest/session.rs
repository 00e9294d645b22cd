//! Signing in.

use serde::{Deserialize, Serialize};

/// The header that carries the access token.
pub const TOKEN_HEADER: &str = "X-Webitel-Access";

/// `POST /api/login`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Login {
    /// The domain, where a server has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The user's login name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// Reply to [`Login`]: two forms are known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LoginReply {
    /// The token, in the flat form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    /// The token, in the nested form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization: Option<Authorization>,
}

/// The nested form of a [`LoginReply`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Authorization {
    /// The token.
    pub access_token: String,
}

impl LoginReply {
    /// The token, whichever form was sent.
    #[must_use]
    pub fn into_token(self) -> Option<String> {
        self.access_token
            .or(self.authorization.map(|nested| nested.access_token))
            .filter(|token| !token.is_empty())
    }
}
