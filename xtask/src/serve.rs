//! `cargo xtask serve`: builds what changed, starts the sandbox and says where to go.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::{self, Background};
use crate::step::{Step, say};
use crate::{build, tools::Tools};

/// How long the sandbox may take until it answers.
const START_LIMIT: Duration = Duration::from_secs(20);

pub(crate) fn serve(options: &[&str]) -> Result<()> {
    let (mut port, mut data) = (8080, PathBuf::from("target/sandbox"));
    let mut words = options.iter();
    while let Some(option) = words.next() {
        let mut value = || words.next().with_context(|| format!("{option} needs a value"));
        match *option {
            "--port" => port = value()?.parse().ok().context("--port needs a number up to 65535")?,
            "--data" => data = PathBuf::from(value()?),
            _ => bail!("serve knows --port and --data, not {option}"),
        }
    }
    // Before minutes go into the build.
    need_free(port)?;
    build::bundle(&Tools::ready()?)?;
    build_sandbox(&[])?;
    let mut sandbox = start_sandbox(port, &data)?;
    greet(port, &data);
    let status = sandbox.wait()?;
    bail!("the sandbox ended ({status})")
}

/// Compiles the sandbox, and the targets that `also` names. Tests name theirs: with them the
/// dependencies get other features, and all parts shall share one build.
pub(crate) fn build_sandbox(also: &[&str]) -> Result<()> {
    let step = Step::start("Building the sandbox (about 2 minutes the first time)");
    process::run(process::cargo().args(["build", "--locked", "--workspace", "--bin", "sandbox"]).args(also))?;
    step.done();
    Ok(())
}

/// Starts the sandbox and waits until it answers.
pub(crate) fn start_sandbox(port: u16, data: &Path) -> Result<Background> {
    need_free(port)?;
    let step = Step::start(format!("Starting the sandbox on port {port}"));
    let mut sandbox = Background::start(
        Command::new("target/debug/sandbox")
            .arg("--port")
            .arg(port.to_string())
            .arg("--data")
            .arg(data)
            // It says where it listens, as we do.
            .stdout(Stdio::null()),
    )?;
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if let Some(status) = sandbox.ended()? {
            bail!("the sandbox ended while starting ({status})");
        }
        if started.elapsed() > START_LIMIT {
            bail!("the sandbox does not answer on port {port}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    step.done();
    Ok(sandbox)
}

fn need_free(port: u16) -> Result<()> {
    if TcpStream::connect(("127.0.0.1", port)).is_ok() {
        bail!("something listens on port {port} already: end it, or choose another one with --port");
    }
    Ok(())
}

fn greet(port: u16, data: &Path) {
    say(&format!(
        "
  Agent's desk       http://localhost:{port}/
  Customer's page    http://localhost:{port}/customer

  Log in as          anna, bohdan or carmen; dmytro takes calls only
  Password           demo

  The data lies in {}; remove the folder to start afresh.
  Ctrl-C ends it.
",
        data.display()
    ));
}
