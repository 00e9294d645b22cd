//! Texts from files, and to files.

use std::fs;

use anyhow::Result;
use serde_json::json;
use tempfile::TempDir;

use crate::support::agent::Agent;
use crate::support::samples::written;
use crate::support::sandbox::Sandbox;
use crate::support::wait::eventually;

/// S132 S133: a file is shown with what it would change and what can't be taken, line by line; what
/// can is taken over, and what fails can be tried again.
#[tokio::test]
async fn a_file_is_imported() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    let folder = TempDir::new()?;
    let welcome = sandbox.texts_named("Welcome").await?[0]["Description"].clone();
    let file = format!(
        "\u{feff}Name;Description\r\nwelcome;{}\r\nGoodbye;\"See you,\nsoon\"\r\n;No name\r\nNo text;\r\n\
         Sum;'=1+1\r\nsum;again\r\nshort\r\n",
        welcome.as_str().unwrap_or_default()
    );
    anna.choose_files(&[&written(&folder, "texts.csv", file.as_bytes())?]).await?;
    anna.sees("1 new, 2 changed, 0 as they are, 4 that can't be taken").await?;
    for words in [
        "Line 5",
        "It has no name.",
        "Line 6",
        "It has no text.",
        "Line 7 has the same name already.",
        "It has too few fields.",
    ] {
        anna.sees(words).await?;
    }
    anna.accessible().await?;
    sandbox.crm_trouble(json!([{ "path": "$batch", "method": "POST", "status": 503, "times": 1 }])).await?;
    anna.click("button", "Import 3 rows").await?;
    anna.sees("The CRM can't be reached now.").await?;
    anna.click("button", "Try again").await?;
    anna.sees("3 of 3 rows imported").await?;
    anna.accessible().await?;
    anna.click("button", "Close").await?;
    sandbox.keeps_text("Goodbye", "See you,\nsoon").await?;
    sandbox.keeps_text("Sum", "=1+1").await?;
    sandbox.keeps_text("welcome", welcome.as_str().unwrap_or_default()).await?;
    anna.sees("14 rows").await?;

    let latin = written(&folder, "latin.csv", b"Name,Description\nCaf\xe9,x\n")?;
    anna.choose_files(&[&latin]).await?;
    anna.sees("Save it as “CSV UTF-8”").await?;
    anna.no_errors(&["503"]).await
}

/// S133: what is exported is what is there, and imported it changes nothing.
#[tokio::test]
async fn what_is_exported_changes_nothing() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let formula = json!({ "Name": "=cmd", "Description": "+1,\n\"two\"; '3" });
    sandbox.make_in_crm("WebitelChatHelloMessage", formula).await?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    let folder = TempDir::new()?;
    let behaviour = json!({ "behavior": "allow", "downloadPath": folder.path() });
    anna.cdp("Browser.setDownloadBehavior", behaviour).await?;
    anna.click("button", "Export").await?;
    let file = folder.path().join("Chat Hello Messages.csv");
    let table = eventually("nothing is downloaded", async || Ok(fs::read_to_string(&file).ok())).await?;
    assert!(table.starts_with('\u{feff}') && table.contains("'=cmd"), "{table}");
    anna.choose_files(&[&file]).await?;
    anna.sees("Nothing in this file differs from what is here.").await?;
    anna.no_errors(&[]).await
}
