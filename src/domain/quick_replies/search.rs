//! Finding ready-made texts by name and text. Every character stands for itself.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{QuickReply, ReplyId};

/// All ready-made texts, prepared to be searched with each key that is pressed.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    replies: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    reply: QuickReply,
    /// Name and text as they are compared.
    name: String,
    text: String,
    uses: u32,
}

/// How well something fits; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    NameBegins,
    WordBegins,
    InName,
    InText,
}

impl Catalogue {
    /// These texts; `uses` tells how often this agent has taken each.
    #[must_use]
    pub fn new(replies: Vec<QuickReply>, uses: &BTreeMap<ReplyId, u32>) -> Self {
        let entry = |reply: QuickReply| Entry {
            name: reply.name.to_lowercase(),
            text: reply.text.to_lowercase(),
            uses: uses.get(&reply.id).copied().unwrap_or_default(),
            reply,
        };
        let mut replies: Vec<_> = replies.into_iter().map(entry).collect();
        // Most used first: what fits equally well is then found in this order.
        replies.sort_by(|one, other| (Reverse(one.uses), &one.name).cmp(&(Reverse(other.uses), &other.name)));
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
        let words: Vec<_> = query.split_whitespace().collect();
        let mut found: Vec<(Fit, usize)> = self
            .replies
            .iter()
            .enumerate()
            .filter_map(|(at, entry)| Some((entry.fit(&query, &words)?, at)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }
}

impl Entry {
    fn fit(&self, query: &str, words: &[&str]) -> Option<Fit> {
        let in_name = words.iter().all(|word| self.name.contains(word));
        if in_name {
            return Some(if self.name.starts_with(query) {
                Fit::NameBegins
            } else if words.iter().all(|word| begins_a_word(&self.name, word)) {
                Fit::WordBegins
            } else {
                Fit::InName
            });
        }
        let has = |word: &&str| self.name.contains(*word) || self.text.contains(*word);
        words.iter().all(has).then_some(Fit::InText)
    }
}

fn begins_a_word(name: &str, word: &str) -> bool {
    name.split(|char: char| !char.is_alphanumeric()).any(|part| part.starts_with(word))
}
