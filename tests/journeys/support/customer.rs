//! A customer, who writes over the sandbox's customer interface.

use anyhow::{Context, Result};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use super::sandbox::Sandbox;
use super::wait::eventually;

/// A customer in a chat.
pub(crate) struct Customer {
    http: Client,
    /// The address of the chat.
    chat: String,
    token: String,
    /// The id of the conversation.
    pub(crate) id: String,
}

impl Customer {
    /// Starts a chat and answers the bot's question, which sends it into the queue.
    pub(crate) async fn start(sandbox: &Sandbox, source: &str, name: &str, queue: &str) -> Result<Customer> {
        let customer = Self::arrive(sandbox, source, name, queue).await?;
        customer.hears("?").await?;
        customer.writes("It is about my order").await?;
        Ok(customer)
    }

    /// Starts a chat as somebody whom the provider knows by this id, and answers the bot.
    pub(crate) async fn known(sandbox: &Sandbox, source: &str, name: &str, id: &str) -> Result<Customer> {
        let new = json!({ "source": source, "name": name, "queue": "Support", "external_id": id });
        let customer = Self::begin(sandbox, new).await?;
        customer.hears("?").await?;
        customer.writes("It is about my order").await?;
        Ok(customer)
    }

    /// Starts a chat without a word.
    pub(crate) async fn arrive(sandbox: &Sandbox, source: &str, name: &str, queue: &str) -> Result<Customer> {
        Self::begin(sandbox, json!({ "source": source, "name": name, "queue": queue })).await
    }

    async fn begin(sandbox: &Sandbox, new: Value) -> Result<Customer> {
        let http = Client::new();
        let chats = sandbox.url("/customer/chats");
        let started = answer(http.post(&chats).json(&new)).await?;
        let text =
            |field: &str| started[field].as_str().map(str::to_owned).context("a chat has an id and a token");
        let (id, token) = (text("id")?, text("token")?);
        Ok(Customer { http, chat: format!("{chats}/{id}"), token, id })
    }

    /// Sends a text.
    pub(crate) async fn writes(&self, text: &str) -> Result<()> {
        let request = self.http.post(format!("{}/messages", self.chat)).json(&json!({ "text": text }));
        self.answer(request).await.map(drop)
    }

    /// Sends a file with a caption.
    pub(crate) async fn sends(&self, name: &str, mime: &str, content: Vec<u8>, caption: &str) -> Result<()> {
        let request = self
            .http
            .post(format!("{}/files", self.chat))
            .query(&[("name", name), ("text", caption)])
            .header("content-type", mime)
            .body(content);
        self.answer(request).await.map(drop)
    }

    /// Ends the chat.
    pub(crate) async fn ends(&self) -> Result<()> {
        self.answer(self.http.post(format!("{}/end", self.chat))).await.map(drop)
    }

    /// Waits for a message whose text contains this.
    pub(crate) async fn hears(&self, text: &str) -> Result<Value> {
        self.gets(&format!("a text with “{text}”"), |message| {
            message["text"].as_str().unwrap_or_default().contains(text)
        })
        .await
    }

    /// Waits for a file with this name, and fetches it.
    pub(crate) async fn receives(&self, name: &str) -> Result<Vec<u8>> {
        let message =
            self.gets(&format!("the file {name}"), |message| message["file"]["name"] == name).await?;
        let address = format!("{}/files/{}", self.chat, message["file"]["id"]);
        let reply = self.http.get(address).bearer_auth(&self.token).send().await?.error_for_status()?;
        Ok(reply.bytes().await?.to_vec())
    }

    /// Waits until the chat is over.
    pub(crate) async fn sees_the_end(&self) -> Result<()> {
        eventually("the customer's chat is not over", async || {
            Ok((self.thread().await?["closed"] == true).then_some(()))
        })
        .await
    }

    /// The texts so far, each with who said it: `agent: Hello`.
    pub(crate) async fn transcript(&self) -> Result<Vec<String>> {
        let thread = self.thread().await?;
        let messages = thread["messages"].as_array().context("a thread has messages")?;
        let line = |message: &Value| {
            let field = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
            format!("{}: {}", field("from"), field("text"))
        };
        Ok(messages.iter().map(line).collect())
    }

    async fn gets(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        let found = eventually(format!("the customer does not get {what}"), async || {
            let thread = self.thread().await?;
            let messages = thread["messages"].as_array().context("a thread has messages")?;
            Ok(messages.iter().find(|message| wanted(message)).cloned())
        })
        .await;
        match found {
            Err(error) => Err(error.context(format!("the customer has {:?}", self.transcript().await))),
            found => found,
        }
    }

    async fn thread(&self) -> Result<Value> {
        self.answer(self.http.get(format!("{}/messages", self.chat))).await
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Value> {
        answer(request.bearer_auth(&self.token)).await
    }
}

/// The JSON answer to a request that must succeed.
pub(crate) async fn answer(request: RequestBuilder) -> Result<Value> {
    let reply = request.send().await?;
    let (status, url) = (reply.status(), reply.url().path().to_owned());
    let text = reply.text().await?;
    anyhow::ensure!(status.is_success(), "{url} answers {status}: {text}");
    Ok(serde_json::from_str(&text)?)
}
