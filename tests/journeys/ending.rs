//! "End chat".

use anyhow::Result;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

/// S43 S44 S45 S47: End chat asks first; Yes ends the chat, and nothing more can be sent.
#[tokio::test]
async fn yes_ends_the_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.click("button", "End chat").await?;
    anna.element("dialog", "End the chat with Olena?").await?;
    anna.until(
        "the focus is not in the dialog",
        "return document.querySelector('dialog').contains(document.activeElement)",
    )
    .await?;
    anna.accessible().await?;
    anna.click("button", "Yes").await?;
    olena.sees_the_end().await?;
    anna.sees("You ended this chat.").await?;
    anna.lacks("textbox", "Message to Olena").await?;
    anna.lacks("button", "Attach file").await?;
    anna.lacks("button", "End chat").await
}

/// S46: No and Esc leave the chat as it is, with the focus back on End chat.
#[tokio::test]
async fn every_other_way_out_leaves_the_chat_open() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    let back = "return document.activeElement.innerText.includes('End chat')";
    anna.click("button", "End chat").await?;
    anna.click("button", "No").await?;
    anna.lacks("dialog", "End the chat").await?;
    anna.until("the focus is not back", back).await?;
    anna.click("button", "End chat").await?;
    anna.press(Key::Escape).await?;
    anna.lacks("dialog", "End the chat").await?;
    anna.until("the focus is not back", back).await?;
    anna.writes("Still here").await?;
    olena.hears("Still here").await.map(drop)
}

/// S43 S47: when the customer ends the chat, the agent sees it and can send nothing more.
#[tokio::test]
async fn the_customer_ends_the_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    olena.ends().await?;
    anna.sees("Olena ended this chat.").await?;
    anna.lacks("textbox", "Message to Olena").await?;
    anna.lacks("button", "End chat").await?;
    anna.accessible().await
}

/// S47: what did not get out before the end can be dropped, but not sent again.
#[tokio::test]
async fn nothing_is_sent_again_after_the_end() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    sandbox.trouble("anna", json!({ "fail_next_send": "before" })).await?;
    anna.writes("One more thing").await?;
    anna.element("button", "Retry").await?;
    olena.ends().await?;
    anna.sees("Olena ended this chat.").await?;
    anna.lacks("button", "Retry").await?;
    anna.accessible().await?;
    anna.click("button", "Discard").await?;
    anna.misses("One more thing").await
}
