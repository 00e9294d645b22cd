//! Two people at the same texts.

use anyhow::Result;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

/// S134 S135 S138: who saves later is shown what the other one has saved, and by whom; he chooses.
/// A row that was deleted meanwhile can be made anew.
#[tokio::test]
async fn the_later_one_is_shown_the_conflict() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    let bohdan = Agent::at_texts(&sandbox, "bohdan").await?;
    for (agent, text) in [(&anna, "Anna's text"), (&bohdan, "Bohdan's text")] {
        agent.selects_row("Goodbye").await?;
        agent.press(Key::Enter).await?;
        agent.fills_row("Goodbye", text).await?;
    }
    bohdan.click("button", "Save and finish").await?;
    bohdan.edits_no_row().await?;
    anna.click("button", "Save and finish").await?;
    anna.sees("Which one holds?").await?;
    anna.sees("Changed by Bohdan").await?;
    anna.sees("Bohdan's text").await?;
    anna.accessible().await?;
    sandbox.keeps_text("Goodbye", "Bohdan's text").await?;
    anna.click("button", "Keep mine").await?;
    anna.edits_no_row().await?;
    sandbox.keeps_text("Goodbye", "Anna's text").await?;

    // Bohdan takes back what is not his any more: he is asked, and takes what Anna has written.
    bohdan.click("button", "Undo").await?;
    bohdan.sees("Changed by Anna").await?;
    bohdan.click("button", "Take theirs").await?;
    bohdan.edits_no_row().await?;
    sandbox.keeps_text("Goodbye", "Anna's text").await?;
    bohdan.row_is("Goodbye", ":").await?;

    anna.selects_row("Goodbye").await?;
    anna.press(Key::Enter).await?;
    anna.fills_row("Goodbye", "Anna's last").await?;
    bohdan.selects_row("Goodbye").await?;
    bohdan.press(Key::Delete).await?;
    let dialog = bohdan.element("dialog", "Delete Goodbye?").await?;
    dialog.find(By::Css(".button-danger")).await?.click().await?;
    sandbox.has_no_text("Goodbye").await?;
    anna.click("button", "Save and finish").await?;
    anna.sees("What becomes of what you have typed?").await?;
    anna.click("button", "Make it anew").await?;
    anna.edits_no_row().await?;
    sandbox.keeps_text("Goodbye", "Anna's last").await?;
    anna.no_errors(&[]).await?;
    bohdan.no_errors(&[]).await
}

/// S139: what one saves another's composer offers without signing in again; what is deleted is gone.
#[tokio::test]
async fn what_is_saved_reaches_the_composer_of_another() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    let bohdan = Agent::at_texts(&sandbox, "bohdan").await?;
    anna.offers("zebra", false).await?;
    bohdan.click("button", "New").await?;
    bohdan.fills_row("Zebra crossing", "Look left").await?;
    bohdan.click("button", "Save and finish").await?;
    bohdan.edits_no_row().await?;
    anna.offers("zebra", true).await?;
    anna.offers("look left", true).await?;
    bohdan.selects_row("Zebra crossing").await?;
    bohdan.press(Key::Enter).await?;
    bohdan.fills_row("Zebra crossing", "Look right").await?;
    bohdan.click("button", "Save and finish").await?;
    bohdan.edits_no_row().await?;
    anna.offers("look right", true).await?;
    bohdan.selects_row("Zebra crossing").await?;
    bohdan.press(Key::Delete).await?;
    let dialog = bohdan.element("dialog", "Delete Zebra crossing?").await?;
    dialog.find(By::Css(".button-danger")).await?.click().await?;
    sandbox.has_no_text("Zebra crossing").await?;
    anna.offers("zebra", false).await?;
    anna.no_errors(&[]).await?;
    bohdan.no_errors(&[]).await
}

impl Agent {
    /// Opens the list of texts in the composer, looks for one, and waits until it is found or not.
    async fn offers(&self, text: &str, is_there: bool) -> Result<()> {
        self.click("button", "Select text").await?;
        self.element("combobox", "Search by name or text").await?;
        self.press(text).await?;
        let script = format!("return (document.querySelector('.replies-row') !== null) === {is_there}");
        self.until(&format!("“{text}”: found is not {is_there}"), &script).await?;
        self.press(Key::Escape).await
    }
}
