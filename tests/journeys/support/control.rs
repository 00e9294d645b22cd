//! The sandbox's control interface: calls, load, and what goes wrong in the world.

use anyhow::{Context, Result, ensure};
use reqwest::Client;
use serde_json::{Value, json};

use super::customer::answer;
use super::sandbox::Sandbox;

impl Sandbox {
    /// Asks the control interface to do something; `path` is under `/sandbox`.
    pub(crate) async fn control(&self, path: &str, what: Value) -> Result<Value> {
        answer(Client::new().post(self.url(&format!("/sandbox/{path}"))).json(&what)).await
    }

    /// Looks something up in the control interface.
    pub(crate) async fn look(&self, path: &str) -> Result<Value> {
        answer(Client::new().get(self.url(&format!("/sandbox/{path}")))).await
    }

    /// How a conversation stands.
    pub(crate) async fn conversation(&self, id: &str) -> Result<Value> {
        self.look(&format!("conversations/{id}")).await
    }

    /// Gives an agent a skill.
    pub(crate) async fn learn_skill(&self, agent: &str, skill: &str) -> Result<()> {
        answer(Client::new().put(self.skill(agent, skill))).await.map(drop)
    }

    /// Takes a skill from an agent.
    pub(crate) async fn forget_skill(&self, agent: &str, skill: &str) -> Result<()> {
        answer(Client::new().delete(self.skill(agent, skill))).await.map(drop)
    }

    fn skill(&self, agent: &str, skill: &str) -> String {
        self.url(&format!("/sandbox/agents/{agent}/skills/{skill}"))
    }

    /// Changes a queue's settings.
    pub(crate) async fn set_queue(&self, name: &str, settings: Value) -> Result<()> {
        let mut queue = settings;
        queue["name"] = name.into();
        self.control("queues", queue).await.map(drop)
    }

    /// Lets something go wrong for an agent.
    pub(crate) async fn trouble(&self, agent: &str, fault: Value) -> Result<()> {
        let mut fault = fault;
        fault["user"] = agent.into();
        self.control("faults", fault).await.map(drop)
    }

    /// From now on this goes wrong in the CRM, and nothing else.
    pub(crate) async fn crm_trouble(&self, faults: Value) -> Result<()> {
        answer(Client::new().put(self.url("/sandbox/creatio/faults")).json(&faults)).await.map(drop)
    }

    /// What the CRM's OData answers, as anna may see it.
    pub(crate) async fn crm(&self, path: &str) -> Result<Value> {
        let request = Client::new().get(self.url(&format!("/odata/{path}")));
        answer(request.bearer_auth(self.crm_token().await?)).await
    }

    /// Changes a record of the CRM, as anna would on another page.
    pub(crate) async fn change_in_crm(&self, path: &str, change: Value) -> Result<()> {
        let request = Client::new().patch(self.url(&format!("/odata/{path}"))).json(&change);
        request.bearer_auth(self.crm_token().await?).send().await?.error_for_status()?;
        Ok(())
    }

    /// Makes many records in the CRM.
    pub(crate) async fn make_many_in_crm(&self, set: &str, records: &[Value]) -> Result<()> {
        let token = self.crm_token().await?;
        for some in records.chunks(100) {
            let requests: Vec<_> = (0..)
                .zip(some)
                .map(|(id, record): (u32, _)| {
                    let headers = json!({ "Content-Type": "application/json" });
                    json!({ "id": id.to_string(), "method": "POST", "url": set, "headers": headers, "body": record })
                })
                .collect();
            let request = Client::new().post(self.url("/odata/$batch")).bearer_auth(&token);
            let made = answer(request.json(&json!({ "requests": requests }))).await?;
            let responses = made["responses"].as_array().context("a batch is answered")?;
            ensure!(
                responses.len() == some.len() && responses.iter().all(|one| one["status"] == 201),
                "{made}"
            );
        }
        Ok(())
    }

    /// Makes a record in the CRM, as anna would on another page.
    pub(crate) async fn make_in_crm(&self, set: &str, record: Value) -> Result<Value> {
        let request = Client::new().post(self.url(&format!("/odata/{set}"))).json(&record);
        answer(request.bearer_auth(self.crm_token().await?)).await
    }

    /// Removes a record from the CRM, as anna would on another page.
    pub(crate) async fn remove_from_crm(&self, path: &str) -> Result<()> {
        let request = Client::new().delete(self.url(&format!("/odata/{path}")));
        request.bearer_auth(self.crm_token().await?).send().await?.error_for_status()?;
        Ok(())
    }

    /// Takes a right in the CRM from a user, or gives it back: `{"write": "Lookup", "allowed": false}`.
    pub(crate) async fn crm_right(&self, user: &str, right: Value) -> Result<()> {
        let address = self.url(&format!("/sandbox/creatio/rights/{user}"));
        answer(Client::new().put(address).json(&right)).await.map(drop)
    }

    async fn crm_token(&self) -> Result<String> {
        let token = self.control("creatio/tokens", json!({ "user": "anna" })).await?;
        Ok(token["access_token"].as_str().unwrap_or_default().to_owned())
    }

    /// Cuts an agent's sockets.
    pub(crate) async fn cut(&self, agent: &str) -> Result<()> {
        self.trouble(agent, json!({ "cut": true })).await
    }

    /// Puts many messages into a conversation.
    pub(crate) async fn fill(&self, conversation: &str, count: u32) -> Result<()> {
        self.control(&format!("conversations/{conversation}/messages"), json!({ "count": count }))
            .await
            .map(drop)
    }
}
