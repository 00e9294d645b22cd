//! An agent at the desk.

use std::ops::Deref;

use anyhow::Result;
use thirtyfour::prelude::*;

use super::page::Page;
use super::sandbox::Sandbox;

/// The size of a usual screen.
pub(crate) const WIDE: (u32, u32) = (1280, 800);
/// The size of the panel alone, as it is embedded.
pub(crate) const NARROW: (u32, u32) = (500, 800);

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

    /// Accepts the invitation of this customer.
    pub(crate) async fn accepts(&self, customer: &str) -> Result<()> {
        self.element("region", &format!("Invitation: {customer}")).await?;
        self.click("button", "Accept").await
    }

    /// Types a message and sends it with Enter.
    pub(crate) async fn writes(&self, text: &str) -> Result<()> {
        let composer = self.element("textbox", "Message").await?;
        composer.send_keys(text).await?;
        Ok(composer.send_keys(Key::Enter).await?)
    }
}
