//! Who takes part in a conversation.

use serde::{Deserialize, Serialize};

use crate::ids::{ChannelId, UserId};
use crate::time::{Millis, maybe};
use crate::wire::lenient::{maybe_id, or_default};

/// The gateway through which a customer writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// The gateway's number.
    #[serde(default, deserialize_with = "crate::wire::lenient::integer")]
    pub id: i64,
    /// The provider, such as `telegram`. Treat it as open-ended.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The gateway's name.
    #[serde(default)]
    pub name: String,
}

/// A participant's leg in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The channel. Servers leave one's own empty in lists.
    #[serde(default, deserialize_with = "maybe_id", serialize_with = "id_or_empty")]
    pub id: Option<ChannelId>,
    /// The customer's provider, or `webitel` for an agent.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The participant's name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The participant's user; customers have one too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// Whether this is an agent.
    #[serde(default)]
    pub internal: bool,
    /// The customer's id with the provider.
    #[serde(default, deserialize_with = "or_default")]
    pub external_id: String,
    /// When the leg last changed.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Millis>,
    /// The customer's gateway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Via>,
}

/// The `type` of a member who is an agent.
pub const AGENT_MEMBER: &str = "webitel";

pub(super) fn id_or_empty<S: serde::Serializer>(
    id: &Option<ChannelId>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match id {
        Some(id) => id.serialize(serializer),
        None => serializer.serialize_str(""),
    }
}
