//! Processes that end with this one, however it ends.

use std::io::{BufRead, BufReader, Lines};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child as Process, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

/// A program and all that it starts; dropping it is `kill -9`.
///
/// A shell stands between: it sees its input close when this process is gone, even when it
/// was killed, and then kills the group.
pub(crate) struct Child(Process);

const SHELL: &str = r#""$0" "$@" </dev/null & exec >/dev/null; cat; kill -9 0"#;

impl Child {
    /// Starts a program; its standard output is to be read.
    pub(crate) fn start(
        program: &Path,
        arguments: &[&str],
    ) -> Result<(Child, Lines<BufReader<ChildStdout>>)> {
        let mut process = Command::new("sh")
            .args(["-c", SHELL])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = process.stdout.take().context("standard output is piped")?;
        Ok((Child(process), BufReader::new(output).lines()))
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing to do.
        let _ = killpg(Pid::from_raw(self.0.id().cast_signed()), Signal::SIGKILL);
        let _ = self.0.wait();
    }
}
