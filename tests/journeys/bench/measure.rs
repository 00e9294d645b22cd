//! What is measured, and how.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::floor::{Floor, name};

/// How a page bore a burst.
pub(super) struct Burst {
    /// A second.
    pub(super) frames: f64,
    /// Milliseconds in all.
    pub(super) long_tasks: f64,
    /// Milliseconds from each key to the next frame.
    pub(super) keys: Vec<f64>,
}

/// A switch from one chat to another, in milliseconds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Switch {
    /// From the click on "Back" to the list; nothing where no such click is needed.
    pub(super) to_list: f64,
    /// From the click on the chat to its last message.
    pub(super) to_chat: f64,
}

impl Switch {
    pub(super) fn took(&self) -> f64 {
        self.to_list + self.to_chat
    }
}

/// What a long history costs.
pub(super) struct History {
    /// Milliseconds from the newest message to the first.
    pub(super) took: f64,
    /// What came to it.
    pub(super) memory: Memory,
    /// At the end.
    pub(super) nodes: f64,
}

/// Bytes in use.
#[derive(Clone, Copy)]
pub(super) struct Memory {
    /// By the script: JavaScript's heap and WebAssembly's.
    pub(super) script: f64,
    /// By the page that the script has made.
    pub(super) page: f64,
}

impl Floor {
    /// Loads the page anew, as if for the first time: bytes, and milliseconds until it is ready.
    pub(super) async fn start(&self) -> Result<(f64, f64)> {
        self.page.cdp("Network.enable", json!({})).await?;
        self.page.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
        self.page.driver().refresh().await?;
        self.page.until("the page does not get ready", "return probe.ready() !== undefined").await?;
        Ok((self.number("probe.loaded()").await?, self.number("probe.ready()").await?))
    }

    /// Milliseconds from a message at the socket to its being painted in the open chat.
    pub(super) async fn message_to_painted(&self, round: usize, times: usize) -> Result<Vec<f64>> {
        let customer = self.customers.first().context("there are customers")?;
        if round == 0 {
            self.switch_to(1, "Customer 01 is here").await?;
        }
        let mut took = Vec::new();
        for n in 0..times {
            let mark = format!("mark-{}.", round * times + n);
            customer.writes(&mark).await?;
            took.push(self.number(&format!("probe.seen({mark:?})")).await?);
        }
        Ok(took)
    }

    /// Messages over all chats, while the agent types.
    pub(super) async fn burst(&self, (seconds, rate): (u32, u32)) -> Result<Burst> {
        let ids: Vec<_> = self.customers.iter().map(|customer| &customer.id).collect();
        self.page.driver().find(By::Css("textarea")).await?.click().await?;
        self.page.ask("probe.reset()").await?;
        let started = Instant::now();
        self.sandbox
            .control("burst", json!({ "conversations": ids, "rate": rate, "seconds": seconds }))
            .await?;
        while started.elapsed() < Duration::from_secs(seconds.into()) {
            self.page.press("a").await?;
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        let took = started.elapsed().as_secs_f64();
        let seen = self.page.ask("return probe.burst()").await?;
        let number = |field: &str| seen[field].as_f64().unwrap_or(f64::NAN);
        let keys = serde_json::from_value(seen["keys"].clone())?;
        Ok(Burst { frames: number("frames") / took, long_tasks: number("longTasks"), keys })
    }

    /// Fills two chats, and looks into each once.
    pub(super) async fn prepare_two_chats(&self) -> Result<()> {
        for n in [2, 3] {
            let chat = &self.customers.get(n - 1).context("there are customers")?.id;
            let fill = json!({ "count": 200, "text": format!("chat {n} line {{n}}") });
            self.sandbox.control(&format!("conversations/{chat}/messages"), fill).await?;
        }
        self.start().await?;
        self.switch_between_two_chats(2).await.map(drop)
    }

    /// Goes from one to the other and back.
    pub(super) async fn switch_between_two_chats(&self, times: usize) -> Result<Vec<Switch>> {
        let mut took = Vec::new();
        for turn in 0..times {
            let n = 2 + turn % 2;
            took.push(self.switch_to(n, &format!("chat {n} line 200")).await?);
        }
        Ok(took)
    }

    async fn switch_to(&self, n: usize, last_words: &str) -> Result<Switch> {
        let answer = self.answer(&format!("probe.switchTo({:?}, {last_words:?})", name(n))).await?;
        Ok(serde_json::from_value(answer)?)
    }

    /// Reads a chat of 5,000 messages back to the first one.
    pub(super) async fn scroll_up_through_5000(&self) -> Result<History> {
        let chat = &self.customers.get(3).context("there are customers")?.id;
        let fill = json!({ "count": 5000, "text": "old line {n}." });
        self.sandbox.control(&format!("conversations/{chat}/messages"), fill).await?;
        self.start().await?;
        self.switch_to(4, "old line 5000.").await?;
        let before = self.memory().await?;
        let took = self.number("probe.upTo('old line 1.')").await?;
        let after = self.memory().await?;
        let memory = Memory { script: after.script - before.script, page: after.page - before.page };
        Ok(History { took, memory, nodes: self.number("probe.nodes()").await? })
    }

    async fn memory(&self) -> Result<Memory> {
        self.page.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        let heap = self.page.cdp("Runtime.getHeapUsage", json!({})).await?;
        let bytes = |what: &str| heap[what].as_f64().with_context(|| format!("the browser tells no {what}"));
        Ok(Memory {
            script: bytes("usedSize")? + self.number("probe.wasm()").await?,
            page: bytes("embedderHeapUsedSize")?,
        })
    }

    /// The number to which an expression resolves.
    async fn number(&self, expression: &str) -> Result<f64> {
        let answer = self.answer(expression).await?;
        answer.as_f64().with_context(|| format!("{expression} gives {answer}"))
    }

    /// What an expression resolves to.
    async fn answer(&self, expression: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0]; Promise.resolve({expression}).then(done, it => done(String(it)))"
        );
        Ok(self.page.driver().execute_async(script, vec![]).await?.json().clone())
    }
}
