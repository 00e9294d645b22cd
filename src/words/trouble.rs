//! What went wrong, and what the agent can do about it.

use crate::client::error::CallError;
use crate::client::{LoginError, RestError};

/// Why a request over the connection came to nothing.
#[must_use]
pub fn call(error: &CallError) -> String {
    match error {
        CallError::Offline => {
            "There is no connection: nothing was changed. Try again when it is back.".into()
        }
        CallError::Interrupted | CallError::TimedOut => {
            "The server did not answer. What is shown will follow when it does.".into()
        }
        CallError::Refused(error) if error.detail.is_empty() => "The server refused.".into(),
        CallError::Refused(error) => format!("The server refused: {}", error.detail),
        CallError::Unreadable => "The server's answer could not be read.".into(),
    }
}

/// Why a stored file did not come.
#[must_use]
pub fn file(error: &RestError) -> String {
    match error {
        RestError::Refused(error) if error.code == 404 => "The server does not have it any more.".into(),
        RestError::Unreadable => "Its content is damaged.".into(),
        error => rest(error),
    }
}

/// Why a request over REST came to nothing.
#[must_use]
pub fn rest(error: &RestError) -> String {
    match error {
        RestError::Unreachable => "The server can't be reached.".into(),
        RestError::SignedOut => "The session has ended.".into(),
        RestError::Refused(error) if error.code == 403 => "You have no right to it.".into(),
        RestError::Refused(error) if error.detail.is_empty() => "The server refused.".into(),
        RestError::Refused(error) => format!("The server refused: {}", error.detail),
        RestError::Unreadable => "The server's answer could not be read.".into(),
    }
}

/// Why nobody was logged in.
#[must_use]
pub fn login(error: &LoginError) -> String {
    match error {
        LoginError::WrongPassword => {
            "The user name or the password is wrong. Check both and try again.".into()
        }
        LoginError::Unreachable => "The server can't be reached. Check your network and try again.".into(),
        LoginError::TooMany => "Too many attempts. Wait a minute and try again.".into(),
        LoginError::Refused(words) if words.is_empty() => "The server refused to log you in.".into(),
        LoginError::Refused(words) => format!("The server refused to log you in: {words}"),
    }
}
