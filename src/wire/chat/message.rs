//! What is said in a conversation.

use serde::{Deserialize, Serialize};

use super::Variables;
use crate::ids::{ChannelId, FileId, MessageId};
use crate::time::{Millis, maybe};
use crate::wire::lenient::{maybe_id, or_default};

/// A file in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its number in the storage.
    pub id: FileId,
    /// Where it lies; absolute. Not to be used when the storage has the file: that one asks for a token.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// Its media type, sometimes followed by `; source=…`. REST calls it `type`.
    #[serde(default, alias = "type", deserialize_with = "or_default")]
    pub mime: String,
    /// Bytes.
    #[serde(default, deserialize_with = "crate::wire::lenient::integer")]
    pub size: i64,
    /// Its name, chosen by whoever sent it: hostile text.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Whether the storage found malware in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub malware: bool,
}

/// A click on a bot's button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postback {
    /// What the button said.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
}

/// A contact card that a customer sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactCard {
    /// The first name.
    #[serde(default, deserialize_with = "or_default")]
    pub first_name: String,
    /// The last name.
    #[serde(default, deserialize_with = "or_default")]
    pub last_name: String,
    /// The phone number.
    #[serde(default, deserialize_with = "or_default")]
    pub phone: String,
}

impl ContactCard {
    /// The card in one line.
    #[must_use]
    pub fn in_words(&self) -> String {
        [&self.first_name, &self.last_name, &self.phone].map(|part| part.trim()).join(" ").trim().to_owned()
    }
}

/// A message, in lists and in events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Increases with time; the only sure order, as many times have whole seconds only.
    pub id: MessageId,
    /// The sender's channel. None for stored messages of the flow; while an agent is in the
    /// chat the flow speaks as the conversation itself.
    #[serde(default, deserialize_with = "maybe_id", skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<ChannelId>,
    /// When it was written.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Millis>,
    /// When it was last edited.
    #[serde(default, with = "maybe", skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Millis>,
    /// `text`, `file`, `contact` or something newer.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The text, or the caption of the file.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// The contact card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactCard>,
    /// The button that was clicked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postback: Option<Postback>,
    /// Only in messages that the server makes itself: `from` and `template`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variables: Option<Variables>,
}

/// The value of `variables.template` where a customer's file was refused by a policy.
pub const FILE_POLICY_FAIL: &str = "file_policy_fail";

/// The text of a message that was taken back.
pub const DELETED_TEXT: &str = "[deleted]";
