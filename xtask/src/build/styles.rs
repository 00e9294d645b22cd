//! One style file of all: ten small ones take a browser longer than one of their size.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

/// What names a style file in a page that Trunk made.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Joins the styles in the order in which the page names them.
pub(super) fn join(staging: &Path) -> Result<()> {
    let page = staging.join("index.html");
    let (mut styles, mut lines) = (String::new(), Vec::new());
    let mut first = None;
    for line in fs::read_to_string(&page)?.lines() {
        let Some((_, rest)) = line.split_once(LINK) else {
            lines.push(line.to_owned());
            continue;
        };
        let name = rest.split('"').next().context("a link has an end")?;
        styles += &fs::read_to_string(staging.join(name))?;
        fs::remove_file(staging.join(name))?;
        first.get_or_insert(lines.len());
    }
    let mut hasher = DefaultHasher::new();
    hasher.write(styles.as_bytes());
    let name = format!("style-{:016x}.css", hasher.finish());
    fs::write(staging.join(&name), styles)?;
    lines.insert(first.context("the page names no styles")?, format!("    {LINK}{name}\">"));
    Ok(fs::write(page, lines.join("\n"))?)
}
