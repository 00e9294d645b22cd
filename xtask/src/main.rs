//! The project's own commands: `cargo xtask serve`, `build`, `test` and `bench`.

mod build;
mod process;
mod serve;
mod step;
mod test;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
Usage:
  cargo xtask serve [--port PORT] [--data FOLDER]   build everything and run it here
  cargo xtask build                                 make the release bundle in dist/
  cargo xtask test [PART] [FILTER]                  run all checks, or one part of them
                                                    (lint, unit, wasm, conformance, odata, journeys)
  cargo xtask bench                                 measure the desk next to a plain page";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            step::say(&format!("\nerror: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    process::end_children_on_interrupt()?;
    std::env::set_current_dir(repository()?)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve", options @ ..] => serve::serve(options)?,
        ["build"] => build::build()?,
        ["finish"] => build::finish()?,
        ["bench"] => test::journeys::bench()?,
        ["test", selection @ ..] => return test::test(selection),
        [] | ["help" | "--help" | "-h"] => step::say(USAGE),
        unknown => bail!("`{}` is not a command\n{USAGE}", unknown.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder of the whole project, in which every command runs. Cargo says where it is now: a
/// build folder can outlive the checkout that it was made for.
fn repository() -> Result<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").context("run it as `cargo xtask`")?;
    let here = PathBuf::from(here);
    Ok(here.parent().context("xtask lies in the project's folder")?.to_path_buf())
}
