//! Who wrote what, as the catalogue names people: customers by provider and external id,
//! agents as `user`, the flow as `bot`.

use std::collections::HashMap;

use rusqlite::Connection;
use webitel_chats::ids::ChannelId;
use webitel_chats::wire::rest::{Peer, PeerIndex};

use crate::error::Result;
use crate::store::channels::{self, Channel, Party};
use crate::store::conversations::{self, Thread};
use crate::store::queues;

/// The participants of one conversation.
pub(super) struct Cast {
    bot: Peer,
    legs: Vec<(Channel, Peer)>,
}

impl Cast {
    pub(super) fn read(db: &Connection, thread: &Thread) -> Result<Self> {
        let mut legs = Vec::new();
        for leg in channels::of_conversation(db, thread.id)? {
            let peer = peer_of(db, &leg)?;
            legs.push((leg, peer));
        }
        Ok(Self { bot: bot(db, thread)?, legs })
    }

    /// The legs with who they are, oldest first.
    pub(super) fn legs(&self) -> &[(Channel, Peer)] {
        &self.legs
    }

    pub(super) fn bot(&self) -> &Peer {
        &self.bot
    }

    /// Who writes on a channel; the flow writes on none.
    pub(super) fn author(&self, channel: Option<ChannelId>) -> &Peer {
        self.leg(channel).map_or(&self.bot, |(_, peer)| peer)
    }

    /// The leg that writes on a channel.
    pub(super) fn leg(&self, channel: Option<ChannelId>) -> Option<&(Channel, Peer)> {
        self.legs.iter().find(|(leg, _)| Some(leg.id) == channel)
    }
}

fn peer_of(db: &Connection, leg: &Channel) -> Result<Peer> {
    let name = leg.name.clone();
    Ok(match leg.party {
        Party::Agent(user) => Peer { id: user.to_string(), kind: "user".to_owned(), name },
        Party::Customer(id) => match conversations::customer(db, id)? {
            Some(customer) => Peer { id: customer.external_id, kind: customer.source, name },
            None => Peer { id: id.to_string(), kind: String::new(), name },
        },
    })
}

/// The flow of the conversation's queue.
fn bot(db: &Connection, thread: &Thread) -> Result<Peer> {
    let queue = queues::get(db, thread.queue)?.map(|queue| queue.name).unwrap_or_default();
    Ok(Peer { id: thread.queue.to_string(), kind: "bot".to_owned(), name: format!("{queue} bot") })
}

/// The list of authors that messages point into.
#[derive(Default)]
pub(super) struct Authors {
    peers: Vec<Peer>,
    known: HashMap<Peer, i64>,
}

impl Authors {
    /// The place of an author, counted from 1.
    pub(super) fn index(&mut self, peer: &Peer) -> PeerIndex {
        let next = i64::try_from(self.peers.len()).unwrap_or(i64::MAX) + 1;
        let id = *self.known.entry(peer.clone()).or_insert(next);
        if id == next {
            self.peers.push(peer.clone());
        }
        PeerIndex { id }
    }

    pub(super) fn into_peers(self) -> Vec<Peer> {
        self.peers
    }
}
