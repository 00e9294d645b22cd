//! The chat window: who said what, in the panel and on the chat's page.

use anyhow::Result;
use serde_json::json;
use thirtyfour::Key;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;

/// S33 S34 S35 S36: the bot, the customer and the agent are told apart by more than colour.
#[tokio::test]
async fn three_authors_are_told_apart() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.writes("Hello, this is Anna").await?;
    olena.hears("Hello, this is Anna").await?;
    anna.says("Bot", "What can we help you with?").await?;
    anna.says("Olena", "It is about my order").await?;
    anna.says("You", "Hello, this is Anna").await?;
    anna.accessible().await
}

/// S24 S30: half a message survives going elsewhere, while messages come in.
#[tokio::test]
async fn a_draft_waits_while_the_agent_looks_elsewhere() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.type_into("textbox", "Message to Olena", "Half a sen").await?;
    anna.click("button", "Back").await?;
    olena.writes("Still there?").await?;
    anna.element("image", "1 unread message").await?;
    anna.click("button", "Olena").await?;
    anna.composer_holds("Half a sen").await?;
    anna.says("Olena", "Still there?").await
}

/// S24: from within a chat the agent sees who else waits, and goes there with one click or key; what
/// was typed stays where it was typed.
#[tokio::test]
async fn another_chat_is_one_step_away() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, marta) = Agent::in_chat(&sandbox, "anna", "Marta Bondar").await?;
    anna.lacks("navigation", "Active chats").await?;
    let olena = Customer::start(&sandbox, "viber", "Olena", "Support").await?;
    anna.accepts("Olena").await?;
    anna.type_into("textbox", "Message to Olena", "Half a sen").await?;
    marta.writes("Still there?").await?;
    anna.click("button", "Marta Bondar, 1 unread message").await?;
    anna.says("Marta", "Still there?").await?;
    anna.composer_holds("").await?;
    anna.writes("I am").await?;
    marta.hears("I am").await?;
    anna.accessible().await?;
    let current = anna.element("button", "Marta").await?;
    assert_eq!(current.attr("aria-current").await?.as_deref(), Some("true"));
    current.focus().await?;
    anna.press(Key::Left).await?;
    anna.press(Key::Enter).await?;
    anna.composer_holds("Half a sen").await?;
    anna.until(
        "of the other chat something stayed",
        "return !document.querySelector('[role=log]').innerText.includes('Still there?')",
    )
    .await?;
    anna.writes("tence").await?;
    olena.hears("Half a sentence").await.map(drop)
}

/// S31 S32: the chat's page shows the same conversation as the panel, and both can write.
#[tokio::test]
async fn the_page_and_the_panel_show_the_same_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.click("link", "Olena").await?;
    anna.until("the chat is not there twice", "return document.querySelectorAll('[role=log]').length === 2")
        .await?;
    anna.writes("Once here, once there").await?;
    olena.hears("Once here, once there").await?;
    anna.until(
        "the message is not once in each",
        "return [...document.querySelectorAll('[role=log]')]
           .every(log => log.innerText.split('Once here, once there').length === 2)",
    )
    .await?;
    anna.accessible().await
}

/// S34: light markdown of an agent is shown, a customer's text stays as it is, links are safe.
#[tokio::test]
async fn texts_are_shown_safely() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    olena
        .writes("<img src=x onerror=\"window.pwned = 1\"> https://example.com/path javascript:alert(1)")
        .await?;
    anna.sees("<img src=x onerror").await?;
    anna.writes("This is **important**").await?;
    anna.until(
        "nothing is bold",
        "return document.querySelector('[role=log] strong')?.innerText === 'important'",
    )
    .await?;
    anna.until(
        "links are unsafe",
        "const links = [...document.querySelectorAll('[role=log] a')].filter(link => link.href.startsWith('http'))
         return window.pwned === undefined
           && links.some(link => link.href === 'https://example.com/path' && link.rel.includes('noopener'))
           && !document.querySelector('[href^=javascript]')",
    )
    .await
}

/// S30: a busy desk: two agents, three customers, every word where it belongs.
#[tokio::test]
async fn two_agents_and_three_customers() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let carmen = Agent::ready(&sandbox, "carmen").await?;
    let marta = Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    let oksana = Customer::start(&sandbox, "viber", "Oksana", "Support").await?;
    let petro = Customer::start(&sandbox, "webchat", "Petro", "Sales").await?;
    for (agent, name) in [(&anna, "Marta"), (&anna, "Oksana"), (&carmen, "Petro")] {
        agent.accepts_named(name).await?;
        agent.writes(&format!("Hello {name}")).await?;
        agent.says("You", &format!("Hello {name}")).await?;
        agent.click("button", "Back").await?;
    }
    for (customer, name) in [(&marta, "Marta"), (&oksana, "Oksana"), (&petro, "Petro")] {
        customer.hears(&format!("Hello {name}")).await?;
        customer.writes(&format!("{name} says thanks")).await?;
        let others = customer.transcript().await?.iter().filter(|line| line.starts_with("agent")).count();
        assert_eq!(others, 1);
    }
    anna.sees("Marta says thanks").await?;
    anna.sees("Oksana says thanks").await?;
    carmen.sees("Petro says thanks").await?;
    anna.never_shows("Petro says thanks").await
}

/// S30: the server is killed in the middle of a chat; nothing is lost and nothing is doubled.
#[tokio::test]
async fn the_server_dies_and_comes_back() -> Result<()> {
    let mut sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.writes("Before the fall").await?;
    olena.hears("Before the fall").await?;
    sandbox.kill();
    anna.sees("Connection lost.").await?;
    anna.writes("During the fall").await?;
    sandbox.restart()?;
    olena.writes("And after it").await?;
    anna.says("Olena", "And after it").await?;
    anna.misses("Connection lost.").await?;
    olena.hears("During the fall").await?;
    anna.says("You", "Before the fall").await?;
    assert_eq!(anna.count("Before the fall").await?, 1);
    let heard = olena.transcript().await?;
    assert_eq!(heard.iter().filter(|line| line.contains("the fall")).count(), 2, "{heard:?}");
    Ok(())
}

/// S30: what is written without a connection waits, can be taken back, and goes out once.
#[tokio::test]
async fn what_is_written_without_a_connection_waits() -> Result<()> {
    let mut sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    sandbox.kill();
    anna.sees("Connection lost.").await?;
    anna.writes("Not like this").await?;
    anna.sees("Queued").await?;
    anna.click("button", "Discard").await?;
    anna.composer_holds("Not like this").await?;
    anna.misses("Queued").await?;
    anna.writes(", but like this").await?;
    sandbox.restart()?;
    olena.hears("Not like this, but like this").await?;
    anna.says("You", "Not like this, but like this").await?;
    anna.misses("Queued").await?;
    assert_eq!(anna.count("Not like this").await?, 1);
    anna.accessible().await
}

/// S30: after a cut the desk connects again, and what was said meanwhile is there, once.
#[tokio::test]
async fn what_was_missed_comes_after_a_cut() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    sandbox.trouble("anna", json!({ "refuse_sockets_ms": 1500 })).await?;
    sandbox.cut("anna").await?;
    anna.sees("Connection lost.").await?;
    olena.writes("Said while away").await?;
    anna.says("Olena", "Said while away").await?;
    anna.misses("Connection lost.").await?;
    assert_eq!(anna.count("It is about my order").await?, 1);
    anna.writes("I am back").await?;
    olena.hears("I am back").await.map(drop)
}

/// S2 S24 S89: in a narrow frame the panel alone serves for everything.
#[tokio::test]
async fn the_panel_alone_is_enough() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::in_a_narrow_frame(&sandbox, "anna").await?;
    anna.go_ready().await?;
    let olena = Customer::start(&sandbox, "messenger", "Olena", "Support").await?;
    anna.accessible().await?;
    anna.accepts("Olena").await?;
    anna.writes("Hello from the panel").await?;
    olena.hears("Hello from the panel").await?;
    anna.until(
        "the page is wider than its frame",
        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth",
    )
    .await?;
    anna.accessible().await
}

/// S35: a message shows how far it has come; one that fails says why, and Retry sends it once.
#[tokio::test]
async fn a_message_that_fails_is_sent_again_once() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    sandbox.trouble("anna", json!({ "fail_next_send": "before" })).await?;
    anna.writes("Shall arrive").await?;
    anna.sees("Not sent").await?;
    anna.accessible().await?;
    anna.click("button", "Retry").await?;
    olena.hears("Shall arrive").await?;
    anna.lacks("button", "Retry").await?;
    let heard = olena.transcript().await?;
    assert_eq!(heard.iter().filter(|line| line.contains("Shall arrive")).count(), 1, "{heard:?}");
    Ok(())
}
