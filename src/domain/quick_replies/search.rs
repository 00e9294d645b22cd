//! Finding ready-made texts by name and text. Every character stands for itself.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{QuickReply, ReplyId};
use crate::domain::search::{Sought, Wanted};

/// All ready-made texts, prepared to be searched with each key that is pressed.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    replies: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    reply: QuickReply,
    sought: Sought,
    uses: u32,
}

/// How well something fits; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    NameBegins,
    WordBegins,
    InName,
    InText,
}

impl Fit {
    /// How many there are.
    const ALL: usize = 4;
}

impl Catalogue {
    /// These texts; `uses` tells how often this agent has taken each.
    #[must_use]
    pub fn new(replies: Vec<QuickReply>, uses: &BTreeMap<ReplyId, u32>) -> Self {
        let entry = |reply: QuickReply| Entry {
            sought: Sought::new(&reply.name, &reply.text),
            uses: uses.get(&reply.id).copied().unwrap_or_default(),
            reply,
        };
        let mut replies: Vec<_> = replies.into_iter().map(entry).collect();
        // Most used first: what fits equally well is then found in this order.
        let place = |entry: &Entry| (Reverse(entry.uses), entry.sought.name().to_owned());
        replies.sort_by_cached_key(place);
        Self { replies }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.replies.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.replies.is_empty()
    }

    /// The text at a place that [`find`](Self::find) told.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&QuickReply> {
        self.replies.get(at).map(|entry| &entry.reply)
    }

    /// The places of all texts that have every word of the query in their names or texts; the best
    /// first, and of equals those used most. All of them where nothing is looked for.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        let query = query.trim().to_lowercase();
        let wanted = Wanted::new(&query);
        let mut found: [Vec<usize>; Fit::ALL] = Default::default();
        for (at, entry) in self.replies.iter().enumerate() {
            if let Some(fit) = entry.fit(&query, &wanted) {
                found[fit as usize].push(at);
            }
        }
        found.concat()
    }
}

impl Entry {
    fn fit(&self, query: &str, wanted: &Wanted) -> Option<Fit> {
        let name = self.sought.name();
        if !wanted.is_in(name) {
            return wanted.is_in(self.sought.both()).then_some(Fit::InText);
        }
        Some(if name.starts_with(query) {
            Fit::NameBegins
        } else if query.split_whitespace().all(|word| begins_a_word(name, word)) {
            Fit::WordBegins
        } else {
            Fit::InName
        })
    }
}

fn begins_a_word(name: &str, word: &str) -> bool {
    name.split(|char: char| !char.is_alphanumeric()).any(|part| part.starts_with(word))
}
