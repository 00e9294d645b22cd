//! What happened besides messages, and where that stands among them.

use crate::time::Millis;

/// Something that happened besides messages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// When, by the server's clock.
    pub at: Millis,
    /// What.
    pub what: Happening,
}

/// What a [`Note`] tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// This agent joined.
    IJoined,
    /// Another agent joined.
    Joined(String),
    /// This agent left.
    ILeft,
    /// Another agent left.
    Left(String),
    /// This agent handed the chat over.
    IHandedOver,
    /// Another agent handed the chat over.
    HandedOver(String),
    /// The conversation ended.
    Closed(Closer),
}

/// Who ended a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closer {
    /// The customer.
    Client,
    /// The routing scheme.
    Flow,
}

/// A note in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    /// Its name on this desk.
    pub(super) number: u32,
    /// How many messages stand before it.
    before: usize,
    pub(super) note: Note,
}

/// The notes of a time-line, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    list: Vec<Placed>,
    next: u32,
}

impl Notes {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// How many notes stand before the row at this place. Costs the logarithm of the notes.
    pub(super) fn before_row(&self, index: usize) -> usize {
        let mut low = 0;
        let mut high = self.list.len();
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.list.get(middle).is_some_and(|placed| placed.before + middle < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The note that is the row at this place, if that is one.
    pub(super) fn at_row(&self, index: usize) -> Option<&Placed> {
        let before = self.before_row(index);
        self.list.get(before).filter(|placed| placed.before + before == index)
    }

    /// Takes in a note, once, after so many messages.
    pub(super) fn add(&mut self, note: Note, before: usize) {
        if self.list.iter().any(|placed| placed.note == note) {
            return;
        }
        let number = self.next;
        self.next += 1;
        let index = self.list.partition_point(|placed| placed.note < note);
        self.list.insert(index, Placed { number, before, note });
    }

    /// A message of this time came in before the message `index`, or at the end of now `len`.
    /// Notes keep their place; only those at its border move.
    pub(super) fn make_room(&mut self, index: usize, at: Millis, len: Option<usize>) {
        for placed in self.list.iter_mut().rev() {
            if let Some(len) = len {
                if placed.note.at < at {
                    return;
                }
                placed.before = len;
            } else if placed.before > index || (placed.before == index && at <= placed.note.at) {
                placed.before += 1;
            } else {
                return;
            }
        }
    }

    /// There are no messages any more to stand among.
    pub(super) fn gather_in_front(&mut self) {
        self.list.iter_mut().for_each(|placed| placed.before = 0);
    }
}
