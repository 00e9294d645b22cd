//! Where Webitel is, and who one is there.

use std::fmt;

/// Addresses of a Webitel server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Where the WebSocket is opened.
    pub socket: String,
    /// What REST paths such as `/api/login` are put behind.
    pub rest: String,
}

impl Server {
    /// A server whose WebSocket and REST interfaces lie at these places; see `config.json`.
    #[must_use]
    pub fn new(socket: &str, rest: &str) -> Self {
        let socket = socket.trim_end_matches('/');
        let socket = match socket.strip_prefix("http") {
            Some(rest) => format!("ws{rest}"),
            None => socket.to_owned(),
        };
        Self {
            socket: format!(
                "{socket}/websocket?application_name=webitel_chats&ver={}",
                env!("CARGO_PKG_VERSION")
            ),
            rest: rest.trim_end_matches('/').to_owned(),
        }
    }
}

/// An access token. It is shown nowhere: not in a log, not in an address.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token from a login or from a host.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The token's text, for a header, a challenge or the stand-alone page's storage.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Server, Token};

    #[test]
    fn addresses_are_put_together() {
        let server = Server::new("https://host:8080/ws/", "https://host:8080/");
        assert!(server.socket.starts_with("wss://host:8080/ws/websocket?"));
        assert_eq!(server.rest, "https://host:8080");
    }

    #[test]
    fn a_token_is_not_printed() {
        assert!(!format!("{:?}", Token::new("secret".to_owned())).contains("secret"));
    }
}
