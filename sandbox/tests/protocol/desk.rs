//! An agent's client, as small as can be: it notes every frame in the order of arrival.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// How long something that must come may take.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Desk {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    seq: i64,
    pub(crate) agent_id: i64,
    /// Every frame that came and was not yet looked at.
    frames: Vec<Value>,
}

impl Desk {
    pub(crate) async fn connect(port: u16) -> Self {
        let url = format!("ws://127.0.0.1:{port}/ws/websocket?application_name=test&ver=1");
        let (socket, _) = tokio_tungstenite::connect_async(url).await.unwrap();
        Self { socket, seq: 0, agent_id: 0, frames: Vec::new() }
    }

    pub(crate) async fn authenticate(&mut self, token: &str) {
        self.ok("authentication_challenge", json!({"token": token})).await;
        let hello = self.event("hello").await;
        assert_eq!(hello["seq"], 0);
    }

    /// Asks for everything, in the order of a desk that starts.
    pub(crate) async fn subscribe(&mut self) -> Value {
        let session = self.ok("cc_agent_session", json!({})).await;
        self.agent_id = session["agent_id"].as_i64().unwrap();
        self.ok("cc_agent_tasks", json!({"agent_id": self.agent_id})).await;
        self.ok("cc_agent_subscribe_status", json!({"agent_id": self.agent_id})).await;
        self.ok("subscribe_users_status", json!({})).await;
        self.ok("subscribe_chat", json!({})).await
    }

    /// Sends any text.
    pub(crate) async fn send_raw(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// Asks and does not wait; returns the number of the request.
    pub(crate) async fn ask(&mut self, action: &str, data: Value) -> i64 {
        self.seq += 1;
        let request = json!({"seq": self.seq, "action": action, "data": data});
        self.send_raw(&request.to_string()).await;
        self.seq
    }

    /// Asks and waits for the whole reply; the events before it stay to be looked at, and the
    /// reply too, for tests about order.
    pub(crate) async fn call(&mut self, action: &str, data: Value) -> Value {
        let seq = self.ask(action, data).await;
        loop {
            if let Some(reply) = self.frames.iter().find(|frame| frame["seq_reply"] == seq) {
                return reply.clone();
            }
            self.read().await;
        }
    }

    /// Asks for something that must succeed; returns its data.
    pub(crate) async fn ok(&mut self, action: &str, data: Value) -> Value {
        let reply = self.call(action, data).await;
        assert_eq!(reply["status"], "OK", "{action}: {reply}");
        reply["data"].clone()
    }

    /// Asks for something that must be refused; returns the error.
    pub(crate) async fn fail(&mut self, action: &str, data: Value) -> Value {
        let reply = self.call(action, data).await;
        assert_eq!(reply["status"], "FAIL", "{action}: {reply}");
        reply["error"].clone()
    }

    /// Waits for a frame by its label, such as `chat/message`, and takes it out.
    pub(crate) async fn event(&mut self, wanted: &str) -> Value {
        loop {
            if let Some(at) = self.frames.iter().position(|frame| label(frame) == wanted) {
                return self.frames.remove(at);
            }
            self.read().await;
        }
    }

    /// The data of the next chat event of this kind.
    pub(crate) async fn chat(&mut self, kind: &str) -> Value {
        self.event(&format!("chat/{kind}")).await["data"]["data"].clone()
    }

    /// The data of the next channel event with this status.
    pub(crate) async fn channel(&mut self, status: &str) -> Value {
        self.event(&format!("channel/{status}")).await["data"].clone()
    }

    /// Forgets what came.
    pub(crate) fn forget(&mut self) {
        self.frames.clear();
    }

    /// The labels of what came since, waiting until the last of them is this one.
    pub(crate) async fn labels_until(&mut self, last: &str) -> Vec<String> {
        while !self.frames.iter().any(|frame| label(frame) == last) {
            self.read().await;
        }
        let labels = self.frames.iter().map(label).collect();
        self.frames.clear();
        labels
    }

    /// Whether such a frame comes within a time; it stays to be looked at.
    pub(crate) async fn hears(&mut self, wanted: &str, within: Duration) -> bool {
        let listen = async {
            while !self.frames.iter().any(|frame| label(frame) == wanted) {
                self.read().await;
            }
        };
        tokio::time::timeout(within, listen).await.is_ok()
    }

    /// Waits until a queue's invitation rings; returns its data.
    pub(crate) async fn rings(&mut self) -> Value {
        let invite = self.chat("user_invite").await;
        self.channel("distribute").await;
        self.channel("offering").await;
        invite
    }

    /// Whether nothing at all comes within a time.
    pub(crate) async fn hears_nothing(&mut self, within: Duration) -> bool {
        tokio::time::timeout(within, self.read()).await.is_err()
    }

    /// Accepts the next invitation; returns its data.
    pub(crate) async fn accept(&mut self) -> Value {
        let invite = self.chat("user_invite").await;
        self.ok("join_chat", json!({"invite_id": invite["invite_id"]})).await;
        self.channel("bridged").await;
        invite
    }

    /// Waits until the server ends the socket.
    pub(crate) async fn closed(&mut self) {
        let over = async {
            while let Some(Ok(message)) = self.socket.next().await {
                if message.is_close() {
                    return;
                }
            }
        };
        tokio::time::timeout(PATIENCE, over).await.expect("the server keeps the socket");
    }

    async fn read(&mut self) {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.socket.next()).await;
            let message = message.unwrap_or_else(|_| panic!("nothing came; known: {:?}", self.labels()));
            match message.expect("the socket is over").unwrap() {
                Message::Text(text) => return self.frames.push(serde_json::from_str(&text).unwrap()),
                Message::Close(_) => panic!("the server closed the socket"),
                _ => {}
            }
        }
    }

    fn labels(&self) -> Vec<String> {
        self.frames.iter().map(label).collect()
    }
}

/// What a frame is, in a word.
fn label(frame: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match frame["event"].as_str() {
        None if frame["status"] == "OK" => "OK".to_owned(),
        None => format!("FAIL {}", text(&frame["error"]["id"])),
        Some("chat") => format!("chat/{}", text(&frame["data"]["action"])),
        Some("notification") => format!("notification/{}", text(&frame["data"]["notification"]["action"])),
        Some(event @ ("channel" | "agent_status")) => format!("{event}/{}", text(&frame["data"]["status"])),
        Some(event) => event.to_owned(),
    }
}
