//! Thousands of texts.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

/// Texts of the length that such texts have, all different.
pub(crate) fn texts(count: usize) -> Vec<Value> {
    let text = |n: usize| {
        let words = "thank you for writing to us about your order ".repeat(1 + n % 5);
        json!({ "Name": format!("Text {n:04}"), "Description": format!("Dear {{{{contact.name}}}}, {words}\nNumber {n}.") })
    };
    (1..=count).map(text).collect()
}

/// S131 S132 S133 S134: 5,000 rows scroll, sort, are searched and edited to the last one, and the
/// page stays small.
#[tokio::test]
async fn five_thousand_texts_are_edited() -> Result<()> {
    let sandbox = Sandbox::start()?;
    sandbox.make_many_in_crm("WebitelChatHelloMessage", &texts(4987)).await?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    anna.sees("5,000 rows").await?;
    anna.element("grid", "Chat Hello Messages").await?.focus().await?;
    anna.press(Key::End).await?;
    anna.until(
        "the last row is not selected",
        "return document.querySelector('.content-row[aria-selected=true]')?.ariaRowIndex === '5001'",
    )
    .await?;
    anna.has_few_nodes().await?;
    anna.click("button", "Name").await?;
    anna.click("button", "Name").await?;
    for place in [0.5, 1.0, 0.0] {
        let script = format!(
            "const grid = document.querySelector('.content-grid'); grid.scrollTop = grid.scrollHeight * {place}"
        );
        anna.ask(&script).await?;
        anna.has_few_nodes().await?;
    }
    anna.type_into("searchbox", "Search by name or text", "number 4987.").await?;
    anna.sees("1 of 5,000 rows").await?;
    anna.press(Key::Down).await?;
    anna.until("the grid has no focus", "return document.activeElement.role === 'grid'").await?;
    anna.press(Key::Enter).await?;
    anna.fills_row("The last one", "of five thousand").await?;
    anna.click("button", "Save and finish").await?;
    anna.edits_no_row().await?;
    sandbox.keeps_text("The last one", "of five thousand").await?;
    anna.no_errors(&[]).await
}

/// S107 S108: the composer offers 5,000 texts, and holds only those in view.
#[tokio::test]
async fn the_composer_offers_five_thousand_texts() -> Result<()> {
    let sandbox = Sandbox::start()?;
    sandbox.make_many_in_crm("WebitelChatHelloMessage", &texts(4987)).await?;
    let (anna, _) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.click("button", "Select text").await?;
    anna.until(
        "not all are offered",
        "return Number(document.querySelector('.replies-row')?.ariaSetSize) >= 5000",
    )
    .await?;
    let rows = anna.ask("return document.querySelectorAll('.replies-row').length").await?;
    assert!(rows.as_u64().is_some_and(|rows| rows < 30), "{rows} rows");
    anna.press(Key::Up).await?;
    anna.until(
        "the last one is not in view",
        "const row = document.querySelector('.replies-row[aria-selected=true]')
         return row?.ariaPosInSet === row?.ariaSetSize",
    )
    .await?;
    anna.press("number 4987.").await?;
    anna.until("it is not found", "return document.querySelectorAll('.replies-row').length === 1").await?;
    anna.press(Key::Enter).await?;
    anna.until(
        "it is not in the message",
        "return document.querySelector('textarea').value.endsWith('Number 4987.')",
    )
    .await?;
    anna.no_errors(&[]).await
}

impl Agent {
    async fn has_few_nodes(&self) -> Result<()> {
        self.until(
            "no rows are in view",
            "const grid = document.querySelector('.content-grid')
             const middle = grid.getBoundingClientRect().top + grid.clientHeight / 2
             return [...document.querySelectorAll('.content-row')].some(row => {
               const { top, bottom } = row.getBoundingClientRect()
               return top <= middle && bottom >= middle
             })",
        )
        .await?;
        let nodes = self.ask("return document.querySelectorAll('*').length").await?;
        assert!(nodes.as_u64().is_some_and(|nodes| nodes < 900), "{nodes} nodes");
        Ok(())
    }
}
