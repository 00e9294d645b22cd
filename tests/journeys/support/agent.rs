//! An agent at the desk.

use std::ops::Deref;

use anyhow::{Context, Result};
use thirtyfour::prelude::*;

use super::customer::Customer;
use super::page::Page;
use super::sandbox::Sandbox;
use super::wait::eventually;

/// The size of a usual screen.
const WIDE: (u32, u32) = (1280, 800);
/// The size of the panel alone, as it is embedded.
const NARROW: (u32, u32) = (500, 800);

/// An agent in front of the page.
pub(crate) struct Agent(Page);

impl Deref for Agent {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}

impl Agent {
    /// Opens the desk, which asks who it is.
    pub(crate) async fn at_the_door(sandbox: &Sandbox, login: &str) -> Result<Agent> {
        Ok(Agent(Page::open(login, &sandbox.url("/"), WIDE).await?))
    }

    /// Opens the desk in a narrow frame, where the panel stands alone.
    pub(crate) async fn in_a_narrow_frame(sandbox: &Sandbox, login: &str) -> Result<Agent> {
        let agent = Agent(Page::open(login, &sandbox.url("/"), NARROW).await?);
        agent.log_in(login, "demo").await?;
        agent.sees("CallCenter off").await?;
        Ok(agent)
    }

    /// Opens the desk and logs in; the agent is not in the contact centre yet.
    pub(crate) async fn logged_in(sandbox: &Sandbox, login: &str) -> Result<Agent> {
        let agent = Self::at_the_door(sandbox, login).await?;
        agent.log_in(login, "demo").await?;
        agent.sees("CallCenter off").await?;
        Ok(agent)
    }

    /// Opens the desk, logs in and goes Ready.
    pub(crate) async fn ready(sandbox: &Sandbox, login: &str) -> Result<Agent> {
        let agent = Self::logged_in(sandbox, login).await?;
        agent.go_ready().await?;
        Ok(agent)
    }

    /// Fills in the login form and sends it.
    pub(crate) async fn log_in(&self, user: &str, password: &str) -> Result<()> {
        for (field, text) in [("User name", user), ("Password", password)] {
            let field = self.element("textbox", field).await?;
            field.clear().await?;
            field.send_keys(text).await?;
        }
        self.click("button", "Log in").await
    }

    /// Goes Ready, from whatever status.
    pub(crate) async fn go_ready(&self) -> Result<()> {
        self.choose_status("Ready").await
    }

    /// Chooses a status and waits until the server has it.
    pub(crate) async fn choose_status(&self, name: &str) -> Result<()> {
        self.click("button", "Status").await?;
        self.click("button", name).await?;
        self.status_is(name).await
    }

    /// Waits until the status is this.
    pub(crate) async fn status_is(&self, name: &str) -> Result<()> {
        self.element("button", &format!("Status: {name}")).await.map(drop)
    }

    /// Comes to a chat with this customer, who has written before, through its invitation.
    pub(crate) async fn in_chat(sandbox: &Sandbox, login: &str, customer: &str) -> Result<(Agent, Customer)> {
        let agent = Self::ready(sandbox, login).await?;
        let other = Customer::start(sandbox, "telegram", customer, "Support").await?;
        agent.accepts(customer).await?;
        agent.element("textbox", &format!("Message to {customer}")).await?;
        Ok((agent, other))
    }

    /// Accepts the invitation of this customer, the only one there is.
    pub(crate) async fn accepts(&self, customer: &str) -> Result<()> {
        self.element("region", &format!("Invitation: {customer}")).await?;
        self.click("button", "Accept").await
    }

    /// Accepts the invitation of this customer among several.
    pub(crate) async fn accepts_named(&self, customer: &str) -> Result<()> {
        let invitation = self.element("region", &format!("Invitation: {customer}")).await?;
        let accept = invitation.find(By::XPath(".//button[normalize-space() = 'Accept']")).await?;
        accept.click().await?;
        self.element("textbox", &format!("Message to {customer}")).await.map(drop)
    }

    /// Types a message and sends it with Enter.
    pub(crate) async fn writes(&self, text: &str) -> Result<()> {
        let composer = self.element("textbox", "Message to").await?;
        composer.send_keys(text).await?;
        // Right after a chat came up an Enter is not for it yet; people see that and press again.
        let sent = eventually(format!("“{text}” stays in the composer"), async || {
            composer.send_keys(Key::Enter).await?;
            Ok(self.composer().await?.is_empty().then_some(()))
        })
        .await;
        self.explained(sent).await
    }

    /// Waits until a message of this author with this text is shown.
    pub(crate) async fn says(&self, author: &str, text: &str) -> Result<()> {
        let script = "
            const [author, text] = arguments
            return [...document.querySelectorAll('[role=log] article')].some(article =>
              article.ariaLabel.startsWith(author) && article.innerText.includes(text))";
        let said = eventually(format!("{author} does not say “{text}”"), async || {
            let answer = self.driver().execute(script, vec![author.into(), text.into()]).await?;
            Ok(answer.json().as_bool().unwrap_or_default().then_some(()))
        })
        .await;
        self.explained(said).await
    }

    /// What the field for a message holds.
    async fn composer(&self) -> Result<String> {
        let value = self.ask("return document.querySelector('textarea')?.value").await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the field for a message holds exactly this.
    pub(crate) async fn composer_holds(&self, text: &str) -> Result<()> {
        let mut value = String::new();
        let held = eventually(format!("the composer does not hold “{text}”"), async || {
            value = self.composer().await?;
            Ok((value == text).then_some(()))
        })
        .await;
        self.explained(held.with_context(|| format!("it holds “{value}”"))).await
    }
}
