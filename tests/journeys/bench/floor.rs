//! A contact centre with 40 chats under way, worked by one agent with one page.

use anyhow::Result;
use serde_json::json;

use crate::support::customer::Customer;
use crate::support::page::Page;
use crate::support::sandbox::Sandbox;
use crate::support::wait::eventually;

/// What every page under measurement runs before its own code.
pub(super) const PROBE: &str = include_str!("probe.js");

/// A page, what it talks to, and the customers behind it.
pub(super) struct Floor {
    pub(super) sandbox: Sandbox,
    pub(super) page: Page,
    pub(super) customers: Vec<Customer>,
}

impl Floor {
    /// Opens a bundle on a fresh server, and brings 40 chats into it.
    pub(super) async fn open(bundle: &str) -> Result<Floor> {
        let sandbox = Sandbox::serving(bundle)?;
        let queue = json!({ "skills": ["bench"], "greeting": "", "question": "", "wrap_up_time": 0 });
        sandbox.set_queue("Bench", queue).await?;
        let seat = json!({ "user": "bench", "password": "demo", "team": "Sales", "skills": ["bench"], "chat_count": 60 });
        sandbox.control("agents", seat).await?;
        let page = Page::open("the bench", "about:blank", (1280, 800)).await?;
        page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PROBE })).await?;
        page.driver().goto(sandbox.url("/")).await?;
        for (field, text) in [("User name", "bench"), ("Password", "demo")] {
            page.type_into("textbox", field, text).await?;
        }
        page.click("button", "Log in").await?;
        let mut floor = Floor { sandbox, page, customers: Vec::new() };
        floor.fill().await?;
        floor.page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        Ok(floor)
    }

    async fn fill(&mut self) -> Result<()> {
        eventually("the agent does not get ready", async || {
            self.page.ask("probe.goReady()").await?;
            Ok((self.sandbox.look("agents/bench").await?["status"] == "online").then_some(()))
        })
        .await?;
        for n in 1..=40 {
            let customer = Customer::arrive(&self.sandbox, "telegram", &name(n), "Bench").await?;
            customer.writes(&format!("Customer {n:02} is here")).await?;
            eventually(format!("chat {n} is not accepted"), async || {
                self.page.ask("probe.accept()").await?;
                let agents = &self.sandbox.conversation(&customer.id).await?["agents"];
                Ok((*agents != json!([])).then_some(()))
            })
            .await?;
            self.customers.push(customer);
        }
        Ok(())
    }
}

/// The name of a customer.
pub(super) fn name(n: usize) -> String {
    format!("Customer {n:02}")
}
