//! Two style files of all, one for the start and one for what loads later: ten small ones take a
//! browser longer than one of their size.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Result, bail};

use super::minify;
use crate::tools::Tools;

/// What names a style file in a page that Trunk made.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Styles that are joined, in the order in which the page names them.
#[derive(Default)]
struct Sheet {
    text: String,
    /// Where in the page the first one stood.
    line: usize,
}

/// Joins the styles of the start, and those that the page names as `disabled`: a browser fetches such
/// a file when the app asks for it.
pub(super) fn join(tools: &Tools, staging: &Path, profile: &str) -> Result<()> {
    let page = staging.join("index.html");
    let (mut at_start, mut later) = (Sheet::default(), Sheet::default());
    let mut lines = Vec::new();
    for line in fs::read_to_string(&page)?.lines() {
        let Some((name, attributes)) = line.split_once(LINK).and_then(|(_, rest)| rest.split_once('"'))
        else {
            lines.push(line.to_owned());
            continue;
        };
        let sheet = if attributes.contains("disabled") { &mut later } else { &mut at_start };
        if sheet.text.is_empty() {
            sheet.line = lines.len();
        }
        sheet.text += &fs::read_to_string(staging.join(name))?;
        fs::remove_file(staging.join(name))?;
    }
    if at_start.text.is_empty() || later.text.is_empty() || at_start.line > later.line {
        bail!("the page has to name the styles of the start, then those of what loads later");
    }
    let name = write(tools, staging, profile, "later", &later.text)?;
    lines.insert(later.line, format!("    {LINK}{name}\" id=\"later-style\" disabled>"));
    let name = write(tools, staging, profile, "style", &at_start.text)?;
    lines.insert(at_start.line, format!("    {LINK}{name}\">"));
    Ok(fs::write(page, lines.join("\n"))?)
}

/// Writes a style file whose name changes with its content.
fn write(tools: &Tools, staging: &Path, profile: &str, stem: &str, text: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    let name = format!("{stem}-{:016x}.css", hasher.finish());
    let path = staging.join(&name);
    fs::write(&path, text)?;
    if profile == "release" {
        minify(tools, &path, &path)?;
    }
    Ok(name)
}
