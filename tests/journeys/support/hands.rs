//! What needs the browser's own tools: composing with an IME, dropping and pasting files, a network
//! that fails, settings of the system.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use super::page::Page;

impl Page {
    /// Composes a text in the focused field as an input method does, without ending it.
    pub(crate) async fn compose(&self, text: &str) -> Result<()> {
        let end = text.encode_utf16().count();
        self.cdp(
            "Input.imeSetComposition",
            json!({ "text": text, "selectionStart": end, "selectionEnd": end }),
        )
        .await?;
        Ok(())
    }

    /// Presses a key that goes to the input method, as the browser reports it while composing.
    pub(crate) async fn press_while_composing(&self, key: &str) -> Result<()> {
        let event = json!({ "type": "rawKeyDown", "key": key, "code": key, "windowsVirtualKeyCode": 229 });
        self.cdp("Input.dispatchKeyEvent", event).await?;
        Ok(())
    }

    /// Ends composing with this text.
    pub(crate) async fn commit(&self, text: &str) -> Result<()> {
        self.cdp("Input.insertText", json!({ "text": text })).await?;
        Ok(())
    }

    /// Drags files from outside over the element and drops them there.
    pub(crate) async fn drop_files(&self, role: &str, name: &str, files: &[&Path]) -> Result<()> {
        let rect = self.element(role, name).await?.rect().await?;
        let (x, y) = rect.icenter();
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
            self.cdp("Input.dispatchDragEvent", json!({ "type": kind, "x": x, "y": y, "data": data }))
                .await?;
        }
        Ok(())
    }

    /// Chooses files in the page's file field, as the file dialog would.
    pub(crate) async fn choose_files(&self, files: &[&Path]) -> Result<()> {
        let field = self.driver().find(thirtyfour::By::Css("input[type=file]")).await?;
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        Ok(field.send_keys(files.join("\n")).await?)
    }

    /// Pastes a file into the focused element, as after copying a picture.
    pub(crate) async fn paste_file(&self, name: &str, mime: &str, content: &[u8]) -> Result<()> {
        const SCRIPT: &str = "
            const [name, type, bytes] = arguments
            const clipboardData = new DataTransfer()
            clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type }))
            document.activeElement.dispatchEvent(
              new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))";
        self.driver().execute(SCRIPT, vec![json!(name), json!(mime), json!(content)]).await?;
        Ok(())
    }

    /// Breaks all requests to addresses of these patterns, as a bad network would; none for none.
    pub(crate) async fn cannot_reach(&self, addresses: &[&str]) -> Result<()> {
        self.cdp("Network.enable", json!({})).await?;
        self.cdp("Network.setBlockedURLs", json!({ "urls": addresses })).await?;
        Ok(())
    }

    /// Whether the browser would ask before the page goes.
    pub(crate) async fn is_held_back(&self) -> Result<bool> {
        let asks = self.ask("return !dispatchEvent(new Event('beforeunload', { cancelable: true }))").await?;
        Ok(asks.as_bool().unwrap_or_default())
    }

    /// Loads the page anew though something is not saved, as after a crash.
    pub(crate) async fn comes_back_after_a_crash(&self) -> Result<()> {
        self.ask("addEventListener('beforeunload', event => event.stopImmediatePropagation(), true)").await?;
        Ok(self.driver().refresh().await?)
    }

    /// Asks for less motion, as a setting of the system does.
    pub(crate) async fn wants_less_motion(&self) -> Result<()> {
        let less = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": [less] })).await.map(drop)
    }

    /// Lets axe-core look at the page; fails with all that it finds.
    pub(crate) async fn accessible(&self) -> Result<()> {
        let script =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&script)
            .context("axe-core is missing: run `npm ci` in tests/journeys, or `cargo xtask test journeys`")?;
        self.driver().execute(axe, vec![]).await?;
        const CHECK: &str = "
            const done = arguments[arguments.length - 1]
            axe.run().then(({ violations }) => done(violations.map(({ id, help, nodes }) =>
              `${id}: ${help}\\n` + nodes.map(({ html }) => `    ${html}`).join('\\n')).join('\\n')))";
        let found = self.driver().execute_async(CHECK, vec![]).await?;
        let found = found.json().as_str().unwrap_or_default().to_owned();
        let result = if found.is_empty() { Ok(()) } else { Err(anyhow::anyhow!("axe-core finds\n{found}")) };
        self.explained(result).await
    }
}
