//! Webitel's REST interface, as far as the desk uses it. 64-bit integers travel as strings.

mod agent;
mod contact;
mod dialog;
mod file;
mod history;
mod quick_reply;
mod session;

use serde::{Deserialize, Serialize};

use super::lenient::or_default;
use crate::time::{Millis, maybe};

pub use agent::{AgentChat, LastMessage, PauseCause};
pub use contact::{Address, CommonName, Contact, Held, Number};
pub use dialog::{Dialog, DialogMember, DialogMessage, Sender};
pub use file::{RestFile, Uploaded};
pub use history::{History, HistoryMessage, PeerIndex};
pub use quick_reply::QuickReply;
pub use session::{Authorization, Login, LoginReply, TOKEN_HEADER};

/// A page of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Page<T> {
    /// The entries. Chat dialogs call them `data`.
    #[serde(alias = "data", default = "Vec::new", deserialize_with = "or_default")]
    pub items: Vec<T>,
    /// Whether there is a further page.
    #[serde(default)]
    pub next: bool,
    /// This page, from 1; not always given.
    #[serde(default)]
    pub page: i64,
}

/// A named thing elsewhere, its id a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// Its kind.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
}

/// Somebody who wrote: a customer (by provider), a `user` (agent) or a `bot`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Peer {
    /// The user's number, or the customer's id with the provider.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// `user`, `bot`, or the customer's provider.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// The name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
}

/// A time as a string; 0, `null` and empty mean that there is none.
mod maybe_string {
    use super::{Millis, maybe};

    pub(super) use maybe::deserialize;

    pub(super) fn serialize<S: serde::Serializer>(
        time: &Option<Millis>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.unwrap_or_default())
    }
}
