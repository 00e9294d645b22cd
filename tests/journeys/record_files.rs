//! The files and links of a chat's record.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::samples::written;
use crate::support::sandbox::Sandbox;

impl Agent {
    /// Goes to the tab with the files and the notes.
    pub(crate) async fn opens_files(&self) -> Result<()> {
        self.click("tab", "Files and notes").await?;
        self.element("heading", "Files").await.map(drop)
    }

    /// Attaches files with the icon, as the file dialog would.
    async fn attaches(&self, files: &[&Path]) -> Result<()> {
        self.element("button", "Attach a file").await?;
        let field = self.driver().find(By::Css(".attachments input[type=file]")).await?;
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        Ok(field.send_keys(files.join("\n")).await?)
    }

    /// Waits until exactly these are listed, newest first.
    async fn lists_files(&self, names: &[&str]) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('.attachment-name')].map(e => e.innerText.trim()).join() === '{}'",
            names.join(",")
        );
        self.until(&format!("the files are not {names:?}"), &script).await
    }

    /// From now on what is saved stays in the page, where [`saved`](Self::saved) finds it.
    async fn watches_downloads(&self) -> Result<()> {
        const SCRIPT: &str = "
            window.saved = {}
            const texts = {}, make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click
            URL.createObjectURL = blob => {
              const url = make.call(URL, blob)
              texts[url] = blob.text()
              return url
            }
            HTMLAnchorElement.prototype.click = function () {
              if (!this.download) return click.call(this)
              texts[this.href].then(text => { saved[this.download] = text })
            }";
        self.ask(SCRIPT).await.map(drop)
    }

    /// Waits until a file of this name was saved with this content.
    async fn saved(&self, name: &str, content: &str) -> Result<()> {
        let script = format!("return window.saved['{name}'] === '{content}'");
        self.until(&format!("{name} was not saved"), &script).await
    }
}

/// S64 S65: a tab that has nothing says so; a file that is attached with the icon is listed with its
/// name and size, is kept, and does not reach the client.
#[tokio::test]
async fn a_file_is_attached_for_the_desk_alone() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    anna.sees("No files").await?;
    let notes = anna.element("textbox", "Notes").await?;
    assert_eq!(notes.prop("value").await?.as_deref(), Some(""));
    anna.accessible().await?;
    let file = written(&folder, "bill.txt", b"12 345,67")?;
    anna.attaches(&[&file]).await?;
    anna.lists_files(&["bill.txt"]).await?;
    anna.sees("9 bytes").await?;
    anna.misses("No files").await?;
    anna.accessible().await?;
    anna.watches_downloads().await?;
    anna.click("button", "bill.txt").await?;
    anna.saved("bill.txt", "12 345,67").await?;
    anna.reloads().await?;
    anna.writes("All is noted").await?;
    olena.hears("All is noted").await?;
    let heard = olena.transcript().await?;
    assert_eq!(heard.last().map(String::as_str), Some("agent: All is noted"));
    assert_eq!(heard.iter().filter(|line| line.starts_with("agent:")).count(), 1, "{heard:?}");
    anna.opens_files().await?;
    anna.lists_files(&["bill.txt"]).await?;
    anna.no_errors(&[]).await
}

/// S66 S67: the menu opens by mouse and by keyboard; a link is attached that opens in a tab of its
/// own and hands nothing over to it, and a script is no link.
#[tokio::test]
async fn a_link_is_attached() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    anna.click("button", "More").await?;
    for item in ["Attach a file", "Add a link", "Show as tiles"] {
        anna.element("menuitem", item).await?;
    }
    anna.accessible().await?;
    anna.press(Key::Escape).await?;
    anna.lacks("menuitem", "Add a link").await?;
    anna.press(Key::Down).await?;
    anna.element("menuitem", "Add a link").await?;
    anna.press(Key::Down).await?;
    anna.press(Key::Enter).await?;
    anna.element("dialog", "Add a link").await?;
    anna.accessible().await?;
    anna.type_into("textbox", "Address", "javascript:alert(1)").await?;
    anna.click("button", "Add").await?;
    anna.sees("Enter an address such as").await?;
    let address = anna.element("textbox", "Address").await?;
    address.clear().await?;
    address.send_keys(sandbox.url("/customer")).await?;
    anna.type_into("textbox", "Caption", "Where Olena writes").await?;
    anna.click("button", "Add").await?;
    anna.lacks("dialog", "Add a link").await?;
    anna.lists_files(&["Where Olena writes"]).await?;
    let link = anna.element("link", "Where Olena writes").await?;
    let rel = link.attr("rel").await?.unwrap_or_default();
    assert!(rel.contains("noopener") && rel.contains("noreferrer"), "{rel}");
    link.click().await?;
    let tabs = anna.driver().windows().await?;
    assert_eq!(tabs.len(), 2, "it opens in a tab of its own");
    anna.no_errors(&[]).await
}

/// S66 S68: files are shown as a list or as tiles, the same ones, and the choice stays.
#[tokio::test]
async fn files_are_shown_as_tiles() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    let files = [written(&folder, "one.txt", b"1")?, written(&folder, "two.txt", b"22")?];
    anna.drop_files("heading", "Files", &[&files[0]]).await?;
    anna.lists_files(&["one.txt"]).await?;
    anna.attaches(&[&files[1]]).await?;
    anna.lists_files(&["two.txt", "one.txt"]).await?;
    // Beside each other, or one under the other.
    let rows = "const rows = [...document.querySelectorAll('.attachment')].map(row => row.getBoundingClientRect().top)
                return new Set(rows).size === ";
    anna.until("it is no list", &format!("{rows} 2")).await?;
    anna.click("button", "More").await?;
    anna.click("menuitem", "Show as tiles").await?;
    anna.until("these are no tiles", &format!("{rows} 1")).await?;
    anna.accessible().await?;
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.lists_files(&["two.txt", "one.txt"]).await?;
    anna.until("these are no tiles", &format!("{rows} 1")).await?;
    anna.click("button", "More").await?;
    anna.click("menuitem", "Show as a list").await?;
    anna.until("it is no list", &format!("{rows} 2")).await?;
    anna.no_errors(&[]).await
}

/// S65: an upload shows how far it is, though its tab is left meanwhile; one that fails says why, and
/// can be tried again or given up; a file that is not wanted any more is removed.
#[tokio::test]
async fn an_upload_that_failed_is_tried_again() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    let file = written(&folder, "bill.txt", b"bill")?;
    sandbox.crm_trouble(json!([{ "path": "FileApiService", "delay_ms": 1500 }])).await?;
    anna.attaches(&[&file]).await?;
    anna.element("progressbar", "Storing bill.txt").await?;
    anna.click("tab", "Chat").await?;
    anna.opens_files().await?;
    anna.element("progressbar", "Storing bill.txt").await?;
    anna.lists_files(&["bill.txt"]).await?;
    anna.lacks("progressbar", "Storing bill.txt").await?;
    anna.cannot_reach(&["*FileApiService*"]).await?;
    let other = written(&folder, "other.txt", b"other")?;
    anna.attaches(&[&other]).await?;
    anna.sees("other.txt was not stored. The CRM can't be reached now.").await?;
    anna.accessible().await?;
    anna.cannot_reach(&[]).await?;
    anna.click("button", "Retry").await?;
    anna.lists_files(&["other.txt", "bill.txt"]).await?;
    anna.misses("was not stored").await?;
    anna.click("button", "Remove bill.txt").await?;
    anna.element("dialog", "Remove bill.txt?").await?;
    anna.accessible().await?;
    anna.press(Key::Escape).await?;
    anna.lacks("dialog", "Remove bill.txt?").await?;
    anna.lists_files(&["other.txt", "bill.txt"]).await?;
    anna.click("button", "Remove bill.txt").await?;
    let remove = anna.driver().query(By::Css("dialog .button-danger")).first().await?;
    remove.click().await?;
    anna.lists_files(&["other.txt"]).await?;
    anna.until("the focus is lost", "return document.activeElement.ariaLabel === 'Attach a file'").await?;
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.lists_files(&["other.txt"]).await
}

/// S75 S99 S100: a file that is sent in the chat, by either side, comes to the record with its
/// message: once, whatever frames are open and however often they are loaded; its link leads to the
/// file, and holds nothing by which somebody else could have it.
#[tokio::test]
async fn a_file_of_the_chat_is_among_the_files() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let frame = Agent::at_the_door(&sandbox, "anna").await?;
    frame.log_in("anna", "demo").await?;
    frame.status_is("Ready").await?;
    frame.opens_record(&olena).await?;
    for agent in [&anna, &frame] {
        agent.opens_files().await?;
        agent.sees("No files").await?;
    }
    olena.sends("photo.txt", "text/plain", b"of the parcel".to_vec(), "Look at this").await?;
    for agent in [&anna, &frame] {
        agent.lists_files(&["photo.txt"]).await?;
    }
    anna.click("tab", "Chat").await?;
    let offer = written(&folder, "offer.txt", b"our offer")?;
    anna.choose_files(&[&offer]).await?;
    assert_eq!(olena.receives("offer.txt").await?, b"our offer");
    anna.opens_files().await?;
    for agent in [&anna, &frame] {
        agent.lists_files(&["offer.txt", "photo.txt"]).await?;
        agent.sees("Sent in the chat").await?;
    }
    anna.accessible().await?;
    for agent in [&anna, &frame] {
        agent.reloads().await?;
        agent.opens_files().await?;
        agent.lists_files(&["offer.txt", "photo.txt"]).await?;
        agent.never_shows("Remove offer.txt").await?;
        agent.lists_files(&["offer.txt", "photo.txt"]).await?;
    }
    anna.watches_downloads().await?;
    anna.click("link", "photo.txt").await?;
    anna.saved("photo.txt", "of the parcel").await?;
    let stored = sandbox.crm(&format!("WebitelChatFile?$filter=WebitelChat/Id eq {}", olena.id)).await?;
    let rows = stored["value"].as_array().context("a list")?;
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let offer = rows.iter().find(|row| text(row, "Notes") == "offer.txt").context("the row of the offer")?;
    let address = text(offer, "Name");
    assert!(address.starts_with(&sandbox.url("/")) && !address.contains('?'), "{address}");
    // Whoever follows the link from the CRM's own page comes to the file, too.
    anna.ask(&format!("location.href = '{address}'")).await?;
    anna.saved("offer.txt", "our offer").await?;
    anna.until("the address asks for the file still", "return !location.hash.includes('file')").await?;
    anna.no_errors(&[]).await
}

/// S100: a file whose message did not go out has no row before it does; what the CRM could not take
/// then comes there later, once.
#[tokio::test]
async fn a_file_comes_to_the_record_with_its_message() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    sandbox.trouble("anna", json!({ "fail_next_send": "before" })).await?;
    let offer = written(&folder, "offer.txt", b"our offer")?;
    anna.choose_files(&[&offer]).await?;
    anna.sees("Not sent").await?;
    anna.opens_files().await?;
    anna.sees("No files").await?;
    // The CRM answers badly, once before it has done what it was asked, and once after.
    sandbox
        .crm_trouble(json!([
            { "path": "$batch", "status": 503 },
            { "path": "$batch", "status": 503, "after": true },
        ]))
        .await?;
    anna.click("button", "Retry").await?;
    assert_eq!(olena.receives("offer.txt").await?, b"our offer");
    anna.lists_files(&["offer.txt"]).await?;
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.lists_files(&["offer.txt"]).await
}
