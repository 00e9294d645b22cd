//! What is measured, and how.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::json;
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

/// What a long history costs.
pub(super) struct History {
    /// Milliseconds from the newest message to the first.
    pub(super) took: f64,
    /// Bytes that came to it.
    pub(super) memory: f64,
    /// At the end.
    pub(super) nodes: f64,
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
    pub(super) async fn message_to_painted(&self, times: usize) -> Result<Vec<f64>> {
        let customer = self.customers.first().context("there are customers")?;
        self.number(&format!("probe.switchTo({:?}, {:?})", name(1), "Customer 01 is here")).await?;
        let mut took = Vec::new();
        for n in 0..times {
            let mark = format!("mark-{n}");
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

    /// Milliseconds from the click on a chat to its last message's being painted.
    pub(super) async fn switch_between_two_chats(&self, times: usize) -> Result<Vec<f64>> {
        for n in [2, 3] {
            let chat = &self.customers.get(n - 1).context("there are customers")?.id;
            let fill = json!({ "count": 200, "text": format!("chat {n} line {{n}}") });
            self.sandbox.control(&format!("conversations/{chat}/messages"), fill).await?;
        }
        self.start().await?;
        let mut took = Vec::new();
        for turn in 0..times {
            let n = 2 + turn % 2;
            let last = format!("chat {n} line 200");
            took.push(self.number(&format!("probe.switchTo({:?}, {last:?})", name(n))).await?);
        }
        Ok(took)
    }

    /// Reads a chat of 5,000 messages back to the first one.
    pub(super) async fn scroll_up_through_5000(&self) -> Result<History> {
        let chat = &self.customers.get(3).context("there are customers")?.id;
        let fill = json!({ "count": 5000, "text": "old line {n}." });
        self.sandbox.control(&format!("conversations/{chat}/messages"), fill).await?;
        self.start().await?;
        self.number(&format!("probe.switchTo({:?}, 'old line 5000.')", name(4))).await?;
        let before = self.memory().await?;
        let took = self.number("probe.upTo('old line 1.')").await?;
        Ok(History {
            took,
            memory: self.memory().await? - before,
            nodes: self.number("probe.nodes()").await?,
        })
    }

    async fn memory(&self) -> Result<f64> {
        self.page.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        self.number("probe.memory()").await
    }

    /// The number to which an expression resolves.
    async fn number(&self, expression: &str) -> Result<f64> {
        let script = format!(
            "const done = arguments[0]; Promise.resolve({expression}).then(done, it => done(String(it)))"
        );
        let answer = self.page.driver().execute_async(script, vec![]).await?;
        answer.json().as_f64().with_context(|| format!("{expression} gives {}", answer.json()))
    }
}

/// The value below which so many per cent of the values lie.
pub(super) fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
