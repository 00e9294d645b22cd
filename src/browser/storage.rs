//! Small settings that outlive a reload, kept in memory where the browser refuses to store.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use leptos::prelude::window;

use crate::ids::UserId;

/// What is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Light or dark; absent: as the system.
    Theme,
    /// Whether the panel beside the work area is open, and what it shows.
    Panel,
    /// The user name that last logged in.
    User,
    /// Whether a record's files show as tiles.
    Files,
    /// The emoji that were chosen lately.
    Emoji,
    /// The ready-made texts that this user was offered last.
    Replies(UserId),
    /// How often this user took each ready-made text.
    RepliesUsed(UserId),
}

impl Key {
    fn name(self) -> Cow<'static, str> {
        match self {
            Self::Theme => "chats.theme".into(),
            Self::Panel => "chats.panel".into(),
            Self::User => "chats.user".into(),
            Self::Files => "chats.files".into(),
            Self::Emoji => "chats.emoji".into(),
            Self::Replies(user) => format!("chats.replies.{user}").into(),
            Self::RepliesUsed(user) => format!("chats.replies.used.{user}").into(),
        }
    }
}

thread_local! {
    static MEMORY: RefCell<BTreeMap<Key, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Reads a setting.
#[must_use]
pub fn read(key: Key) -> Option<String> {
    let stored = storage().and_then(|storage| storage.get_item(&key.name()).ok().flatten());
    stored.or_else(|| MEMORY.with_borrow(|memory| memory.get(&key).cloned()))
}

/// Writes a setting.
pub fn write(key: Key, value: &str) {
    MEMORY.with_borrow_mut(|memory| memory.insert(key, value.to_owned()));
    if let Some(storage) = storage() {
        // A full or forbidden store is no loss: the memory keeps it for this page.
        let _ = storage.set_item(&key.name(), value);
    }
}

/// Forgets a setting.
pub fn remove(key: Key) {
    MEMORY.with_borrow_mut(|memory| memory.remove(&key));
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key.name());
    }
}

/// The browser's store; a partitioned frame may have none or throw.
pub(super) fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
