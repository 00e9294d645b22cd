//! Files in both directions.

use std::path::Path;

use anyhow::Result;
use tempfile::TempDir;

use crate::support::agent::Agent;
use crate::support::samples::{GIF, PNG, written};
use crate::support::sandbox::Sandbox;

/// S97 S99: files chosen with Attach file reach the customer, in their order.
#[tokio::test]
async fn chosen_files_are_sent() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.element("button", "Attach file").await?;
    let (first, second) = (written(&folder, "one.txt", b"one")?, written(&folder, "two.txt", b"two")?);
    anna.choose_files(&[&first, &second]).await?;
    assert_eq!(olena.receives("one.txt").await?, b"one");
    assert_eq!(olena.receives("two.txt").await?, b"two");
    anna.sees("one.txt").await?;
    anna.sees("Sent").await?;
    anna.accessible().await
}

/// S101: a file dropped on the window is sent; one dropped elsewhere does not leave the page.
#[tokio::test]
async fn a_dropped_file_is_sent() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    let file = written(&folder, "drop.txt", b"dropped")?;
    anna.drop_files("log", "Chat with Olena", &[Path::new(&file)]).await?;
    assert_eq!(olena.receives("drop.txt").await?, b"dropped");
    let before = anna.driver().current_url().await?;
    anna.drop_files("button", "Calls", &[Path::new(&file)]).await?;
    anna.sees("drop.txt").await?;
    assert_eq!(anna.driver().current_url().await?, before);
    Ok(())
}

/// S97: a picture from the clipboard is sent.
#[tokio::test]
async fn a_pasted_picture_is_sent() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.click("textbox", "Message to Olena").await?;
    anna.paste_file("pasted.png", "image/png", PNG).await?;
    assert_eq!(olena.receives("pasted.png").await?, PNG);
    Ok(())
}

/// S96 S102 S103 S104 S105 S106: pictures of four formats are shown; everything else is a link.
#[tokio::test]
async fn pictures_are_shown_and_other_files_linked() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    // Browsers go by the content, so that a png serves where only the name matters.
    for (name, mime, content) in [
        ("a.png", "image/png", PNG),
        ("b.jpg", "image/jpeg", PNG),
        ("c.jpeg", "image/jpeg", PNG),
        ("d.gif", "image/gif", GIF),
    ] {
        olena.sends(name, mime, content.to_vec(), "").await?;
        anna.element("button", &format!("Open {name}")).await?;
        anna.until(
            &format!("{name} is not shown"),
            &format!(
                "return (document.querySelector('[role=log] img[alt=\"{name}\"]')?.naturalWidth ?? 0) > 0"
            ),
        )
        .await?;
    }
    olena.sends("report.pdf", "application/pdf", b"%PDF-1.4".to_vec(), "see page 2").await?;
    olena.sends("evil.svg", "image/svg+xml", b"<svg onload=\"window.pwned=1\"/>".to_vec(), "").await?;
    olena.sends("page.html", "text/html", b"<script>window.pwned=1</script>".to_vec(), "").await?;
    anna.sees("page.html").await?;
    anna.sees("see page 2").await?;
    anna.sees("8 bytes").await?;
    anna.until(
        "a file is shown that should be a link",
        "return !document.querySelector('[role=log] :is([alt$=pdf], [alt$=svg], [alt$=html], iframe, object, embed)')
           && window.pwned === undefined",
    )
    .await?;
    anna.accessible().await
}

/// S103: a picture that did not come says why, and comes when it is asked for again.
#[tokio::test]
async fn a_picture_that_failed_can_be_loaded_again() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.cannot_reach(&["*/api/storage/file/*"]).await?;
    olena.sends("parcel.png", "image/png", PNG.to_vec(), "").await?;
    let picture = anna.element("group", "parcel.png").await?;
    anna.sees("The server can't be reached.").await?;
    anna.accessible().await?;
    anna.click("button", "Download parcel.png").await?;
    anna.sees("parcel.png could not be downloaded. The server can't be reached.").await?;
    anna.cannot_reach(&[]).await?;
    anna.click("button", "Try again").await?;
    assert_eq!(anna.driver().active_element().await?, picture, "the focus stays at the picture");
    anna.element("button", "Open parcel.png").await?;
    anna.misses("The server can't be reached.").await
}

/// S103: bytes that are no picture are said to be damaged, and can be saved as they are.
#[tokio::test]
async fn a_damaged_picture_can_still_be_saved() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    olena.sends("torn.png", "image/png", b"\x89PNG".to_vec(), "").await?;
    anna.sees("Its content is damaged.").await?;
    anna.element("button", "Download torn.png").await?;
    anna.click("button", "Try again").await?;
    anna.sees("Its content is damaged.").await
}

/// S98: there is nothing to attach to before the chat is accepted and after it has ended.
#[tokio::test]
async fn files_can_be_sent_only_while_the_chat_is_active() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.element("button", "Attach file").await?;
    olena.ends().await?;
    anna.lacks("button", "Attach file").await?;
    let other = crate::support::customer::Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    anna.click("button", "Back").await?;
    anna.click("button", "Open").await?;
    anna.sees("Accept this chat to answer.").await?;
    anna.lacks("button", "Attach file").await?;
    other.ends().await
}
