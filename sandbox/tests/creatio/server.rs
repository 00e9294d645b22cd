//! A sandbox of one's own with the demo data, and desks at it.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use webitel_chats::client::creatio::Crm;
use webitel_chats::client::creatio::gate::Gate;
use webitel_chats::client::creatio::settings::Settings;
use webitel_chats::client::platform::Platform;
use webitel_chats::domain::record::{HistoryFilter, HistoryRow, HistorySort};

use crate::machine::Machine;

/// A running sandbox.
pub(crate) struct Sandbox {
    process: Child,
    port: u16,
    data: PathBuf,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _waited = self.process.wait();
        let _removed = std::fs::remove_dir_all(&self.data);
    }
}

impl Sandbox {
    /// Starts one.
    pub(crate) fn start() -> Self {
        let data = std::env::temp_dir().join(format!("sandbox-{}", uuid::Uuid::new_v4()));
        let mut process = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["--port", "0", "--data"])
            .arg(&data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        Self { process, port: port.parse().unwrap(), data }
    }

    /// A client at which nobody is signed in.
    pub(crate) fn crm(&self) -> Crm<Machine> {
        let site = format!("http://127.0.0.1:{}", self.port);
        Crm::new(Machine::default(), &site, Ok(Settings::default()), Gate::default())
    }

    /// A client at which this user is signed in.
    pub(crate) async fn signed_in(&self, user: &str) -> Crm<Machine> {
        let crm = self.crm();
        crm.sign_in(user, "demo").await.unwrap();
        crm.platform().count();
        crm
    }

    /// Tells the sandbox's own interface.
    pub(crate) fn tell(&self, method: &str, path: &str, body: &Value) -> Value {
        let uri = format!("http://127.0.0.1:{}/sandbox/creatio/{path}", self.port);
        let request = ureq::http::Request::builder().method(method).uri(uri);
        let request = request.header("Content-Type", "application/json").body(body.to_string()).unwrap();
        ureq::run(request).unwrap().body_mut().read_json().unwrap_or_default()
    }
}

/// The newest chat of the demo data.
pub(crate) async fn newest(crm: &Crm<Machine>) -> HistoryRow {
    let now = crm.platform().now();
    let page = crm.history(&HistoryFilter::default(), HistorySort::default(), now, 0).await.unwrap();
    crm.platform().count();
    page.rows.into_iter().next().unwrap()
}
