//! The browser and its driver, which tests need.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::step::Step;

/// Chromium and the driver that belongs to it.
pub(super) struct Browser {
    pub(super) chromium: PathBuf,
    pub(super) chromedriver: PathBuf,
}

impl Browser {
    /// Finds both; on Debian installs them when it may.
    pub(super) fn ready() -> Result<Browser> {
        if let Some(browser) = find() {
            return Ok(browser);
        }
        if !may_install() {
            bail!(
                "Chromium and chromedriver are needed for this part: install both (on Debian the packages \
                 `chromium` and `chromium-driver`), or name their programs in CHROMIUM and CHROMEDRIVER"
            );
        }
        let step = Step::start("Installing the packages chromium and chromium-driver (about a minute)");
        apt_get(&["update", "--quiet"])?;
        apt_get(&["install", "--yes", "--quiet", "--no-install-recommends", "chromium", "chromium-driver"])?;
        step.done();
        find().context("the packages chromium and chromium-driver brought no programs of these names")
    }
}

fn find() -> Option<Browser> {
    let chromium = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    Some(Browser {
        chromium: program("CHROMIUM", &chromium)?,
        chromedriver: program("CHROMEDRIVER", &["chromedriver"])?,
    })
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        return Some(path.into());
    }
    process::find(names)
}

fn may_install() -> bool {
    let debian = ["/etc/debian_version", "/usr/bin/apt-get"].iter().all(|path| PathBuf::from(path).exists());
    debian && nix::unistd::geteuid().is_root()
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    process::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
