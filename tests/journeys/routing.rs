//! Which agent is offered which chat: seats, skills, capacity, and calls or chats but never both.

use anyhow::Result;
use serde_json::json;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;

/// S1: a user of the CRM without a seat has neither calls nor chats, and reads why.
#[tokio::test]
async fn a_user_without_a_seat_has_no_chats() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let olha = Agent::at_the_door(&sandbox, "olha").await?;
    olha.log_in("olha", "demo").await?;
    olha.sees("Chats and calls are not set up for you").await?;
    Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    olha.lacks("button", "Chats").await?;
    olha.never_shows("Marta").await?;
    olha.accessible().await
}

/// S2 S5 S7 S8 S9: an agent for both has calls and chats, but only ever one kind at a time.
#[tokio::test]
async fn calls_and_chats_exclude_each_other() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    anna.element("button", "Calls").await?;
    anna.element("button", "Chats").await?;
    sandbox.control("calls", json!({ "agent": "anna", "from": "+380441234567" })).await?;
    anna.sees("On a call: no chats come meanwhile.").await?;
    let marta = Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    anna.never_shows("Marta").await?;
    sandbox.control("agents/anna/call/end", json!({})).await?;
    anna.accepts("Marta").await?;
    anna.sees("It is about my order").await?;

    sandbox.control("calls", json!({ "queue": "Hotline", "from": "+380447654321" })).await?;
    anna.click("button", "Calls").await?;
    anna.sees("No call").await?;
    anna.never_shows("A call is ringing").await?;
    marta.ends().await?;
    anna.sees("A call is ringing").await
}

/// S3: an agent who works with calls only is offered no chat.
#[tokio::test]
async fn an_agent_for_calls_gets_no_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let dmytro = Agent::ready(&sandbox, "dmytro").await?;
    let marta = Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    sandbox.control("calls", json!({ "queue": "Hotline" })).await?;
    dmytro.click("button", "Calls").await?;
    dmytro.sees("A call is ringing").await?;
    dmytro.never_shows("Marta").await?;
    assert_eq!(sandbox.conversation(&marta.id).await?["invited"], json!([]));
    Ok(())
}

/// S4: an agent who works with chats only is offered no call.
#[tokio::test]
async fn an_agent_for_chats_gets_no_call() -> Result<()> {
    let sandbox = Sandbox::start()?;
    sandbox.learn_skill("bohdan", "phone").await?;
    let bohdan = Agent::ready(&sandbox, "bohdan").await?;
    sandbox.control("calls", json!({ "queue": "Hotline" })).await?;
    Customer::start(&sandbox, "viber", "Marta", "Support").await?;
    bohdan.sees("Viber · Support").await?;
    bohdan.click("button", "Calls").await?;
    bohdan.sees("No call").await?;
    bohdan.never_shows("A call is ringing").await
}

/// S6 S10 S11 S12: a chat comes to an agent with the queue's skill, and only to such a one.
#[tokio::test]
async fn skills_decide_who_is_asked() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let carmen = Agent::ready(&sandbox, "carmen").await?;
    Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    anna.sees("Telegram · Support").await?;
    Customer::start(&sandbox, "viber", "Petro", "Sales").await?;
    carmen.sees("Viber · Sales").await?;
    carmen.never_shows("Marta").await?;
    anna.lacks("region", "Invitation: Petro").await?;

    anna.accepts("Marta").await?;
    anna.click("button", "Back").await?;
    sandbox.forget_skill("anna", "support").await?;
    Customer::start(&sandbox, "telegram", "Oksana", "Support").await?;
    anna.never_shows("Oksana").await?;
    sandbox.learn_skill("anna", "support").await?;
    anna.element("region", "Invitation: Oksana").await.map(drop)
}

/// S13: chats come only in CallCenter and Ready, and the panel says why none come.
#[tokio::test]
async fn chats_come_only_to_who_is_ready() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    Customer::start(&sandbox, "telegram", "Marta", "Support").await?;
    anna.sees("CallCenter is off: no chats come.").await?;
    anna.never_shows("Marta").await?;
    anna.choose_status("Lunch").await?;
    anna.sees("On a pause: no chats come.").await?;
    anna.never_shows("Marta").await?;
    anna.accessible().await?;
    anna.go_ready().await?;
    anna.element("region", "Invitation: Marta").await.map(drop)
}

/// S14: who has as many chats as allowed is passed over.
#[tokio::test]
async fn a_chat_goes_to_a_free_agent() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let seat =
        json!({ "user": "ivan", "password": "demo", "team": "Sales", "skills": ["sales"], "chat_count": 1 });
    sandbox.control("agents", seat).await?;
    let ivan = Agent::ready(&sandbox, "ivan").await?;
    Customer::start(&sandbox, "telegram", "Marta", "Sales").await?;
    ivan.accepts("Marta").await?;
    let carmen = Agent::ready(&sandbox, "carmen").await?;
    Customer::start(&sandbox, "telegram", "Petro", "Sales").await?;
    carmen.element("region", "Invitation: Petro").await?;
    ivan.click("button", "Back").await?;
    ivan.lacks("region", "Invitation: Petro").await
}
