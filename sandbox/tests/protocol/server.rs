//! A sandbox of one's own: own port, own data folder, gone at the end.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::Desk;

/// A running sandbox.
pub(crate) struct Sandbox {
    process: Child,
    pub(crate) port: u16,
    data: PathBuf,
}

impl Sandbox {
    /// Starts one with nothing in it.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts one with further arguments, which do not outlive a restart.
    pub(crate) fn start_with(more: &[&str]) -> Self {
        let data = std::env::temp_dir().join(format!("sandbox-{}", uuid::Uuid::new_v4()));
        let (process, port) = launch(&data, more);
        Self { process, port, data }
    }

    /// Starts one with the queue `Q`, of these settings, and with Ann, who serves it and is online.
    pub(crate) async fn with_ann(queue: Value) -> (Self, Desk) {
        let sandbox = Self::start();
        sandbox.queue("Q", queue);
        sandbox.agent("ann", json!({}));
        let ann = sandbox.online("ann").await;
        (sandbox, ann)
    }

    /// Asks the process to end, as Ctrl-C does; whether it did so well in time.
    pub(crate) fn interrupt(&mut self, within: Duration) -> bool {
        let pid = self.process.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().unwrap();
        let deadline = Instant::now() + within;
        while Instant::now() < deadline {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Ends the process without warning and starts it again on the same data.
    pub(crate) fn kill_and_restart(&mut self) {
        self.kill();
        self.restart();
    }

    /// Ends the process without warning.
    pub(crate) fn kill(&self) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
    }

    /// Waits for the end of the process and starts it again on the same data.
    pub(crate) fn restart(&mut self) {
        self.process.wait().unwrap();
        (self.process, self.port) = launch(&self.data, &[]);
    }

    /// Posts JSON; panics if the sandbox refuses.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.try_post(path, body);
        assert!(status < 300, "POST {path} {body}: {status} {answer}");
        answer
    }

    /// Posts JSON.
    pub(crate) fn try_post(&self, path: &str, body: &Value) -> (u16, Value) {
        let agent = agent();
        let mut answer = agent.post(self.url(path)).send_json(body).unwrap();
        (answer.status().as_u16(), answer.body_mut().read_json().unwrap_or(Value::Null))
    }

    /// Gets JSON; panics if the sandbox refuses.
    pub(crate) fn get(&self, path: &str) -> Value {
        let mut answer = agent().get(self.url(path)).call().unwrap();
        assert!(answer.status().is_success(), "GET {path}: {}", answer.status());
        answer.body_mut().read_json().unwrap()
    }

    /// Deletes; panics if the sandbox refuses.
    pub(crate) fn delete(&self, path: &str) {
        let answer = agent().delete(self.url(path)).call().unwrap();
        assert!(answer.status().is_success(), "DELETE {path}: {}", answer.status());
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A queue; `more` overrides its settings.
    pub(crate) fn queue(&self, name: &str, more: Value) -> i64 {
        let mut queue = json!({"name": name, "skills": ["support"], "team": "Team"});
        merge(&mut queue, more);
        self.post("/sandbox/queues", &queue)["id"].as_i64().unwrap()
    }

    /// An agent; `more` overrides the settings.
    pub(crate) fn agent(&self, user: &str, more: Value) -> Value {
        let mut agent = json!({"user": user, "team": "Team", "skills": ["support"]});
        merge(&mut agent, more);
        self.post("/sandbox/agents", &agent)
    }

    /// A token of a user.
    pub(crate) fn token(&self, user: &str) -> String {
        self.post("/sandbox/tokens", &json!({"user": user}))["token"].as_str().unwrap().to_owned()
    }

    /// A desk that is connected, subscribed to everything and online.
    pub(crate) async fn online(&self, user: &str) -> Desk {
        let mut desk = self.desk(user).await;
        desk.ok("cc_agent_online", json!({"agent_id": desk.agent_id})).await;
        desk
    }

    /// A desk that is connected and subscribed to everything.
    pub(crate) async fn desk(&self, user: &str) -> Desk {
        let mut desk = Desk::connect(self.port).await;
        desk.authenticate(&self.token(user)).await;
        desk.subscribe().await;
        desk
    }

    /// A chat that a customer begins.
    pub(crate) fn chat(&self, queue: &str, name: &str) -> Chat<'_> {
        let start = json!({"source": "telegram", "name": name, "queue": queue});
        let started = self.post("/customer/chats", &start);
        let text = |field: &str| started[field].as_str().unwrap().to_owned();
        Chat { sandbox: self, id: text("id"), token: text("token") }
    }

    /// How a conversation stands.
    pub(crate) fn conversation(&self, id: &str) -> Value {
        self.get(&format!("/sandbox/conversations/{id}"))
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _waited = self.process.wait();
        let _removed = std::fs::remove_dir_all(&self.data);
    }
}

/// A customer's chat.
pub(crate) struct Chat<'a> {
    sandbox: &'a Sandbox,
    pub(crate) id: String,
    pub(crate) token: String,
}

impl Chat<'_> {
    /// The customer writes.
    pub(crate) fn say(&self, text: &str) -> i64 {
        let path = self.path("messages");
        self.sandbox.post(&path, &json!({"text": text}))["id"].as_i64().unwrap()
    }

    /// The customer ends the chat.
    pub(crate) fn end(&self) {
        self.sandbox.post(&self.path("end"), &json!({}));
    }

    /// What the customer sees.
    pub(crate) fn texts(&self) -> Vec<String> {
        let answer = self.sandbox.get(&self.path("messages"));
        let messages = answer["messages"].as_array().unwrap();
        messages.iter().map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn path(&self, what: &str) -> String {
        format!("/customer/chats/{}/{what}?token={}", self.id, self.token)
    }
}

fn launch(data: &std::path::Path, more: &[&str]) -> (Child, u16) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--port", "0", "--no-seed", "--data"])
        .arg(data)
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
    let port = port.unwrap_or_else(|| panic!("no port in {line:?}"));
    (process, port.parse().unwrap())
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}
