//! The Chats button and the two lists behind it.

use anyhow::Result;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;

/// S15 S16: the Chats button opens and closes the panel; the tabs show one list at a time.
#[tokio::test]
async fn the_panel_offers_two_lists() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.sees("No active chats").await?;
    anna.click("tab", "Closed").await?;
    anna.misses("No active chats").await?;
    anna.sees("Michael Brown").await?;
    anna.accessible().await?;
    anna.click("button", "Chats").await?;
    anna.misses("Michael Brown").await?;
    anna.click("button", "Chats").await?;
    anna.sees("Michael Brown").await
}

/// S17: each agent sees only the own chats.
#[tokio::test]
async fn agents_see_their_own_chats() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    anna.accepts("Marta").await?;
    let carmen = Agent::ready(&sandbox, "carmen").await?;
    Customer::start(&sandbox, "telegram", "Petro", "Sales").await?;
    carmen.accepts("Petro").await?;
    for (agent, own, other) in [(&anna, "Marta", "Petro"), (&carmen, "Petro", "Marta")] {
        agent.click("button", "Back").await?;
        agent.sees(own).await?;
        agent.never_shows(other).await?;
    }
    Ok(())
}

/// S18 S19 S20: a chat that ends moves from Active to the top of Closed, which holds ten.
#[tokio::test]
async fn an_ended_chat_is_first_of_ten_closed_ones() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.accepts("Olena").await?;
    anna.sees("It is about my order").await?;
    anna.driver().execute("window.stillThisPage = true", vec![]).await?;
    olena.ends().await?;
    anna.sees("Olena ended this chat.").await?;
    anna.click("button", "Back").await?;
    anna.click("tab", "Closed").await?;
    anna.until(
        "Olena is not the first of ten",
        "const rows = [...document.querySelectorAll('[role=tabpanel] li')]
         return rows.length === 10 && rows[0].innerText.includes('Olena')",
    )
    .await?;
    let times = "return [...document.querySelectorAll('[role=tabpanel] li time')].map(time => time.dateTime)";
    let times: Vec<String> = serde_json::from_value(anna.ask(times).await?)?;
    assert!(times.iter().rev().is_sorted(), "the newest is first: {times:?}");
    anna.until("the page was loaded again", "return window.stillThisPage === true").await
}
