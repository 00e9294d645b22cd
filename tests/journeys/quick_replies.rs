//! Ready-made texts in the composer.

use anyhow::Result;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

impl Agent {
    /// Opens the list of texts by its button and waits until they are there.
    async fn selects_text(&self) -> Result<()> {
        self.click("button", "Select text").await?;
        self.has_texts("").await
    }

    /// Waits until texts are listed, each with this in its name or words.
    async fn has_texts(&self, part: &str) -> Result<()> {
        let script = format!(
            "const rows = [...document.querySelectorAll('.replies-row')]
             return rows.length > 0 && rows.every(row => row.innerText.toLowerCase().includes({}))",
            serde_json::to_string(&part.to_lowercase())?
        );
        self.until(&format!("the texts are not those with “{part}”"), &script).await
    }

    /// Waits until the preview says this.
    async fn previews(&self, text: &str) -> Result<()> {
        let script = format!(
            "return document.querySelector('.replies-text')?.innerText === {}",
            serde_json::to_string(text)?
        );
        self.until(&format!("the preview does not say “{text}”"), &script).await
    }

    /// Waits until no list is open.
    async fn has_no_texts(&self) -> Result<()> {
        self.until("the texts are still there", "return document.querySelector('.replies') === null").await
    }
}

/// S107 S108 S109 S110 S111 S112: a text is found by name, shown as it will be, put into the
/// message at the caret with what is written there kept, changed, and sent by Enter only; the
/// template stays as it is. One step of undo takes it out again.
#[tokio::test]
async fn a_text_is_chosen_changed_and_sent() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.type_into("textbox", "Message to Olena", "Dear  there").await?;
    for _ in 0.." there".len() {
        anna.press(Key::Left).await?;
    }
    anna.selects_text().await?;
    anna.accessible().await?;
    anna.press("wel").await?;
    anna.has_texts("wel").await?;
    let welcome = "Hello, and thank you for writing to us! My name is Anna. How can I help you?";
    anna.previews(welcome).await?;
    anna.press(Key::Enter).await?;
    anna.composer_holds(&format!("Dear {welcome} there")).await?;
    anna.has_no_texts().await?;
    anna.press(Key::Control + "z").await?;
    anna.composer_holds("Dear  there").await?;
    anna.press(Key::Control + "y").await?;
    anna.composer_holds(&format!("Dear {welcome} there")).await?;
    assert!(!olena.transcript().await?.iter().any(|said| said.contains("thank you for writing")));
    anna.press(Key::Control + Key::End).await?;
    anna.press("!").await?;
    let sent = format!("Dear {welcome} there!");
    anna.composer_holds(&sent).await?;
    anna.press(Key::Enter).await?;
    olena.hears(&sent).await?;
    anna.selects_text().await?;
    anna.press("welcome").await?;
    anna.previews(welcome).await?;
    anna.no_errors(&[]).await
}

/// S108: `/` at the start of a word looks for a text, by keyboard alone; in an address it does
/// not, and Escape leaves it a slash. Several texts go into one message.
#[tokio::test]
async fn a_slash_looks_for_texts() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.type_into("textbox", "Message to Olena", "See https://example.com/x and/or ").await?;
    anna.has_no_texts().await?;
    anna.press("/good").await?;
    anna.has_texts("good").await?;
    anna.press(Key::Escape).await?;
    anna.has_no_texts().await?;
    anna.press("b").await?;
    anna.has_no_texts().await?;
    anna.press(Key::Control + "a").await?;
    anna.press("/one mo").await?;
    anna.has_no_texts().await?;
    anna.press(Key::Control + "a").await?;
    anna.press("/looking").await?;
    anna.has_texts("looking").await?;
    anna.press(Key::Down + Key::Up).await?;
    anna.press(Key::Enter).await?;
    anna.composer_holds("One moment, please: I am looking into it.\nI will be back within two minutes.")
        .await?;
    anna.press(" /goodb").await?;
    anna.has_texts("goodb").await?;
    anna.press(Key::Enter).await?;
    anna.has_no_texts().await?;
    let both = "One moment, please: I am looking into it.\nI will be back within two minutes. Thank you for your time, and have a nice day! 🙂";
    anna.composer_holds(both).await?;
    anna.press(Key::Enter).await?;
    olena.hears(both).await?;
    anna.no_errors(&[]).await
}

/// S108: every character of the search is literal, and the text that this agent takes most comes
/// first.
#[tokio::test]
async fn signs_are_literal_and_the_most_used_comes_first() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.selects_text().await?;
    for nonsense in ["(", "\\", "a+b", "[", "?*"] {
        let search = anna.element("combobox", "Search by name or text").await?;
        search.send_keys(Key::Control + "a").await?;
        search.send_keys(nonsense).await?;
        anna.until(
            &format!("“{nonsense}” is not looked for as it is"),
            &format!(
                "return [...document.querySelectorAll('.replies-row')].every(row => row.innerText.includes({}))",
                serde_json::to_string(nonsense)?
            ),
        )
        .await?;
    }
    anna.press(Key::Control + "a").await?;
    anna.press("goodbye").await?;
    anna.has_texts("goodbye").await?;
    anna.press(Key::Enter).await?;
    anna.has_no_texts().await?;
    anna.driver().refresh().await?;
    anna.click("button", "Olena").await?;
    anna.selects_text().await?;
    anna.until(
        "the one used most does not come first",
        "return document.querySelector('.replies-row').innerText.includes('Goodbye')",
    )
    .await?;
    anna.no_errors(&[]).await
}

/// S109: what is not known is marked, and the message waits until it is filled in or removed.
#[tokio::test]
async fn an_unfilled_place_is_not_sent() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.selects_text().await?;
    anna.press("case registered").await?;
    anna.sees("1 place to fill in").await?;
    anna.press(Key::Enter).await?;
    anna.sees("Fill in or remove before sending:").await?;
    anna.accessible().await?;
    anna.press(Key::End).await?;
    anna.press(Key::Enter).await?;
    anna.until(
        "the place is not selected",
        "const field = document.activeElement
         return field.value?.slice(field.selectionStart, field.selectionEnd) === '{{case.number}}'",
    )
    .await?;
    anna.press("SR00000007").await?;
    anna.press(Key::Enter).await?;
    let said = "Olena, your case SR00000007 is registered. We will write to you as soon as it is solved.";
    olena.hears(said).await?;
    anna.no_errors(&[]).await
}

/// S107: without a connection to the CRM the last copy is offered, and says so.
#[tokio::test]
async fn the_last_copy_is_offered_without_a_connection() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.selects_text().await?;
    anna.press(Key::Escape).await?;
    anna.cannot_reach(&["*/odata/*"]).await?;
    anna.selects_text().await?;
    anna.sees("These texts may be out of date.").await?;
    anna.press("welcome").await?;
    anna.has_texts("welcome").await?;
    anna.press(Key::Enter).await?;
    anna.composer_holds("Hello, and thank you for writing to us! My name is Anna. How can I help you?")
        .await?;
    Ok(())
}
