//! Where the app is: a hash route, so that any server and any base path will do.

use std::fmt;

use crate::ids::crm::LookupId;
use crate::ids::{ConversationId, FileId};

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
    /// `#/designer`: where the system is set up.
    Designer,
    /// `#/lookups`: the list of lookups.
    Lookups,
    /// `#/lookups/<lookup>`: the rows of one lookup.
    LookupContent(LookupId),
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
            None if path == "designer" => Self::Designer,
            None if path == "lookups" => Self::Lookups,
            Some(("lookups", id)) => id.parse().map_or(Self::Desk, |id| Self::LookupContent(LookupId(id))),
            Some(("chat", rest)) => chat(rest).map_or(Self::Desk, |(id, _)| Self::Chat(id)),
            _ => Self::Desk,
        }
    }

    /// The section in which it lies.
    #[must_use]
    pub fn section(self) -> Self {
        match self {
            Self::Lookups | Self::LookupContent(_) => Self::Designer,
            other => other,
        }
    }
}

/// A file that was sent in a chat, `#/chat/<conversation>/file/<file>`: it leads to the chat, and
/// the file is fetched there with whatever tells who asks. So the address holds no secret, and works
/// as long as the file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRoute {
    /// The chat.
    pub chat: ConversationId,
    /// The file.
    pub file: FileId,
}

impl FileRoute {
    /// Reads it from an address's hash; `None` for any other route.
    #[must_use]
    pub fn parse(hash: &str) -> Option<Self> {
        let (chat, file) = self::chat(hash.trim_start_matches('#').trim_matches('/').strip_prefix("chat/")?)?;
        Some(Self { chat, file: file? })
    }
}

/// What stands behind `chat/`.
fn chat(rest: &str) -> Option<(ConversationId, Option<FileId>)> {
    match rest.split_once("/file/") {
        Some((chat, file)) => Some((chat.parse().ok()?, Some(FileId(file.parse().ok()?)))),
        None => Some((rest.parse().ok()?, None)),
    }
}

impl fmt::Display for FileRoute {
    /// Writes the address's hash, with its `#`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/file/{}", Route::Chat(self.chat), self.file)
    }
}

impl fmt::Display for Route {
    /// Writes the address's hash, with its `#`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Desk => f.write_str("#/"),
            Self::Panel => f.write_str("#/panel"),
            Self::History => f.write_str("#/history"),
            Self::Designer => f.write_str("#/designer"),
            Self::Lookups => f.write_str("#/lookups"),
            Self::LookupContent(id) => write!(f, "#/lookups/{id}"),
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
        let content = Route::LookupContent(LookupId(Uuid::from_u128(8)));
        let sections = [Route::Desk, Route::Panel, Route::History, Route::Designer, Route::Lookups];
        for route in sections.into_iter().chain([chat, content]) {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn a_file_leads_to_its_chat() {
        let route = FileRoute { chat: ConversationId(Uuid::from_u128(7)), file: FileId(501) };
        assert_eq!(FileRoute::parse(&route.to_string()), Some(route));
        assert_eq!(Route::parse(&route.to_string()), Route::Chat(route.chat));
        let chat = Route::Chat(route.chat).to_string();
        for hash in ["", "#/panel", &chat, &format!("{chat}/file/"), &format!("{chat}/file/x")] {
            assert_eq!(FileRoute::parse(hash), None, "{hash}");
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
