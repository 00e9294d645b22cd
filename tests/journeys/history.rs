//! The history of all chats.

use anyhow::Result;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

impl Agent {
    /// Goes to the history and waits until its first rows are there.
    async fn opens_history(&self) -> Result<()> {
        self.click("link", "Webitel Chats").await?;
        self.has_rows().await
    }

    async fn has_rows(&self) -> Result<()> {
        self.until("the history has no rows", "return document.querySelector('.history-name') !== null").await
    }

    /// Waits until a column holds nothing but this.
    async fn shows_only(&self, nth: usize, value: &str) -> Result<()> {
        let script = format!(
            "const rows = [...document.querySelectorAll('.history-row')]
             return rows.length > 0 && rows.length < 30 && rows.every(row => row.cells[{nth}]?.innerText === {})",
            serde_json::to_string(value)?
        );
        self.until(&format!("others than {value} are listed"), &script).await
    }

    /// What stands in a column, from the first row in the page on.
    async fn column(&self, nth: usize) -> Result<Vec<String>> {
        let script = format!(
            "return [...document.querySelectorAll('.history-row:has(.history-name)')].map(row => row.cells[{nth}].innerText)"
        );
        Ok(serde_json::from_value(self.ask(&script).await?)?)
    }
}

/// S140 S141: the section lists the chats with their columns, the newest first; it is sorted by a
/// click and searched by name, state and source.
#[tokio::test]
async fn the_history_lists_sorts_and_searches() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_history().await?;
    anna.sees("30 chats").await?;
    for column in ["Name", "From", "To", "Source", "Queue", "Start time", "End time", "State"] {
        anna.element("columnheader", column).await?;
    }
    anna.accessible().await?;
    anna.click("button", "Name").await?;
    anna.until(
        "it is not sorted by name",
        "return document.querySelector('th[aria-sort=ascending]')?.innerText.includes('Name') &&
           document.querySelector('.history-name') !== null",
    )
    .await?;
    let chosen = anna.column(0).await?.into_iter().next().unwrap_or_default();
    anna.type_into("searchbox", "Search by name", &chosen).await?;
    anna.until(
        "the search does not narrow the list",
        "return document.querySelectorAll('.history-name').length < 12 && document.querySelector('.history-name') !== null",
    )
    .await?;
    assert!(anna.column(0).await?.iter().all(|name| name.contains(&chosen)));
    anna.element("searchbox", "Search by name").await?.send_keys(Key::Control + "a" + Key::Delete).await?;
    anna.sees("30 chats").await?;
    let source = anna.element("combobox", "Source").await?;
    source.send_keys("Viber").await?;
    anna.until(
        "others than Viber are listed",
        "const rows = [...document.querySelectorAll('.history-row:has(.history-name)')]
         return rows.length > 0 && rows.every(row => row.cells[3].innerText === 'Viber')",
    )
    .await?;
    anna.no_errors(&[]).await
}

/// S141: the list is narrowed to a queue and to an agent, and is whole again without them.
#[tokio::test]
async fn the_history_is_narrowed_to_a_queue_and_an_agent() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_history().await?;
    anna.sees("30 chats").await?;
    let (queues, agents) = (anna.column(4).await?, anna.column(2).await?);
    let (queue, agent) = (&queues[0], &agents[0]);
    anna.type_into("searchbox", "Queue", queue).await?;
    anna.shows_only(4, queue).await?;
    anna.click("combobox", "Agent").await?;
    anna.press(agent.as_str()).await?;
    anna.click("option", agent).await?;
    anna.shows_only(2, agent).await?;
    anna.shows_only(4, queue).await?;
    anna.click("button", "Clear").await?;
    anna.element("searchbox", "Queue").await?.send_keys(Key::Control + "a" + Key::Delete).await?;
    anna.sees("30 chats").await?;
    anna.no_errors(&[]).await
}

/// S142: a row opens the record of its chat.
#[tokio::test]
async fn a_row_opens_its_record() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_history().await?;
    let name = anna.column(0).await?.into_iter().next().unwrap_or_default();
    anna.driver().find(By::Css(".history-name")).await?.click().await?;
    anna.element("region", "Profile").await?;
    anna.sees(&name).await?;
    anna.sees("Completed").await
}

/// S142 S143: a chat of a colleague opens with all that was said in it, and nothing can be written
/// there.
#[tokio::test]
async fn a_colleagues_chat_is_read_only() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (bohdan, customer) = Agent::in_chat(&sandbox, "bohdan", "Olena").await?;
    customer.writes("Is my parcel there?").await?;
    bohdan.writes("It arrives tomorrow").await?;
    bohdan.click("button", "End chat").await?;
    bohdan.click("button", "Yes").await?;
    bohdan.sees("Nothing more can be sent here.").await?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_history().await?;
    anna.click("link", "Olena").await?;
    anna.sees("Is my parcel there?").await?;
    anna.sees("It arrives tomorrow").await?;
    anna.sees("This chat is over.").await?;
    anna.lacks("textbox", "Message to Olena").await?;
    anna.accessible().await?;
    anna.no_errors(&["404"]).await
}

/// S140: 100,000 chats are scrolled through without a jump, and the page stays small.
#[tokio::test]
async fn a_hundred_thousand_chats_are_scrolled_through() -> Result<()> {
    let sandbox = Sandbox::start()?;
    sandbox.control("creatio/chats", json!({ "count": 100_000 })).await?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_history().await?;
    anna.sees("100,030 chats").await?;
    for place in [0.5, 0.99, 0.1] {
        anna.ask(&format!(
            "const list = document.querySelector('.history-list'); list.scrollTop = list.scrollHeight * {place}"
        ))
        .await?;
        anna.until(
            "no rows are in view",
            "const list = document.querySelector('.history-list')
             const middle = list.getBoundingClientRect().top + list.clientHeight / 2
             return [...document.querySelectorAll('.history-row:has(.history-name)')].some(row => {
               const { top, bottom } = row.getBoundingClientRect()
               return top <= middle && bottom >= middle
             })",
        )
        .await?;
        let nodes = anna.ask("return document.querySelectorAll('*').length").await?;
        assert!(nodes.as_u64().is_some_and(|nodes| nodes < 900), "{nodes} nodes");
    }
    anna.no_errors(&[]).await
}
