//! The build tools at the versions this project pins, installed into a cache of its own.
//!
//! The pins stand where the tools themselves read them: `Trunk.toml` and `Cargo.lock`.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::step::Step;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The pin of a tool of which no other file says anything.
const ESBUILD: &str = "0.28.2";

/// Where the tools lie.
pub(crate) struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_opt: PathBuf,
    wasm_split: PathBuf,
    esbuild: PathBuf,
}

impl Tools {
    /// Finds the tools and installs those that are missing.
    pub(crate) fn ready() -> Result<Tools> {
        need_node()?;
        let cache = cache()?;
        fs::create_dir_all(&cache)?;
        add_wasm_target()?;
        let trunk_toml = fs::read_to_string("Trunk.toml")?;
        let trunk = pin(&trunk_toml, "trunk-version")?;
        let binaryen = pin(&trunk_toml, "wasm_opt")?;
        Ok(Tools {
            trunk: cargo_tool(&cache, "trunk", "trunk", trunk, &[])?.join("bin"),
            wasm_bindgen: cargo_tool(
                &cache,
                "wasm-bindgen",
                "wasm-bindgen-cli",
                &locked("wasm-bindgen")?,
                &[],
            )?
            .join("bin"),
            wasm_split: cargo_tool(
                &cache,
                "wasm-split",
                "wasm_split_cli_support",
                &locked("wasm_split_helpers")?,
                &["--features", "build-binary"],
            )?
            .join("bin"),
            wasm_opt: npm_tool(
                &cache,
                "binaryen",
                &format!("{}.0.0", binaryen.trim_start_matches("version_")),
            )?
            .join("node_modules/.bin"),
            esbuild: npm_tool(&cache, "esbuild", ESBUILD)?.join("node_modules/.bin"),
        })
    }

    /// Trunk, with the other tools before all else on its search path.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let folders = [&self.wasm_bindgen, &self.wasm_opt].map(PathBuf::clone);
        let usual = std::env::var_os("PATH").unwrap_or_default();
        let path: OsString = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&usual)))?;
        let mut trunk = Command::new(self.trunk.join("trunk"));
        trunk.env("PATH", path);
        Ok(trunk)
    }

    /// The program that cuts compiled wasm into parts.
    pub(crate) fn splitter(&self) -> Command {
        Command::new(self.wasm_split.join("wasm-split-cli"))
    }

    /// The program that joins compiled wasm to JavaScript.
    pub(crate) fn binder(&self) -> Command {
        Command::new(self.wasm_bindgen.join("wasm-bindgen"))
    }

    /// The program that makes wasm smaller.
    pub(crate) fn shrinker(&self) -> Command {
        Command::new(self.wasm_opt.join("wasm-opt"))
    }

    /// The program that makes scripts and styles smaller.
    pub(crate) fn minifier(&self) -> Command {
        Command::new(self.esbuild.join("esbuild"))
    }

    /// The program that runs compiled wasm tests in a browser.
    pub(crate) fn wasm_test_runner(&self) -> PathBuf {
        self.wasm_bindgen.join("wasm-bindgen-test-runner")
    }
}

/// Node.js runs one of the tools, and npm brings it: whoever has to install them learns of it at once.
fn need_node() -> Result<()> {
    match ["node", "npm"].into_iter().find(|name| process::find(&[name]).is_none()) {
        Some(name) => bail!("`{name}` is missing: install Node.js 20 or newer with npm (https://nodejs.org)"),
        None => Ok(()),
    }
}

/// The project's cache folder; `WEBITEL_CHATS_CACHE` chooses another one.
fn cache() -> Result<PathBuf> {
    let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    var("WEBITEL_CHATS_CACHE")
        .or_else(|| var("XDG_CACHE_HOME").map(|folder| folder.join("webitel-chats")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache/webitel-chats")))
        .context("there is no home folder: set WEBITEL_CHATS_CACHE to a folder for the build tools")
}

fn add_wasm_target() -> Result<()> {
    let sysroot = process::answer(Command::new("rustc").args(["--print", "sysroot"]))
        .context("rustc does not run: install Rust with rustup (https://rustup.rs)")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM_TARGET).exists() {
        return Ok(());
    }
    let step = Step::start(format!("Adding the compiler's target {WASM_TARGET} (about half a minute)"));
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))?;
    step.done();
    Ok(())
}

/// Installs a crate's programs; they are used briefly and built once, so the build is made
/// quick rather than its result fast.
fn cargo_tool(cache: &Path, name: &str, package: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    install(cache, name, version, "3 to 6 minutes", |folder| {
        let target = folder.join("target");
        process::run(
            process::cargo()
                .args(["install", package, "--version", version, "--locked", "--no-track", "--root"])
                .arg(folder)
                .args(options)
                .env("CARGO_TARGET_DIR", &target)
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        )?;
        Ok(fs::remove_dir_all(target)?)
    })
}

fn npm_tool(cache: &Path, package: &str, version: &str) -> Result<PathBuf> {
    install(cache, package, version, "a few seconds", |folder| {
        process::run(
            npm()
                .args([
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--loglevel=error",
                    "--prefix",
                ])
                .arg(folder)
                .arg(format!("{package}@{version}")),
        )
    })
}

/// `npm`, which comes with Node.js.
pub(crate) fn npm() -> Command {
    Command::new("npm")
}

/// Installs into a temporary folder that is renamed at the end: an aborted installation is
/// never taken for a finished one.
fn install(
    cache: &Path,
    name: &str,
    version: &str,
    takes: &str,
    into: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let folder = cache.join(format!("{name}-{version}"));
    if folder.exists() {
        return Ok(folder);
    }
    let step = Step::start(format!("Installing {name} {version} into {} (takes {takes})", cache.display()));
    let unfinished = cache.join(format!("installing-{name}-{version}-{}", std::process::id()));
    fs::create_dir_all(&unfinished)?;
    let result = into(&unfinished);
    if result.is_ok() {
        fs::rename(&unfinished, &folder)?;
    } else {
        fs::remove_dir_all(&unfinished)?;
    }
    result.with_context(|| format!("cannot install {name} {version}"))?;
    step.done();
    Ok(folder)
}

/// The value of `key = "value"` in a TOML text.
fn pin<'a>(toml: &'a str, key: &str) -> Result<&'a str> {
    toml.lines()
        .filter_map(|line| line.split_once('='))
        .find(|(left, _)| left.trim() == key)
        .map(|(_, right)| right.trim().trim_matches('"').trim_start_matches('='))
        .with_context(|| format!("Trunk.toml pins no {key}"))
}

/// The version of a package in `Cargo.lock`.
fn locked(package: &str) -> Result<String> {
    let lock = fs::read_to_string("Cargo.lock")?;
    let heading = format!("name = \"{package}\"\nversion = \"");
    let Some((_, rest)) = lock.split_once(&heading) else {
        bail!("Cargo.lock has no package {package}");
    };
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}
