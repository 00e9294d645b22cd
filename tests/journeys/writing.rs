//! The composer.

use anyhow::Result;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

/// S89 S90 S92: what is typed shows; Send sends it once, clears the field and leaves the focus there.
#[tokio::test]
async fn send_sends_what_is_written() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.click("textbox", "Message to Olena").await?;
    anna.press("Good morning").await?;
    anna.composer_holds("Good morning").await?;
    anna.click("button", "Send").await?;
    olena.hears("Good morning").await?;
    anna.composer_holds("").await?;
    anna.until("the focus is lost", "return document.activeElement.localName === 'textarea'").await?;
    anna.sees("Sent").await
}

/// S91 S93: Enter sends, Shift+Enter breaks the line, blank text is not sent.
#[tokio::test]
async fn enter_sends_and_shift_enter_breaks_the_line() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.type_into("textbox", "Message to Olena", "   ").await?;
    anna.press(Key::Enter).await?;
    let composer = anna.element("textbox", "Message to Olena").await?;
    composer.send_keys(Key::Control + "a").await?;
    composer.send_keys("first line").await?;
    composer.send_keys(Key::Shift + Key::Enter).await?;
    composer.send_keys("second line").await?;
    anna.composer_holds("first line\nsecond line").await?;
    composer.send_keys(Key::Enter).await?;
    olena.hears("first line\nsecond line").await?;
    let agents: Vec<_> =
        olena.transcript().await?.into_iter().filter(|line| line.starts_with("agent")).collect();
    assert_eq!(agents, ["agent: first line\nsecond line"]);
    Ok(())
}

/// S91: Enter that ends a composition of an input method does not send.
#[tokio::test]
async fn enter_while_composing_does_not_send() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.click("textbox", "Message to Olena").await?;
    anna.compose("にほ").await?;
    anna.composer_holds("にほ").await?;
    anna.press_while_composing("Enter").await?;
    anna.commit("日本").await?;
    anna.composer_holds("日本").await?;
    anna.press(Key::Enter).await?;
    olena.hears("日本").await?;
    assert!(!olena.transcript().await?.contains(&"agent: にほ".to_owned()));
    Ok(())
}

/// S94 S95: an emoji goes in at the caret, by mouse and by keyboard.
#[tokio::test]
async fn an_emoji_goes_in_at_the_caret() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.type_into("textbox", "Message to Olena", "ab").await?;
    anna.press(Key::Left).await?;
    anna.click("button", "Emoji").await?;
    anna.element("combobox", "Search emoji").await?;
    anna.accessible().await?;
    anna.type_into("combobox", "Search emoji", "rocket").await?;
    anna.sees("🚀").await?;
    anna.press(Key::Enter).await?;
    anna.composer_holds("a🚀b").await?;
    anna.press("c").await?;
    anna.composer_holds("a🚀cb").await?;
    anna.press(Key::Enter).await?;
    olena.hears("a🚀cb").await.map(drop)
}

/// S90: what is longer than one message may be is sent in several, whole.
#[tokio::test]
async fn a_long_text_is_split() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.click("textbox", "Message to Olena").await?;
    let long = "word 👩‍👩‍👧 ".repeat(600);
    anna.commit(&long).await?;
    anna.sees("Will be sent in").await?;
    anna.press(Key::Enter).await?;
    anna.composer_holds("").await?;
    let whole = crate::support::wait::eventually("not all of it arrives", async || {
        let heard = olena.transcript().await?;
        let said: Vec<_> = heard.iter().filter_map(|line| line.strip_prefix("agent: ")).collect();
        Ok((said.concat().matches("👩‍👩‍👧").count() == 600).then_some(said.len()))
    });
    assert!(whole.await? > 1);
    Ok(())
}
