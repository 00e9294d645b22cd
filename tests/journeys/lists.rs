//! The Chats button and the two lists behind it.

use anyhow::Result;
use serde_json::json;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;
use crate::support::wait::eventually;

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
    sandbox.set_queue("Sales", json!({ "greeting": "", "question": "", "wrap_up_time": 0 })).await?;
    let carmen = Agent::ready(&sandbox, "carmen").await?;
    carmen.driver().execute("window.stillThisPage = true", vec![]).await?;
    for n in 1..=11 {
        let name = format!("Customer {n}");
        let customer = Customer::arrive(&sandbox, "telegram", &name, "Sales").await?;
        customer.writes("Just a moment").await?;
        carmen.accepts_named(&name).await?;
        customer.ends().await?;
        carmen.sees(&format!("{name} ended this chat.")).await?;
        carmen.click("button", "Back").await?;
    }
    carmen.sees("No active chats").await?;
    carmen.click("tab", "Closed").await?;
    let names = "return [...document.querySelectorAll('.chat-row-name')].map(name => name.innerText)";
    let newest: Vec<String> = (2..=11).rev().map(|n| format!("Customer {n}")).collect();
    eventually("the closed chats are not the last ten, newest first", async || {
        Ok((carmen.ask(names).await? == json!(newest)).then_some(()))
    })
    .await?;
    carmen.until("the page was loaded again", "return window.stillThisPage === true").await
}
