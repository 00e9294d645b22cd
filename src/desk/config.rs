//! Where the server is: `config.json` beside the bundle.

use leptos::prelude::window;
use serde::Deserialize;

use crate::client::creatio::settings::Unread;
use crate::client::server::Server;

/// What a deployment can set. Everything has a working default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The Webitel server.
    pub webitel: WebitelConfig,
    /// Creatio; see README, "Pointing it at Creatio".
    pub creatio: Unread,
}

/// Where Webitel is; by default where the page comes from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebitelConfig {
    /// Base of the WebSocket, such as `wss://webitel.example/ws`.
    pub socket: Option<String>,
    /// Base of REST, such as `https://webitel.example`; `/api/…` is put behind it.
    pub rest: Option<String>,
}

/// `config.json` is there but can't be read; the text says why, for whoever deploys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(pub String);

impl Config {
    /// Reads `config.json`. Without one everything has its default.
    ///
    /// # Errors
    /// If the file is there but is no valid configuration: to go on with other servers than were
    /// meant would be worse.
    pub async fn load() -> Result<Self, ConfigError> {
        let Ok(answer) = gloo_net::http::Request::get("config.json").send().await else {
            return Ok(Self::default());
        };
        if !answer.ok() {
            return Ok(Self::default());
        }
        answer.json().await.map_err(|error| ConfigError(error.to_string()))
    }

    /// Where the page comes from; there is Creatio, too, unless its settings say otherwise.
    #[must_use]
    pub fn site() -> String {
        window().location().origin().unwrap_or_default()
    }

    /// The server's addresses.
    #[must_use]
    pub fn server(&self) -> Server {
        let origin = window().location().origin().unwrap_or_default();
        let socket = self.webitel.socket.clone().unwrap_or_else(|| format!("{origin}/ws"));
        Server::new(&socket, self.webitel.rest.as_deref().unwrap_or(&origin))
    }
}
