//! Where the app is: a hash route, so that any server and any base path will do.

use std::fmt;

use crate::ids::ConversationId;

/// A place in the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// `#/`: the work area with the communication panel beside it.
    #[default]
    Desk,
    /// `#/panel`: the communication panel alone, for a narrow frame.
    Panel,
    /// `#/history`: the list of all chats in the work area.
    History,
    /// `#/chat/<conversation>`: one chat in the work area.
    Chat(ConversationId),
}

impl Route {
    /// Reads a route from an address's hash; whatever it does not know is the desk.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        match path.split_once('/') {
            None if path == "panel" => Self::Panel,
            None if path == "history" => Self::History,
            Some(("chat", id)) => id.parse().map_or(Self::Desk, Self::Chat),
            _ => Self::Desk,
        }
    }
}

impl fmt::Display for Route {
    /// Writes the address's hash, with its `#`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Desk => f.write_str("#/"),
            Self::Panel => f.write_str("#/panel"),
            Self::History => f.write_str("#/history"),
            Self::Chat(id) => write!(f, "#/chat/{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let chat = Route::Chat(ConversationId(Uuid::from_u128(7)));
        for route in [Route::Desk, Route::Panel, Route::History, chat] {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn the_unknown_is_the_desk() {
        for hash in ["", "#", "#/", "#/nowhere", "#/chat", "#/chat/", "#/chat/7", "#/panel/x"] {
            assert_eq!(Route::parse(hash), Route::Desk, "{hash}");
        }
    }

    #[test]
    fn slashes_around_do_not_matter() {
        assert_eq!(Route::parse("#panel"), Route::Panel);
        assert_eq!(Route::parse("#/panel/"), Route::Panel);
    }
}
