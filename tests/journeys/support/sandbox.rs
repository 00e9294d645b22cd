//! A server of one's own.

use std::path::PathBuf;

use anyhow::{Result, bail};
use tempfile::TempDir;

use super::child::Child;

/// A sandbox with its own port and data, ended with the test.
pub(crate) struct Sandbox {
    process: Option<Child>,
    port: u16,
    data: TempDir,
}

impl Sandbox {
    /// Starts one with the demo data.
    pub(crate) fn start() -> Result<Sandbox> {
        let data = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
        let mut sandbox = Sandbox { process: None, port: 0, data };
        sandbox.run()?;
        Ok(sandbox)
    }

    /// An address on this server; `path` begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.process = None;
    }

    /// Starts it again on the same port and data.
    pub(crate) fn restart(&mut self) -> Result<()> {
        self.kill();
        self.run()
    }

    fn run(&mut self) -> Result<()> {
        let program = path("SANDBOX", "target/debug/sandbox");
        let (port, dist) = (self.port.to_string(), path("DIST", "dist"));
        let data = self.data.path().to_string_lossy().into_owned();
        let arguments = ["--port", &port, "--data", &data, "--dist", &dist.to_string_lossy()];
        let (process, mut output) = Child::start(&program, &arguments)?;
        self.process = Some(process);
        for line in output.by_ref() {
            if let Some(port) = port_in(&line?) {
                self.port = port;
                std::thread::spawn(move || output.for_each(drop));
                return Ok(());
            }
        }
        bail!("{} ended before it listened", program.display())
    }
}

/// A place in the repository, or the one that the variable names instead.
fn path(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(usual), PathBuf::from)
}

/// The port in the line by which the sandbox says where it listens.
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://127.0.0.1:")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
