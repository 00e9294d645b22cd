//! Everything that happened in one conversation, in the server's order.
//!
//! Three regions by construction: messages with notes between them, then what is on its way.
//! Messages are ordered by id, which alone is sure (many times have whole seconds only); notes
//! stand where their time falls among the messages. Nothing depends on the order of arrival.

mod notes;

use std::collections::{BTreeSet, VecDeque};

use crate::ids::MessageId;
use crate::time::Millis;

use super::message::{Body, Message, StoredFile};
use super::outgoing::{LocalId, Outgoing};
use notes::Notes;

pub use notes::{Closer, Happening, Note};

/// Names a row for as long as it is there, whatever becomes of its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowKey {
    /// A message that came from the server.
    Message(MessageId),
    /// A message of this agent, before and after its echo.
    Local(LocalId),
    /// A note, by its number on this desk.
    Note(u32),
}

/// One row of the time-line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Row<'a> {
    /// A message that the server has.
    Message(&'a Message),
    /// Something that happened.
    Note(&'a Note),
    /// A message on its way.
    Outgoing(&'a Outgoing),
}

impl Row<'_> {
    /// When it happened.
    #[must_use]
    pub fn at(&self) -> Millis {
        match self {
            Self::Message(message) => message.at,
            Self::Note(note) => note.at,
            Self::Outgoing(outgoing) => outgoing.at,
        }
    }
}

/// The time-line of one conversation.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Boxed: the queue grows by doubling, and would leave as much room unused as it uses.
    messages: VecDeque<Box<Message>>,
    notes: Notes,
    outgoing: Vec<Outgoing>,
    deleted: BTreeSet<MessageId>,
    /// The messages that brought a file: whoever asks for them does not look at all the others.
    with_file: BTreeSet<MessageId>,
}

impl Timeline {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.messages.len() + self.notes.len() + self.outgoing.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at this place, oldest first. Costs at most the logarithm of the notes.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let placed = self.messages.len() + self.notes.len();
        if index >= placed {
            return self.outgoing.get(index - placed).map(Row::Outgoing);
        }
        let notes_before = self.notes.before_row(index);
        if let Some(placed) = self.notes.at_row(index) {
            return Some(Row::Note(&placed.note));
        }
        self.messages.get(index - notes_before).map(|message| Row::Message(message))
    }

    /// The name of the row at this place.
    #[must_use]
    pub fn key(&self, index: usize) -> Option<RowKey> {
        Some(match self.row(index)? {
            Row::Message(message) => message.local.map_or(RowKey::Message(message.id), RowKey::Local),
            Row::Outgoing(outgoing) => RowKey::Local(outgoing.id),
            Row::Note(_) => RowKey::Note(self.notes.at_row(index)?.number),
        })
    }

    /// The messages that the server has, oldest first.
    pub fn messages(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.iter().map(AsRef::as_ref)
    }

    /// The files that were sent, oldest first; those that were taken back are not among them.
    pub fn files(&self) -> impl Iterator<Item = &StoredFile> {
        let message = |id: &MessageId| self.messages.get(self.position(*id).ok()?);
        self.with_file.iter().filter_map(message).filter_map(|message| match &message.body {
            Body::File { file, .. } => Some(file.as_ref()),
            Body::Text(_) | Body::RefusedFile | Body::Deleted => None,
        })
    }

    /// The messages on their way, in their order.
    #[must_use]
    pub fn outgoing(&self) -> &[Outgoing] {
        &self.outgoing
    }

    /// The oldest message that is known.
    #[must_use]
    pub fn oldest(&self) -> Option<&Message> {
        self.messages.front().map(AsRef::as_ref)
    }

    /// The newest message that is known.
    #[must_use]
    pub fn newest(&self) -> Option<&Message> {
        self.messages.back().map(AsRef::as_ref)
    }

    /// Takes in a message from the server: a new one, one known already, or an edited one.
    /// Returns whether it was not known before.
    pub fn receive(&mut self, mut message: Message) -> bool {
        if self.deleted.contains(&message.id) {
            message.body = Body::Deleted;
        }
        if matches!(message.body, Body::File { .. }) {
            self.with_file.insert(message.id);
        }
        match self.position(message.id) {
            Ok(index) => {
                if let Some(known) = self.messages.get_mut(index) {
                    merge(known, message);
                }
                false
            }
            Err(index) => {
                let last = index == self.messages.len();
                let at = message.at;
                self.messages.insert(index, Box::new(message));
                self.notes.make_room(index, at, last.then_some(self.messages.len()));
                true
            }
        }
    }

    /// Takes in a message of this agent. If it is the echo of one on its way, that one becomes it.
    pub fn receive_own(&mut self, mut message: Message) -> bool {
        if self.position(message.id).is_err() {
            message.local = self.take_echoed(&message);
        }
        self.receive(message)
    }

    fn take_echoed(&mut self, message: &Message) -> Option<LocalId> {
        let fits = |one: &&Outgoing| one.is_echoed_by(message.id, &message.body);
        // One that surely was not stored gives way to one that may be.
        let found = self.outgoing.iter().filter(|one| one.is_in_flight()).find(fits);
        let id = found.or_else(|| self.outgoing.iter().find(fits))?.id;
        let index = self.outgoing.iter().position(|one| one.id == id)?;
        Some(self.outgoing.remove(index).id)
    }

    /// Marks a message as taken back, whether it is known yet or not.
    pub fn delete(&mut self, id: MessageId) {
        self.deleted.insert(id);
        if let Ok(index) = self.position(id)
            && let Some(message) = self.messages.get_mut(index)
        {
            message.body = Body::Deleted;
        }
    }

    /// Takes in something that happened, once.
    pub fn note(&mut self, note: Note) {
        let before = self.messages.partition_point(|message| message.at <= note.at);
        self.notes.add(note, before);
    }

    /// Forgets the messages from the server, and with them all that could be out of date.
    pub fn forget_messages(&mut self) {
        self.messages.clear();
        self.with_file.clear();
        self.notes.gather_in_front();
    }

    /// Puts a message on its way.
    pub fn send_off(&mut self, outgoing: Outgoing) {
        self.outgoing.push(outgoing);
    }

    /// A message on its way.
    #[must_use]
    pub fn outgoing_mut(&mut self, id: LocalId) -> Option<&mut Outgoing> {
        self.outgoing.iter_mut().find(|one| one.id == id)
    }

    /// All messages on their way, to change their state.
    pub fn outgoing_all_mut(&mut self) -> impl Iterator<Item = &mut Outgoing> {
        self.outgoing.iter_mut()
    }

    /// Takes a message off its way.
    pub fn discard(&mut self, id: LocalId) -> Option<Outgoing> {
        let index = self.outgoing.iter().position(|one| one.id == id)?;
        Some(self.outgoing.remove(index))
    }

    fn position(&self, id: MessageId) -> Result<usize, usize> {
        // New messages are the rule: look at the end first.
        match self.messages.back() {
            Some(last) if last.id < id => Err(self.messages.len()),
            _ => self.messages.binary_search_by_key(&id, |message| message.id),
        }
    }
}

/// The same message again: the newer wording wins, and a name beats a guess.
fn merge(known: &mut Message, again: Message) {
    if matches!(known.body, Body::Deleted) {
        return;
    }
    if matches!(again.body, Body::Deleted) || again.edited > known.edited {
        known.body = again.body;
        known.edited = again.edited.max(known.edited);
    }
    if !matches!(again.from, super::message::Sender::Known(_)) {
        known.from = again.from;
    }
}
