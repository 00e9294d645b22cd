//! A page as people use it: roles, names, visible text and keys.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::browser::Session;
use super::wait::eventually;

/// One browser window. Whatever it waits for in vain, it tells what was to be seen instead.
pub(crate) struct Page {
    session: Session,
    /// Whose page it is; for messages.
    owner: String,
}

impl Page {
    /// Opens an address in a fresh session of this size in CSS pixels.
    pub(crate) async fn open(owner: &str, url: &str, (width, height): (u32, u32)) -> Result<Page> {
        let page = Page { session: Session::open(width, height).await?, owner: owner.to_owned() };
        page.driver().goto(url).await?;
        Ok(page)
    }

    /// The plain commands of the browser.
    pub(crate) fn driver(&self) -> &WebDriver {
        self.session.driver()
    }

    /// Waits until the element with this role is there whose accessible name is `name` or,
    /// where none is exactly so called, contains it.
    pub(crate) async fn element(&self, role: &str, name: &str) -> Result<WebElement> {
        let what = format!("no {role} “{name}”");
        let found = eventually(what, async || self.find(role, name).await).await;
        self.explained(found).await
    }

    /// Clicks with the mouse.
    pub(crate) async fn click(&self, role: &str, name: &str) -> Result<()> {
        let clicked = eventually(format!("cannot click the {role} “{name}”"), async || {
            let Some(element) = self.find(role, name).await? else { return Ok(None) };
            element.click().await?;
            Ok(Some(()))
        })
        .await;
        self.explained(clicked).await
    }

    /// Types into a field, key by key, after what it holds.
    pub(crate) async fn type_into(&self, role: &str, name: &str, text: &str) -> Result<()> {
        Ok(self.element(role, name).await?.send_keys(text).await?)
    }

    /// Types wherever the focus is.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.driver().active_element().await?.send_keys(keys).await?)
    }

    /// Waits until the text is visible.
    pub(crate) async fn sees(&self, text: &str) -> Result<()> {
        let seen = eventually(format!("“{text}” does not show"), async || {
            Ok(self.text().await?.contains(text).then_some(()))
        })
        .await;
        self.explained(seen).await
    }

    /// Waits until the text is no longer visible.
    pub(crate) async fn misses(&self, text: &str) -> Result<()> {
        let missed = eventually(format!("“{text}” still shows"), async || {
            Ok((!self.text().await?.contains(text)).then_some(()))
        })
        .await;
        self.explained(missed).await
    }

    /// Looks for a second and a half, as long as anything takes to come, and fails if it shows.
    pub(crate) async fn never_shows(&self, text: &str) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_millis(1500) {
            if self.text().await?.contains(text) {
                return self.explained(Err(anyhow!("“{text}” shows"))).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }

    /// Waits until no element has this role and name.
    pub(crate) async fn lacks(&self, role: &str, name: &str) -> Result<()> {
        let gone = eventually(format!("there still is a {role} “{name}”"), async || {
            Ok(self.find(role, name).await?.is_none().then_some(()))
        })
        .await;
        self.explained(gone).await
    }

    /// Waits until a script answers with what is wanted.
    pub(crate) async fn until(&self, what: &str, script: &str) -> Result<()> {
        let met = eventually(what, async || {
            Ok(self.ask(script).await?.as_bool().unwrap_or_default().then_some(()))
        });
        let met = met.await;
        self.explained(met).await
    }

    /// Runs a script with `return` and hands back what it returns.
    pub(crate) async fn ask(&self, script: &str) -> Result<Value> {
        Ok(self.driver().execute(script, vec![]).await?.json().clone())
    }

    /// All visible text.
    pub(crate) async fn text(&self) -> Result<String> {
        let text = self.ask("return document.body.innerText").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// How often a text is visible.
    pub(crate) async fn count(&self, text: &str) -> Result<usize> {
        Ok(self.text().await?.matches(text).count())
    }

    /// Fails if the browser reported an error in its console; `expected` ones do not count.
    pub(crate) async fn no_errors(&self, expected: &[&str]) -> Result<()> {
        for entry in self.driver().browser_log().await? {
            if entry.level == "SEVERE" && !expected.iter().any(|part| entry.message.contains(part)) {
                bail!("{}'s console says: {}", self.owner, entry.message);
            }
        }
        Ok(())
    }

    /// Asks Chromium's accessibility tree, which knows roles and names as a screen reader does.
    async fn find(&self, role: &str, name: &str) -> Result<Option<WebElement>> {
        let document = self.cdp("Runtime.evaluate", json!({ "expression": "document" })).await?;
        let query = json!({ "objectId": document["result"]["objectId"], "role": role });
        let answer = self.cdp("Accessibility.queryAXTree", query).await?;
        let nodes = answer["nodes"].as_array().context("the accessibility tree has nodes")?;
        let named = |matches: fn(&str, &str) -> bool| {
            nodes.iter().find(|node| {
                node["ignored"] == false && matches(node["name"]["value"].as_str().unwrap_or_default(), name)
            })
        };
        let Some(node) = named(|have, want| have == want).or_else(|| named(|have, want| have.contains(want)))
        else {
            return Ok(None);
        };
        let object =
            self.cdp("DOM.resolveNode", json!({ "backendNodeId": node["backendDOMNodeId"] })).await?;
        let keep = json!({
            "objectId": object["object"]["objectId"],
            "functionDeclaration": "function () { window.found = this }",
        });
        self.cdp("Runtime.callFunctionOn", keep).await?;
        Ok(Some(self.driver().execute("return window.found", vec![]).await?.element()?))
    }

    /// A command of the Chrome DevTools protocol.
    pub(crate) async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver().cdp().send_raw(command, parameters).await?)
    }

    /// Adds to an error what the page looked like.
    pub(crate) async fn explained<T>(&self, result: Result<T>) -> Result<T> {
        match result {
            Ok(value) => Ok(value),
            Err(error) => Err(anyhow!("{}: {error:#}\n{}", self.owner, self.report().await)),
        }
    }

    async fn report(&self) -> String {
        let url = self.driver().current_url().await.map(|url| url.to_string()).unwrap_or_default();
        let text: String = self.text().await.unwrap_or_default().chars().take(3000).collect();
        let log = self.driver().browser_log().await.unwrap_or_default();
        let log: String = log.iter().map(|entry| format!("\n  {} {}", entry.level, entry.message)).collect();
        let picture = match self.picture().await {
            Ok(path) => path.display().to_string(),
            Err(error) => format!("none ({error})"),
        };
        format!("page    {url}\npicture {picture}\nconsole {log}\ntext\n{text}")
    }

    /// Takes a picture into `target/journeys/`.
    async fn picture(&self) -> Result<PathBuf> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/journeys");
        fs::create_dir_all(&folder)?;
        let test = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        let path = folder.join(format!("{test}-{}.png", COUNT.fetch_add(1, Ordering::Relaxed)));
        self.driver().screenshot(&path).await?;
        Ok(path)
    }
}
