//! `cargo xtask build`: the release bundle in `dist/`.

mod split;
mod styles;

use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::step::{Step, say};
use crate::tools::Tools;

/// What the bundle is made of: when none of it changed, the bundle stands.
const SOURCES: [&str; 10] = [
    "Cargo.lock",
    ".cargo/config.toml",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/build.rs",
    "xtask/src/build",
];

/// The digest of the sources that `dist/` was made of.
const STAMP: &str = "target/xtask/bundle";

pub(crate) fn build() -> Result<()> {
    bundle(&Tools::ready()?)?;
    print_sizes()
}

/// Makes the bundle unless it is there already.
pub(crate) fn bundle(tools: &Tools) -> Result<()> {
    let digest = digest()?;
    if Path::new("dist/index.html").exists() && fs::read_to_string(STAMP).is_ok_and(|stamp| stamp == digest) {
        return Ok(());
    }
    let step = Step::start("Building the release bundle (3 to 5 minutes the first time)");
    let mut trunk = tools.trunk()?;
    // Trunk would download a tool that it does not find; ours are installed.
    trunk.args(["build", "--release", "--locked", "--offline", "true"]);
    // The bundle does not tell where it was built; these flags join those in .cargo/config.toml.
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remaps());
    process::run(&mut trunk)?;
    step.done();
    fs::create_dir_all("target/xtask")?;
    fs::write(STAMP, digest)?;
    Ok(())
}

/// Takes the folders of this machine out of the texts of panics.
fn remaps() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    home.map(|home| format!("--remap-path-prefix={}=", home.join("registry/src").display()))
        .unwrap_or_default()
}

/// `cargo xtask finish`, which Trunk runs at the end of each build, as `Trunk.toml` says.
pub(crate) fn finish() -> Result<()> {
    let variable = |name| std::env::var(name).with_context(|| format!("{name} is not set: Trunk runs this"));
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let (tools, profile) = (Tools::ready()?, variable("TRUNK_PROFILE")?);
    split::split(&tools, &staging, &profile)?;
    styles::join(&tools, &staging, &profile)
}

/// Writes a script or a style file anew without what only people need.
fn minify(tools: &Tools, from: &Path, to: &Path) -> Result<()> {
    let mut outfile = OsString::from("--outfile=");
    outfile.push(to);
    process::run(
        tools
            .minifier()
            .args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"])
            .arg(from)
            .arg(outfile),
    )
}

fn digest() -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(Path::new(source), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.exists() {
        files.push(path.to_path_buf());
    }
    Ok(())
}

/// Prints the bundle's sizes as a browser loads them; Node's zlib knows both encodings.
fn print_sizes() -> Result<()> {
    let table =
        process::answer(Command::new("node").args(["--eval", include_str!("build/sizes.js"), "dist"]))
            .context("node does not run: install Node.js 20 or newer")?;
    say(&format!("\n{table}"));
    Ok(())
}
