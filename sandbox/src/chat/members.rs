//! Participants as the wire shows them.

use rusqlite::Connection;
use webitel_chats::ids::ConversationId;
use webitel_chats::wire::chat::{AGENT_MEMBER, Member};

use crate::error::Result;
use crate::store::channels::{self, Channel, Party};
use crate::store::conversations::{self, Thread};
use crate::store::users::User;

/// All legs of a conversation, oldest first: the customer is the first.
pub(crate) fn of(db: &Connection, thread: &Thread) -> Result<Vec<Member>> {
    channels::of_conversation(db, thread.id)?.iter().map(|channel| member(db, thread, channel)).collect()
}

/// A leg.
pub(crate) fn member(db: &Connection, thread: &Thread, channel: &Channel) -> Result<Member> {
    Ok(match channel.party {
        Party::Agent(user) => Member {
            id: Some(channel.id),
            kind: AGENT_MEMBER.to_owned(),
            name: channel.name.clone(),
            user_id: Some(user),
            internal: true,
            external_id: String::new(),
            updated_at: Some(channel.updated_at),
            via: None,
        },
        Party::Customer(user) => Member {
            id: Some(channel.id),
            kind: thread.via.kind.clone(),
            name: channel.name.clone(),
            user_id: Some(user),
            internal: false,
            external_id: conversations::customer(db, user)?
                .map_or(String::new(), |person| person.external_id),
            updated_at: Some(channel.updated_at),
            via: Some(thread.via.clone()),
        },
    })
}

/// Oneself, in the list of one's own chats: without a usable id.
pub(crate) fn oneself(user: &User) -> Member {
    Member {
        id: None,
        kind: AGENT_MEMBER.to_owned(),
        name: user.public_name().to_owned(),
        user_id: Some(user.id),
        internal: true,
        external_id: String::new(),
        updated_at: None,
        via: None,
    }
}

/// The names of the agents in a conversation, for the customer.
pub(crate) fn agent_names(db: &Connection, id: ConversationId) -> Result<Vec<String>> {
    Ok(channels::agents_in(db, id)?.into_iter().map(|channel| channel.name).collect())
}
