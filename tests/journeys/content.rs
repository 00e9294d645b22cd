//! The content of a lookup: the ready-made texts, as they are edited.

mod files;
pub(crate) mod many;
mod together;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;
use crate::support::wait::eventually;

impl Agent {
    /// Logs in and opens the ready-made texts by their address.
    pub(crate) async fn at_texts(sandbox: &Sandbox, login: &str) -> Result<Agent> {
        let agent = Self::logged_in(sandbox, login).await?;
        agent.opens_texts(sandbox).await?;
        Ok(agent)
    }

    /// Goes to the ready-made texts and waits until their rows are there.
    pub(crate) async fn opens_texts(&self, sandbox: &Sandbox) -> Result<()> {
        let lookups = sandbox.crm("Lookup?$filter=Name eq 'Chat Hello Messages'&$select=Id").await?;
        let id = lookups["value"][0]["Id"].as_str().context("the lookup is listed")?;
        self.ask(&format!("location.hash = '#/lookups/{id}'")).await?;
        self.until("there are no rows", "return document.querySelector('.content-row') !== null").await
    }

    /// Selects a row that is in view.
    async fn selects_row(&self, name: &str) -> Result<()> {
        self.click("row", name).await?;
        let script = format!(
            "return document.querySelector('.content-row[aria-selected=true] .content-name')?.innerText === {}",
            json!(name)
        );
        self.until(&format!("{name} is not selected"), &script).await
    }

    /// Waits until a row says this of itself, behind its name and its text.
    async fn row_is(&self, name: &str, state: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('.content-row')].some(row =>
               row.querySelector('.content-name').innerText === {} &&
               row.querySelector('.content-changed').innerText.includes({}))",
            json!(name),
            json!(state)
        );
        self.until(&format!("{name} is not “{state}”"), &script).await
    }

    /// Waits until no row is in edit mode.
    async fn edits_no_row(&self) -> Result<()> {
        self.until("a row is in edit mode", "return document.querySelector('.content-editor') === null").await
    }

    /// Replaces what the focused field holds.
    async fn replaces_with(&self, text: &str) -> Result<()> {
        self.press(Key::Control + "a").await?;
        self.commit(text).await
    }

    /// Fills in the row in edit mode, from its name on.
    async fn fills_row(&self, name: &str, text: &str) -> Result<()> {
        self.element("textbox", "Name").await?.click().await?;
        self.replaces_with(name).await?;
        self.press(Key::Tab).await?;
        self.replaces_with(text).await
    }
}

impl Sandbox {
    /// The texts with this name.
    async fn texts_named(&self, name: &str) -> Result<Vec<Value>> {
        let name = name.replace('\'', "''");
        let path = format!("WebitelChatHelloMessage?$filter=Name eq '{name}'&$select=Id,Name,Description");
        Ok(self.crm(&path).await?["value"].as_array().cloned().unwrap_or_default())
    }

    /// Waits until the only text with this name is this.
    async fn keeps_text(&self, name: &str, text: &str) -> Result<()> {
        eventually(format!("“{name}” is not kept as “{text}”"), async || {
            let found = self.texts_named(name).await?;
            Ok((found.len() == 1 && found[0]["Description"] == text).then_some(()))
        })
        .await
    }

    /// Waits until no text has this name.
    async fn has_no_text(&self, name: &str) -> Result<()> {
        eventually(format!("“{name}” is still there"), async || {
            Ok(self.texts_named(name).await?.is_empty().then_some(()))
        })
        .await
    }
}

/// S131 S132 S133 S134 S135: the content opens as a grid; "New" puts a row in edit mode on top; its
/// text of several lines is kept exactly; the tick saves it and leaves edit mode, and so does the
/// first button of the bar.
#[tokio::test]
async fn a_text_is_added_and_edited() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    anna.element("grid", "Chat Hello Messages").await?;
    anna.sees("13 rows").await?;
    anna.accessible().await?;
    anna.click("button", "New").await?;
    anna.until(
        "the new row is not on top",
        "return document.querySelector('.content-editor')?.style.top === '0px' &&
           document.activeElement.ariaLabel === 'Name'",
    )
    .await?;
    anna.press("Parcel 🚚").await?;
    anna.press(Key::Tab).await?;
    anna.press("Dear {{contact.name}},").await?;
    anna.press(Key::Enter + Key::Enter).await?;
    anna.commit("  your parcel is on its way 👩‍🚀\tsoon.").await?;
    anna.accessible().await?;
    anna.click("button", "Save and finish").await?;
    anna.edits_no_row().await?;
    let text = "Dear {{contact.name}},\n\n  your parcel is on its way 👩‍🚀\tsoon.";
    sandbox.keeps_text("Parcel 🚚", text).await?;
    anna.sees("14 rows").await?;
    anna.selects_row("Parcel 🚚").await?;
    anna.press(Key::Enter).await?;
    let long = "Ї".repeat(3990) + "\nend \u{1f9d1}\u{200d}\u{1f680}!";
    anna.fills_row("Parcel", &long).await?;
    anna.click("button", "Save").await?;
    anna.edits_no_row().await?;
    sandbox.keeps_text("Parcel", &long).await?;
    anna.no_errors(&[]).await
}

/// S133 S134: what is wrong with a row is told at its fields, and nothing is saved.
#[tokio::test]
async fn what_is_wrong_is_told_at_the_field() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    anna.click("button", "New").await?;
    anna.click("button", "Save and finish").await?;
    anna.sees("Enter a name.").await?;
    anna.sees("Enter the text.").await?;
    anna.fills_row(" welCOME ", "x").await?;
    anna.sees("Another row has this name.").await?;
    anna.fills_row("Too long", &"x".repeat(4001)).await?;
    anna.sees("1 character too many; 4,000 fit.").await?;
    anna.misses("Another row has this name.").await?;
    anna.accessible().await?;
    anna.press(Key::Control + Key::Enter).await?;
    anna.element("textbox", "Description").await?;
    assert!(sandbox.texts_named("Too long").await?.is_empty());
    anna.press(Key::Backspace).await?;
    anna.press(Key::Control + Key::Enter).await?;
    anna.edits_no_row().await?;
    sandbox.keeps_text("Too long", &"x".repeat(4000)).await?;
    anna.no_errors(&[]).await
}

/// S136 S137 S138: a row is copied under a name of its own, deleted once that is confirmed, and all
/// that is taken back step by step, in the CRM too.
#[tokio::test]
async fn a_text_is_copied_deleted_and_all_is_taken_back() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    anna.selects_row("Welcome").await?;
    let texts = sandbox.texts_named("Welcome").await?;
    let text = texts[0]["Description"].as_str().unwrap_or_default().to_owned();
    anna.click("button", "Copy").await?;
    anna.click("button", "Save and finish").await?;
    sandbox.keeps_text("Welcome (copy)", &text).await?;
    anna.row_is("Welcome (copy)", ":").await?;
    let copies = sandbox.texts_named("Welcome (copy)").await?;
    assert_ne!(copies[0]["Id"], texts[0]["Id"]);
    anna.press(Key::Enter).await?;
    anna.fills_row("Second", "Changed").await?;
    anna.press(Key::Control + "s").await?;
    sandbox.keeps_text("Second", "Changed").await?;
    anna.selects_row("Second").await?;
    anna.click("button", "Delete").await?;
    anna.sees("Delete Second?").await?;
    anna.sees("Changed").await?;
    anna.accessible().await?;
    anna.click("button", "Cancel").await?;
    anna.selects_row("Second").await?;
    anna.press(Key::Delete).await?;
    let dialog = anna.element("dialog", "Delete Second?").await?;
    dialog.find(By::Css(".button-danger")).await?.click().await?;
    sandbox.has_no_text("Second").await?;
    anna.click("button", "Undo").await?;
    sandbox.keeps_text("Second", "Changed").await?;
    anna.row_is("Second", ":").await?;
    anna.click("button", "Undo").await?;
    sandbox.keeps_text("Welcome (copy)", &text).await?;
    anna.row_is("Welcome (copy)", ":").await?;
    anna.click("button", "Undo").await?;
    sandbox.has_no_text("Welcome (copy)").await?;
    anna.until(
        "there is still something to take back",
        "return document.querySelector('button[aria-label=Undo]').disabled",
    )
    .await?;
    anna.no_errors(&[]).await
}

/// S131 S132 S133 S134 S137: everything by keyboard alone; Escape leaves a row, and what was typed
/// stays as a draft.
#[tokio::test]
async fn rows_are_edited_by_keyboard_alone() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    anna.element("searchbox", "Search by name or text").await?.focus().await?;
    anna.press("goodbye").await?;
    anna.sees("1 of 13 rows").await?;
    anna.press(Key::Down).await?;
    anna.until(
        "the grid has not got the focus",
        "return document.activeElement.role === 'grid' &&
           document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))
             ?.innerText.includes('Goodbye')",
    )
    .await?;
    anna.press(Key::F2).await?;
    anna.element("textbox", "Name").await?;
    anna.press(Key::Tab).await?;
    anna.press(Key::Control + Key::End).await?;
    anna.press(" Bye!").await?;
    anna.press(Key::Escape).await?;
    anna.edits_no_row().await?;
    anna.row_is("Goodbye", "Not saved").await?;
    anna.sees("1 row not saved").await?;
    anna.press(Key::Control + "s").await?;
    anna.row_is("Goodbye", ":").await?;
    anna.misses("not saved").await?;
    let saved = sandbox.texts_named("Goodbye").await?;
    assert!(saved[0]["Description"].as_str().is_some_and(|text| text.ends_with(" Bye!")));
    anna.press(Key::Control + "z").await?;
    eventually("it is not taken back", async || {
        let text = &sandbox.texts_named("Goodbye").await?[0]["Description"];
        Ok(text.as_str().is_some_and(|text| !text.ends_with(" Bye!")).then_some(()))
    })
    .await?;
    anna.no_errors(&[]).await
}

/// S131 S133: where an object has no descriptions, names alone are edited; another row that is clicked
/// leaves what was typed as it is.
#[tokio::test]
async fn names_alone_are_edited() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let objects = sandbox.crm("SysSchema?$filter=Name eq 'Account'&$select=UId").await?;
    let lookup = json!({ "Name": "Companies", "SysEntitySchemaUId": objects["value"][0]["UId"] });
    let made = sandbox.make_in_crm("Lookup", lookup).await?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.ask(&format!("location.hash = '#/lookups/{}'", made["Id"].as_str().unwrap_or_default())).await?;
    anna.sees("40 rows").await?;
    anna.sees("The rows of this lookup have names only.").await?;
    anna.accessible().await?;
    anna.click("button", "New").await?;
    anna.lacks("textbox", "Description").await?;
    anna.press("Zebra & Co").await?;
    anna.driver().find(By::Css(".content-row:nth-last-child(4)")).await?.click().await?;
    anna.edits_no_row().await?;
    anna.row_is("Zebra & Co", "Not saved").await?;
    anna.click("button", "Show").await?;
    anna.press(Key::Control + "s").await?;
    anna.misses("not saved").await?;
    anna.sees("41 rows").await?;
    anna.no_errors(&["400"]).await
}

/// S134 S137: what is typed survives a save that fails, leaving the page and a reload; the cause is
/// told, a missing right by its name, and saving is tried again. What was dropped comes back.
#[tokio::test]
async fn nothing_typed_is_lost() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_texts(&sandbox, "anna").await?;
    anna.click("button", "New").await?;
    anna.fills_row("Draft", "One\nTwo").await?;
    sandbox.crm_trouble(json!([{ "path": "$batch", "status": 503, "times": 1 }])).await?;
    anna.click("button", "Save and finish").await?;
    anna.sees("Not saved. The CRM can't be reached now.").await?;
    anna.press(Key::Escape).await?;
    anna.row_is("Draft", "Not saved").await?;
    anna.ask("location.hash = '#/lookups'").await?;
    anna.lacks("grid", "Chat Hello Messages").await?;
    anna.opens_texts(&sandbox).await?;
    anna.row_is("Draft", "Not saved").await?;
    assert!(anna.is_held_back().await?);
    anna.comes_back_after_a_crash().await?;
    anna.row_is("Draft", "Not saved").await?;
    sandbox.crm_right("anna", json!({ "write": "WebitelChatHelloMessage", "allowed": false })).await?;
    anna.selects_row("Draft").await?;
    anna.click("button", "Save").await?;
    anna.sees("You lack the right to change the rows of Chat Hello Messages").await?;
    anna.accessible().await?;
    sandbox.crm_right("anna", json!({ "write": "WebitelChatHelloMessage", "allowed": true })).await?;
    anna.click("button", "Try again").await?;
    anna.edits_no_row().await?;
    sandbox.keeps_text("Draft", "One\nTwo").await?;
    anna.selects_row("Draft").await?;
    anna.press(Key::Enter).await?;
    anna.fills_row("Draft", "Three").await?;
    anna.press(Key::Escape).await?;
    anna.click("button", "Undo").await?;
    anna.sees("What you typed for Draft was dropped.").await?;
    anna.click("button", "Bring back").await?;
    anna.click("button", "Save and finish").await?;
    sandbox.keeps_text("Draft", "Three").await?;
    anna.no_errors(&["503", "403"]).await
}
