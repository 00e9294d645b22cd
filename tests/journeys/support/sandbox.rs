//! A server of one's own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::Value;
use tempfile::TempDir;

use super::child::Child;

/// A sandbox with its own port and data, ended with the test.
pub(crate) struct Sandbox {
    process: Option<Child>,
    /// The folder of the page at `/`.
    bundle: PathBuf,
    port: u16,
    data: TempDir,
}

impl Sandbox {
    /// Starts one with the demo data, which serves the desk.
    pub(crate) fn start() -> Result<Sandbox> {
        Self::serving("dist")
    }

    /// Starts one that serves another page.
    pub(crate) fn serving(bundle: &str) -> Result<Sandbox> {
        let data = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
        let mut sandbox = Sandbox { process: None, bundle: root().join(bundle), port: 0, data };
        sandbox.run()?;
        Ok(sandbox)
    }

    /// Starts one whose desk finds this in a file beside it.
    pub(crate) fn configured(file: &str, content: &Value) -> Result<Sandbox> {
        let data = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
        let bundle = data.path().join("desk");
        copy(&root().join("dist"), &bundle)?;
        let mut sandbox = Sandbox { process: None, bundle, port: 0, data };
        sandbox.configure(file, content)?;
        sandbox.run()?;
        Ok(sandbox)
    }

    /// Changes a file beside the desk; only of one that was started as configured.
    pub(crate) fn configure(&self, file: &str, content: &Value) -> Result<()> {
        Ok(fs::write(self.bundle.join(file), content.to_string())?)
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
        let program =
            std::env::var_os("SANDBOX").map_or_else(|| root().join("target/debug/sandbox"), PathBuf::from);
        let (port, dist) = (self.port.to_string(), self.bundle.to_string_lossy());
        let data = self.data.path().to_string_lossy().into_owned();
        let arguments = ["--port", &port, "--data", &data, "--dist", &dist];
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

/// Copies a folder.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The repository's folder.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The port in the line by which the sandbox says where it listens.
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://127.0.0.1:")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
