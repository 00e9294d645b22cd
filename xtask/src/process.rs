//! Child processes that never outlive this one.
//!
//! Every child leads a process group of its own, so that ending it ends what it started
//! too, and Ctrl-C in the terminal reaches the children through us alone, in order.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::step;

/// The process groups that run now.
static RUNNING: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

/// How long a child may take to end by itself once it is asked to.
const GRACE: Duration = Duration::from_secs(3);

/// On Ctrl-C (or a request to terminate) ends the children, then this process.
pub(crate) fn end_children_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        for group in running().clone() {
            end(group);
        }
        step::say("\nstopped");
        std::process::exit(130);
    })
    .context("cannot listen for Ctrl-C")
}

/// A child that runs until it is dropped.
pub(crate) struct Background(Child);

impl Background {
    pub(crate) fn start(command: &mut Command) -> Result<Background> {
        spawn(command).map(Background)
    }

    /// The exit status when the child has ended by itself.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }

    /// Waits until the child ends by itself.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.0.wait()?)
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        let group = group(&self.0);
        if let Ok(None) = self.0.try_wait() {
            end(group);
        }
        // The status of a child that was told to end says nothing.
        let _ = self.0.wait();
        running().remove(&group);
    }
}

/// Runs a command to its end; anything but success is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = run_to_end(command)?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a command to its end, whatever its end is.
pub(crate) fn run_to_end(command: &mut Command) -> Result<ExitStatus> {
    Background::start(command)?.wait()
}

/// Runs a command, shows its standard output and gives each line to `watch` as well.
pub(crate) fn run_watched(command: &mut Command, mut watch: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut child = Background::start(command.stdout(Stdio::piped()))?;
    let output = child.0.stdout.take().context("standard output is piped")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        step::say(&line);
        watch(&line);
    }
    child.wait()
}

/// What a command prints, if it can be run and succeeds.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first program on the search path with one of these names.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

/// `cargo`, as the one that runs us.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn spawn(command: &mut Command) -> Result<Child> {
    let child = command
        .stdin(Stdio::null())
        .process_group(0)
        .spawn()
        .with_context(|| format!("cannot start `{}`", command.get_program().display()))?;
    running().insert(group(&child));
    Ok(child)
}

/// Asks a process group to end, and insists when it takes its time.
fn end(group: i32) {
    let group = Pid::from_raw(group);
    let asked = Instant::now();
    if killpg(group, Signal::SIGTERM).is_err() {
        return;
    }
    while asked.elapsed() < GRACE && killpg(group, None).is_ok() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = killpg(group, Signal::SIGKILL);
}

fn group(child: &Child) -> i32 {
    child.id().cast_signed()
}

fn running() -> std::sync::MutexGuard<'static, BTreeSet<i32>> {
    RUNNING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
