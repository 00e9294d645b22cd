//! Cuts the app that Trunk has built into what every agent needs at once and what loads later.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::minify;
use crate::process;
use crate::tools::Tools;

/// The app's name in the bundle, and in Cargo's build folder.
const APP: &str = "webitel-chats";
/// What ends the name of the file that Trunk made of the whole app.
const WHOLE: &str = "_bg.wasm";
/// The script that loads the later parts; the app asks for it by this name.
const LOADER: &str = "__wasm_split.js";
/// The features of WebAssembly that the compiler uses by default.
const FEATURES: [&str; 6] = [
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// Replaces the whole app in Trunk's staging folder by its parts.
pub(super) fn split(tools: &Tools, staging: &Path, profile: &str) -> Result<()> {
    let stem = stem(staging)?;
    let parts = Path::new("target/xtask/parts");
    if parts.exists() {
        fs::remove_dir_all(parts)?;
    }
    // A folder whose name changes with the app: no browser mixes the parts of two versions.
    let folder = staging.join(&stem);
    fs::create_dir_all(&folder)?;

    process::run(tools.splitter().arg(compiled(profile)).arg(parts).args(["--out-name", APP]))?;
    bind(tools, &parts.join(APP).with_extension("wasm"), parts)?;
    for file in files(parts)? {
        let to = folder.join(file.file_name().context("a file has a name")?);
        match file.extension().and_then(OsStr::to_str) {
            Some("wasm") if profile == "release" => shrink(tools, &file, &to)?,
            Some("js") if profile == "release" => minify(tools, &file, &to)?,
            _ => drop(fs::copy(&file, &to)?),
        }
    }
    fs::remove_file(staging.join(format!("{stem}.js")))?;
    fs::remove_file(staging.join(format!("{stem}{WHOLE}")))?;
    point_page(&staging.join("index.html"), &stem)
}

/// The name that Trunk gave the app: its own and a digest.
fn stem(staging: &Path) -> Result<String> {
    files(staging)?
        .iter()
        .filter_map(|file| file.file_name()?.to_str()?.strip_suffix(WHOLE).map(str::to_owned))
        .next()
        .context("Trunk has built no app")
}

/// What the compiler made, before any tool changed it.
fn compiled(profile: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    target.join("wasm32-unknown-unknown").join(profile).join(APP).with_extension("wasm")
}

/// Joins the first part to JavaScript; the others reach it through the first.
fn bind(tools: &Tools, app: &Path, folder: &Path) -> Result<()> {
    process::run(
        tools
            .binder()
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--keep-lld-exports",
                "--out-name",
                APP,
                "--out-dir",
            ])
            .arg(folder)
            .arg(app),
    )?;
    Ok(fs::remove_file(app)?)
}

fn shrink(tools: &Tools, from: &Path, to: &Path) -> Result<()> {
    let features = FEATURES.map(|feature| format!("--enable-{feature}"));
    process::run(tools.shrinker().arg("-Oz").args(features).arg(from).arg("-o").arg(to))
}

/// Makes the page load the first part, and the loader of the others with it.
fn point_page(page: &Path, stem: &str) -> Result<()> {
    let text = fs::read_to_string(page)?;
    let text = text
        .replace(
            &format!("./{stem}.js\">"),
            &format!("./{stem}/{APP}.js\">\n<link rel=\"modulepreload\" href=\"./{stem}/{LOADER}\">"),
        )
        .replace(&format!("./{stem}{WHOLE}"), &format!("./{stem}/{APP}{WHOLE}"));
    Ok(fs::write(page, text)?)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    Ok(entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file()).collect())
}
