//! Identifiers in Creatio, one type for each kind of record. All of them are GUIDs.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ConversationId;

/// An id in Creatio, whatever it names.
pub trait Key: Copy + Eq + fmt::Debug + 'static {
    /// The id with this value.
    fn of(uuid: Uuid) -> Self;
    /// Its value.
    fn uuid(self) -> Uuid;
}

/// Defines a key.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        uuid_id! {
            $(#[$doc])*
            $name
        }

        impl Key for $name {
            fn of(uuid: Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }
    };
}

key! {
    /// Anything: where a column may refer to records of different objects.
    Guid
}

key! {
    /// The record of a chat.
    RecordId
}

key! {
    /// A contact: a customer, or the person behind a user.
    ContactId
}

key! {
    /// An account.
    AccountId
}

key! {
    /// A case.
    CaseId
}

key! {
    /// A task, a call or an e-mail.
    ActivityId
}

key! {
    /// A result that a chat can have.
    ResultId
}

key! {
    /// A file or a link of a record.
    AttachmentId
}

key! {
    /// A post of the feed, or a comment.
    PostId
}

key! {
    /// A user of Creatio.
    CrmUserId
}

key! {
    /// A row of a lookup that needs no type of its own.
    LookupId
}

impl RecordId {
    /// The record of a conversation. It follows from the conversation, so that two frames, a
    /// retry or a race create one record.
    #[must_use]
    pub fn of_conversation(id: ConversationId) -> Self {
        Self(id.0)
    }

    /// The conversation of which this is the record.
    #[must_use]
    pub fn conversation(self) -> ConversationId {
        ConversationId(self.0)
    }

    /// An id that follows from this record and a name, such as that of a file sent in the chat:
    /// whoever makes it makes the same one.
    #[must_use]
    pub fn derive(self, name: &str) -> Guid {
        // FNV-1a with 128 bits: nobody gains by finding two names with the same id.
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let bytes = self.0.as_bytes().iter().chain(name.as_bytes());
        let hash = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
            (hash ^ u128::from(*byte)).wrapping_mul(PRIME)
        });
        Guid(uuid::Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_ids_are_the_same_for_the_same_and_differ_otherwise() {
        let record = |id: u128| RecordId(Uuid::from_u128(id));
        assert_eq!(record(1).derive("file 5"), record(1).derive("file 5"));
        let ids = [record(1).derive("file 5"), record(1).derive("file 6"), record(2).derive("file 5")];
        assert!(ids[0] != ids[1] && ids[0] != ids[2] && ids[1] != ids[2]);
    }
}
