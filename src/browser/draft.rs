//! Texts that are not saved yet, kept where a crash does not reach them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::clock;
use super::storage::storage;
use crate::time::Millis;

/// What the names of drafts begin with.
const PREFIX: &str = "chats.draft.";
/// For so long a draft is kept, in ms: a week.
const KEPT: i64 = 7 * 24 * 3_600_000;

thread_local! {
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Keeps what is written in a field of a record, `key` naming both.
pub fn keep(key: &str, text: &str) {
    let name = format!("{PREFIX}{key}");
    let stored = format!("{}\n{text}", clock::now().0);
    MEMORY.with_borrow_mut(|memory| memory.insert(name.clone(), stored.clone()));
    if let Some(storage) = storage() {
        // A full or forbidden store is no loss: the memory keeps it for this page.
        let _ = storage.set_item(&name, &stored);
    }
}

/// A text that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What was written.
    pub text: String,
    /// When, by the machine's clock.
    pub at: Millis,
}

/// What was kept and not forgotten.
#[must_use]
pub fn read(key: &str) -> Option<Kept> {
    let name = format!("{PREFIX}{key}");
    let stored = storage().and_then(|storage| storage.get_item(&name).ok().flatten());
    let stored = stored.or_else(|| MEMORY.with_borrow(|memory| memory.get(&name).cloned()))?;
    let (at, text) = stored.split_once('\n')?;
    Some(Kept { text: text.to_owned(), at: Millis(at.parse().ok()?) })
}

/// Forgets a draft: it is saved or not wanted.
pub fn forget(key: &str) {
    let name = format!("{PREFIX}{key}");
    MEMORY.with_borrow_mut(|memory| memory.remove(&name));
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&name);
    }
}

/// Forgets the drafts of records that nobody came back to for a week; once a session is enough.
pub fn forget_old() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or_default();
    let names: Vec<String> = (0..count).filter_map(|nth| storage.key(nth).ok().flatten()).collect();
    for name in names.iter().filter(|name| name.starts_with(PREFIX)) {
        let stored = storage.get_item(name).ok().flatten().unwrap_or_default();
        let kept_at = stored.split_once('\n').and_then(|(at, _)| at.parse().ok()).map(Millis);
        if kept_at.is_none_or(|kept_at| clock::now().since(kept_at) > KEPT) {
            let _ = storage.remove_item(name);
        }
    }
}
