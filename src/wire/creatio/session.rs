//! Signing in, and who is signed in.

use serde::{Deserialize, Serialize};

use crate::ids::crm::{ContactId, CrmUserId};

/// A name and a password.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Credentials<'a> {
    /// The name.
    pub user_name: &'a str,
    /// The password.
    pub user_password: &'a str,
}

/// What became of signing in; the status is 200 in any case.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct LoggedIn {
    /// 0 if it went well.
    pub code: i64,
    /// Why it did not.
    pub message: String,
}

/// Who is signed in.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UserInfo {
    /// The user: who follows, likes, may.
    pub user_id: Option<CrmUserId>,
    /// The person: who owns, writes, is mentioned.
    pub contact_id: Option<ContactId>,
    /// The person's name.
    pub contact_name: String,
}
