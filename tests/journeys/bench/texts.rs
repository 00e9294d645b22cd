//! How 5,000 ready-made texts bear typing, in the composer and in their editor, in a browser slowed
//! down four times.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::prelude::*;

use super::floor::PROBE;
use crate::content::many::texts;
use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

/// What is looked for, key by key: all, many, few and none of the texts are found.
const QUERY: &str = "thank you number 4711 q";

#[tokio::test]
#[ignore = "measures, and proves nothing"]
#[expect(clippy::print_stdout, reason = "the table is the result")]
async fn bench_texts() -> Result<()> {
    let sandbox = Sandbox::start()?;
    sandbox.make_many_in_crm("WebitelChatHelloMessage", &texts(4987)).await?;
    let (anna, _) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PROBE })).await?;
    anna.driver().refresh().await?;
    anna.click("button", "Olena").await?;
    anna.click("button", "Select text").await?;
    anna.until("the texts are not there", "return document.querySelector('.replies-row') !== null").await?;
    anna.press(Key::Escape).await?;
    anna.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    println!("\n{:<48}{:>12}{:>12}{:>12}", "5,000 texts, processor slowed 4 times", "p50", "p95", "most");
    // What a key costs where nothing is looked for: no list can be faster.
    anna.element("textbox", "Message to Olena").await?.click().await?;
    show("message: key to next frame, ms", anna.types().await?);
    let mut opened = Vec::new();
    for _ in 0..5 {
        opened.push(anna.resolves_to("probe.opened('Select text', '.replies-row')").await?);
        anna.press(Key::Escape).await?;
    }
    show("composer: list opened, ms", opened);
    anna.click("button", "Select text").await?;
    show("composer: key to next frame, ms", anna.types().await?);
    anna.opens_texts(&sandbox).await?;
    anna.element("searchbox", "Search by name or text").await?.click().await?;
    show("editor: key of the search to next frame, ms", anna.types().await?);
    anna.press(Key::Control + "a").await?;
    anna.press(Key::Backspace).await?;
    anna.press(Key::Down).await?;
    show("editor: arrow to next frame, ms", anna.walks().await?);
    Ok(())
}

impl Agent {
    /// Types the query and takes it back, key by key: milliseconds from each to the next frame.
    async fn types(&self) -> Result<Vec<f64>> {
        let back = (0..QUERY.len()).map(|_| String::from(Key::Backspace.value()));
        self.timed(QUERY.chars().map(String::from).chain(back)).await
    }

    async fn walks(&self) -> Result<Vec<f64>> {
        self.timed((0..40).map(|_| String::from(Key::Down.value()))).await
    }

    async fn timed(&self, keys: impl Iterator<Item = String>) -> Result<Vec<f64>> {
        self.ask("probe.reset()").await?;
        for key in keys {
            self.press(key).await?;
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        Ok(serde_json::from_value(self.ask("return probe.burst().keys").await?)?)
    }

    /// The number to which an expression resolves.
    async fn resolves_to(&self, expression: &str) -> Result<f64> {
        let script = format!("const done = arguments[0]; Promise.resolve({expression}).then(done)");
        let answer = self.driver().execute_async(script, vec![]).await?;
        answer.json().as_f64().with_context(|| format!("{expression} is no number"))
    }
}

#[expect(clippy::print_stdout, reason = "the table is the result")]
fn show(what: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        values.get((values.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(f64::NAN)
    };
    println!("{what:<48}{:>12.1}{:>12.1}{:>12.1}", at(50), at(95), at(100));
}
