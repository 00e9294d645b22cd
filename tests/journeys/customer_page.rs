//! The customer's page of the sandbox, with an agent on the other side.

use anyhow::Result;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::samples::{PNG, written};
use crate::support::sandbox::Sandbox;
use crate::support::visitor::Visitor;

/// A customer who has come to talk with Anna.
async fn talking(sandbox: &Sandbox) -> Result<(Agent, Visitor)> {
    let anna = Agent::ready(sandbox, "anna").await?;
    let olena = Visitor::in_chat(sandbox, "Telegram", "Olena", "Support").await?;
    anna.accepts("Olena").await?;
    olena.sees("with Anna").await?;
    Ok((anna, olena))
}

/// S10 S80 S85: what is picked on the form is what the agent sees, for each of the five sources.
#[tokio::test]
async fn the_form_says_who_comes_from_where_about_what() -> Result<()> {
    let sandbox = Sandbox::start()?;
    // No rest between the five.
    sandbox.set_queue("Billing", json!({ "wrap_up_time": 0 })).await?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let form = Visitor::at_the_door(&sandbox, "Olena").await?;
    form.element("radio", "Telegram").await?;
    form.accessible().await?;
    for (number, source) in ["Telegram", "Web chat", "WhatsApp", "Viber", "Messenger"].iter().enumerate() {
        let name = format!("Olena {number}");
        form.starts(source, &name, "Billing").await?;
        form.hears("Bot", "Which invoice is it about?").await?;
        form.writes("INV-7").await?;
        let invitation = anna.element("region", &format!("Invitation: {name}")).await?;
        let text = invitation.text().await?;
        assert!(text.contains(source) && text.contains("Billing"), "{text}");
        form.click("button", "End chat").await?;
        form.click("button", "Yes, end it").await?;
        form.click("button", "Start a new chat").await?;
    }
    form.no_errors(&[]).await
}

/// S33 S34 S35: words go both ways, and it shows who is there.
#[tokio::test]
async fn customer_and_agent_talk() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = talking(&sandbox).await?;
    olena.hears("Bot", "You have reached customer care").await?;
    olena.sees("Anna has joined the chat.").await?;
    anna.writes("Good day, Olena!").await?;
    olena.hears("Anna (agent)", "Good day, Olena!").await?;
    olena.writes("Where is my order? 📦 Де моє замовлення? أين طلبي؟").await?;
    anna.says("Olena", "Де моє замовлення? أين طلبي؟").await?;
    olena.hears("You", "Where is my order? 📦").await?;
    olena.misses("Sending…").await?;
    anna.writes("It is on its way (https://example.com/track/7).").await?;
    let link = olena.element("link", "https://example.com/track/7").await?;
    assert_eq!(link.attr("href").await?.as_deref(), Some("https://example.com/track/7"));
    olena.accessible().await?;
    olena.no_errors(&[]).await
}

/// S97 S103 S104: files go both ways; pictures are shown, all others can be saved.
#[tokio::test]
async fn files_go_both_ways() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let picture = written(&folder, "parcel.png", PNG)?;
    let text = written(&folder, "order.txt", b"A-204417")?;
    let (anna, olena) = talking(&sandbox).await?;
    olena.choose_files(&[&picture, &text]).await?;
    anna.element("button", "Open parcel.png").await?;
    anna.element("button", "order.txt").await?;
    anna.choose_files(&[&picture, &text]).await?;
    olena.hears("Anna (agent)", "order.txt (8 B)").await?;
    olena
        .until(
            "the agent's picture does not show",
            "return [...document.querySelectorAll('article[aria-label^=Anna] img[alt=\"parcel.png\"]')]
               .some(image => image.naturalWidth > 0)",
        )
        .await?;
    olena.cannot_reach(&["*/files/*"]).await?;
    olena.click("link", "order.txt").await?;
    olena.sees("order.txt can't be fetched. The server can't be reached.").await?;
    olena.accessible().await
}

/// A reload goes on with the chat: nothing is lost, and nobody has to say anything again.
#[tokio::test]
async fn a_reload_keeps_the_conversation() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = talking(&sandbox).await?;
    anna.writes("Good day, Olena!").await?;
    olena.hears("Anna (agent)", "Good day").await?;
    olena.driver().refresh().await?;
    olena.sees("Connected").await?;
    olena.sees("with Anna").await?;
    olena.hears("Bot", "You have reached customer care").await?;
    olena.hears("You", "It is about my order").await?;
    olena.hears("Anna (agent)", "Good day").await?;
    olena.writes("I am back").await?;
    anna.says("Olena", "I am back").await?;
    anna.writes("So am I").await?;
    olena.hears("Anna (agent)", "So am I").await?;
    assert_eq!(olena.heard("Anna (agent)", "Good day").await?, 1);
    assert_eq!(anna.count("It is about my order").await?, 1);
    Ok(())
}

/// While the server is away the page says so, keeps what is written, and sends it once.
#[tokio::test]
async fn what_is_written_while_the_server_is_away_arrives_once() -> Result<()> {
    let mut sandbox = Sandbox::start()?;
    let (anna, olena) = talking(&sandbox).await?;
    sandbox.kill();
    olena.sees("Connecting…").await?;
    olena.writes("Are you there?").await?;
    olena.sees("Sending…").await?;
    sandbox.restart()?;
    olena.sees("Connected").await?;
    anna.says("Olena", "Are you there?").await?;
    olena.misses("Sending…").await?;
    assert_eq!(olena.heard("You", "Are you there?").await?, 1);
    anna.writes("I am").await?;
    olena.hears("Anna (agent)", "I am").await
}

/// The customer ends the chat after a question, and can start another.
#[tokio::test]
async fn the_customer_ends_the_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = talking(&sandbox).await?;
    olena.click("button", "End chat").await?;
    olena.element("dialog", "End this chat?").await?;
    olena.accessible().await?;
    olena.press(Key::Escape).await?;
    olena.lacks("dialog", "End this chat?").await?;
    olena.writes("One more question").await?;
    anna.says("Olena", "One more question").await?;
    olena.click("button", "End chat").await?;
    olena.click("button", "Yes, end it").await?;
    anna.sees("Olena ended this chat.").await?;
    olena.sees("You have ended the chat.").await?;
    olena.lacks("textbox", "Message").await?;
    olena.accessible().await?;
    olena.click("button", "Start a new chat").await?;
    let name = olena.element("textbox", "My name").await?;
    assert_eq!(name.value().await?.as_deref(), Some("Olena"), "the name is remembered");
    Ok(())
}

/// The customer sees that the agent has left and that the chat is over, after a reload too.
#[tokio::test]
async fn the_agent_ends_the_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = talking(&sandbox).await?;
    anna.click("button", "End chat").await?;
    anna.click("button", "Yes").await?;
    olena.sees("Anna has left the chat.").await?;
    olena.sees("The chat has ended.").await?;
    olena.misses("with Anna").await?;
    olena.lacks("textbox", "Message").await?;
    olena.driver().refresh().await?;
    olena.sees("This chat has ended.").await?;
    olena.hears("You", "It is about my order").await?;
    olena.lacks("textbox", "Message").await?;
    olena.element("button", "Start a new chat").await.map(drop)
}

/// What the server refuses is said where it happened, with the reason, and can be dropped.
#[tokio::test]
async fn a_refused_file_says_why() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let large = written(&folder, "large.bin", &[0; 2048])?;
    sandbox.control("uploads", json!({ "max_size": 1024 })).await?;
    let (_anna, olena) = talking(&sandbox).await?;
    olena.choose_files(&[&large]).await?;
    olena.sees("Not sent:").await?;
    olena.accessible().await?;
    olena.click("button", "Discard").await?;
    olena.misses("large.bin").await
}
