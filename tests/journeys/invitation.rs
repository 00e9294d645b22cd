//! Invitations: what they say, how they are answered, and why they go.

use anyhow::Result;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;

/// S21 S23 S24 S25 S29: an invitation names the customer, the source and the queue, offers three
/// answers, and Accept opens the chat with all that was said before.
#[tokio::test]
async fn an_invitation_is_accepted() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    olena.writes("And I am in a hurry").await?;
    anna.sees("Telegram · Support").await?;
    for answer in ["Accept", "Open", "Cancel"] {
        anna.element("button", answer).await?;
    }
    anna.accessible().await?;
    anna.accepts("Olena").await?;
    anna.lacks("button", "Accept").await?;
    anna.lacks("button", "Cancel").await?;
    let said = ["What can we help you with?", "It is about my order", "And I am in a hurry"];
    for text in said {
        anna.sees(text).await?;
    }
    let text = anna.text().await?;
    assert!(said.map(|text_said| text.find(text_said)).is_sorted(), "in the order in which it was said");
    olena.writes("Are you there?").await?;
    anna.sees("Are you there?").await?;
    anna.accessible().await?;
    anna.no_errors(&[]).await
}

/// S21: an invitation shows on the Chats button while the panel is closed, and in the title.
#[tokio::test]
async fn an_invitation_shows_while_the_panel_is_closed() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    anna.click("button", "Chats").await?;
    anna.misses("No active chats").await?;
    Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.until("the title does not tell", "return document.title.includes('1 invitation')").await?;
    anna.click("button", "Chats").await?;
    anna.element("region", "Invitation: Olena").await.map(drop)
}

/// S22: the newest invitation stands above the chats at work.
#[tokio::test]
async fn an_invitation_stands_on_top() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    for name in ["Marta", "Petro", "Oksana"] {
        Customer::start(&sandbox, "telegram", name, "Support").await?;
        anna.accepts(name).await?;
        anna.click("button", "Back").await?;
    }
    Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.sees("Olena").await?;
    let text = anna.text().await?;
    assert!(["Olena", "Petro"].map(|name| text.find(name)).is_sorted(), "the invitation is first:\n{text}");
    Ok(())
}

/// S26 S27: Open and the customer's name lead to the chat's page, and accept nothing.
#[tokio::test]
async fn open_shows_the_chat_without_accepting_it() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.click("button", "Open").await?;
    anna.sees("Accept this chat to answer.").await?;
    anna.sees("It is about my order").await?;
    anna.driver().back().await?;
    anna.misses("Accept this chat to answer.").await?;
    anna.click("link", "Olena").await?;
    anna.sees("Accept this chat to answer.").await?;
    assert_eq!(sandbox.conversation(&olena.id).await?["agents"], json!([]));
    Ok(())
}

/// S82: the chat's page says when the chat was accepted: not before, and still after a reload and the
/// end.
#[tokio::test]
async fn the_page_says_when_the_chat_was_accepted() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.click("button", "Open").await?;
    let heading = "Chat with Olena Started ";
    anna.element("heading", "Chat with Olena").await?;
    anna.lacks("heading", heading).await?;
    anna.click("button", "Accept").await?;
    let started = anna.element("heading", heading).await?.text().await?;
    anna.driver().refresh().await?;
    assert_eq!(anna.element("heading", heading).await?.text().await?, started);
    olena.ends().await?;
    anna.sees("Olena ended this chat.").await?;
    assert_eq!(anna.element("heading", heading).await?.text().await?, started);
    Ok(())
}

/// S28 S29: after Cancel a colleague is asked, and the one who cancelled is not asked again.
#[tokio::test]
async fn a_cancelled_chat_goes_to_a_colleague() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.element("region", "Invitation: Olena").await?;
    let bohdan = Agent::ready(&sandbox, "bohdan").await?;
    anna.click("button", "Cancel").await?;
    anna.sees("You cancelled.").await?;
    anna.lacks("button", "Accept").await?;
    bohdan.accepts("Olena").await?;
    bohdan.sees("It is about my order").await?;
    anna.lacks("button", "Accept").await
}

/// S29: a double click on Accept joins once.
#[tokio::test]
async fn a_double_click_accepts_once() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    let accept = anna.element("button", "Accept").await?;
    anna.driver().action_chain().double_click_element(&accept).perform().await?;
    anna.sees("You joined").await?;
    anna.element("textbox", "Message to Olena").await?;
    assert_eq!(sandbox.look("frames?user=anna").await?["counts"]["request join_chat"], 1);
    Ok(())
}

/// S21 S29: an invitation that nobody answers runs out, and says so.
#[tokio::test]
async fn an_invitation_runs_out() -> Result<()> {
    let sandbox = Sandbox::start()?;
    sandbox.set_queue("Support", json!({ "invite_chat_timeout": 2 })).await?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.element("timer", "Seconds to answer").await?;
    anna.sees("Time ran out.").await?;
    anna.lacks("button", "Accept").await
}

/// S29: when the customer leaves, the invitation says so.
#[tokio::test]
async fn the_customer_leaves_before_anybody_accepts() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.element("region", "Invitation: Olena").await?;
    olena.ends().await?;
    anna.sees("The customer left.").await?;
    anna.lacks("button", "Accept").await
}

/// S23: the three answers are reached and used by keyboard.
#[tokio::test]
async fn an_invitation_is_answered_by_keyboard() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.element("button", "Accept").await?;
    for _ in 0..30 {
        anna.press(Key::Tab).await?;
        if anna.driver().active_element().await?.text().await? == "Accept" {
            break;
        }
    }
    anna.press(Key::Enter).await?;
    anna.element("textbox", "Message to Olena").await.map(drop)
}
