//! From the gear to the list of lookups, and new ones in it.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

/// The lookup of the ready-made texts, and its object.
const TEXTS: &str = "Chat Hello Messages";

impl Agent {
    /// Goes to the list of lookups and waits until it is there.
    async fn opens_lookups(&self) -> Result<()> {
        self.click("link", "System Designer").await?;
        self.click("link", "Lookups").await?;
        self.until("no lookups are listed", "return document.querySelector('[id^=lookups-list-]') !== null")
            .await
    }

    /// Looks for a lookup until it is the only one.
    async fn finds_lookup(&self, name: &str) -> Result<()> {
        let field = self.element("searchbox", "Search by name or description").await?;
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(name).await?;
        let only = format!(
            "const rows = document.querySelectorAll('[id^=lookups-list-]')
             return rows.length === 1 && rows[0].innerText.startsWith({})",
            json!(name)
        );
        self.until(&format!("“{name}” is not found"), &only).await
    }

    /// Waits until this lookup is the chosen one, in view.
    async fn has_chosen_lookup(&self, name: &str) -> Result<()> {
        let script = format!(
            "const row = document.querySelector('.lookups-row[aria-selected=true]')
             const list = document.getElementById('lookups-list').getBoundingClientRect()
             const at = row?.getBoundingClientRect()
             return row?.innerText.startsWith({}) && at.top >= list.top && at.bottom <= list.bottom + 1",
            json!(name)
        );
        self.until(&format!("“{name}” is not chosen"), &script).await
    }

    /// Looks for an object and takes it.
    async fn chooses_object(&self, title: &str) -> Result<()> {
        let object = self.element("combobox", "Object").await?;
        object.send_keys(Key::Control + "a").await?;
        object.send_keys(title).await?;
        self.click("option", title).await
    }

    /// Waits until the grid of this lookup is there, with its rows.
    async fn has_opened(&self, lookup: &Value) -> Result<()> {
        let address = format!("#/lookups/{}", lookup["Id"].as_str().unwrap_or_default());
        let script = format!(
            "return location.hash === '{address}' && document.querySelector('.content-row') !== null"
        );
        self.until("the content is not opened", &script).await
    }

    /// What a field of the dialog holds.
    async fn lookup_field(&self, role: &str, name: &str) -> Result<String> {
        Ok(self.element(role, name).await?.value().await?.unwrap_or_default())
    }
}

/// The lookups of this name.
async fn named(sandbox: &Sandbox, name: &str) -> Result<Vec<Value>> {
    let found = sandbox.crm(&format!("Lookup?$filter=Name eq '{name}'")).await?;
    Ok(found["value"].as_array().context("a list has a value")?.clone())
}

/// S125 S126: the gear leads to the System Designer, and its system settings to the lookups, each
/// with its object.
#[tokio::test]
async fn the_gear_leads_to_the_lookups() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.click("link", "System Designer").await?;
    anna.element("heading", "System settings").await?;
    anna.accessible().await?;
    anna.click("link", "Lookups").await?;
    anna.sees("Case priorities").await?;
    for column in ["Name", "Object", "Description"] {
        anna.element("columnheader", column).await?;
    }
    anna.accessible().await?;
    anna.finds_lookup(TEXTS).await?;
    anna.sees("Ready-made texts that agents choose in a chat").await?;
    anna.sees("1 lookup").await?;
    anna.click("link", "System Designer").await?;
    anna.element("heading", "System settings").await?;
    anna.no_errors(&[]).await
}

/// S125: where the panel stands alone, the user's menu leads there and the page leads back.
#[tokio::test]
async fn from_a_narrow_frame_the_menu_leads_to_the_designer() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::in_a_narrow_frame(&sandbox, "anna").await?;
    anna.click("button", "Anna").await?;
    anna.click("link", "System Designer").await?;
    anna.click("link", "Lookups").await?;
    anna.sees("Case priorities").await?;
    anna.accessible().await?;
    anna.click("link", "System Designer").await?;
    anna.click("link", "Back").await?;
    anna.sees("CallCenter off").await?;
    anna.no_errors(&[]).await
}

/// S127 S128 S129 S130 S131: a lookup of the ready-made texts is registered under its name, its object
/// found by searching; it is listed afterwards, and after a reload; "Open content" leads into it.
#[tokio::test]
async fn a_lookup_is_registered_and_its_content_opened() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let seeded = named(&sandbox, TEXTS).await?.pop().context("the demo data has the lookup")?;
    sandbox.remove_from_crm(&format!("Lookup({})", seeded["Id"].as_str().unwrap_or_default())).await?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_lookups().await?;
    anna.click("button", "New lookup").await?;
    anna.click("button", "Save").await?;
    anna.sees("Enter a name.").await?;
    anna.sees("Choose the object that holds the values.").await?;
    anna.accessible().await?;
    anna.type_into("textbox", "Name", TEXTS).await?;
    anna.misses("Enter a name.").await?;
    anna.chooses_object(TEXTS).await?;
    anna.misses("Choose the object").await?;
    anna.type_into("textbox", "Description", "For the shop").await?;
    anna.click("button", "Save").await?;
    anna.lacks("dialog", "New lookup").await?;
    anna.has_chosen_lookup(TEXTS).await?;
    let made = named(&sandbox, TEXTS).await?;
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["SysEntitySchemaUId"], seeded["SysEntitySchemaUId"]);
    assert_eq!(made[0]["Description"], "For the shop");
    anna.accessible().await?;

    anna.driver().refresh().await?;
    anna.sees("Case priorities").await?;
    anna.finds_lookup(TEXTS).await?;
    anna.driver().find(By::Css("[id^=lookups-list-]")).await?.click().await?;
    anna.has_chosen_lookup(TEXTS).await?;
    anna.click("link", "Open content").await?;
    anna.has_opened(&made[0]).await?;
    anna.no_errors(&[]).await
}

/// S128 S130: a name that is taken is said at its field, and leads to the lookup that has it; nothing
/// that was entered is lost.
#[tokio::test]
async fn a_taken_name_leads_to_its_lookup() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_lookups().await?;
    anna.click("button", "New lookup").await?;
    anna.type_into("textbox", "Name", "chat hello messages").await?;
    anna.chooses_object("Job titles").await?;
    anna.click("button", "Save").await?;
    anna.sees("There is a lookup of this name already.").await?;
    anna.accessible().await?;
    anna.click("button", "Show it").await?;
    anna.has_chosen_lookup(TEXTS).await?;
    anna.click("button", "New lookup").await?;
    anna.type_into("textbox", "Name", " of the shop").await?;
    assert_eq!(anna.lookup_field("combobox", "Object").await?, "Job titles");
    anna.click("button", "Save").await?;
    anna.has_chosen_lookup("chat hello messages of the shop").await?;
    assert_eq!(named(&sandbox, TEXTS).await?.len(), 1);
    anna.click("button", "New lookup").await?;
    assert_eq!(anna.lookup_field("textbox", "Name").await?, "", "what was saved is not offered again");
    anna.no_errors(&[]).await
}

/// S130: a save that fails says why and keeps what was entered, also when the dialog is left and
/// opened again after a reload; one whose answer got lost makes no second lookup.
#[tokio::test]
async fn a_failed_save_keeps_what_was_entered() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_lookups().await?;
    anna.click("button", "New lookup").await?;
    anna.type_into("textbox", "Name", "Shop texts").await?;
    anna.chooses_object(TEXTS).await?;
    sandbox.crm_trouble(json!([{ "path": "Lookup", "method": "POST", "status": 503 }])).await?;
    anna.click("button", "Save").await?;
    anna.sees("Not saved. The CRM can't be reached now.").await?;
    anna.press(Key::Escape).await?;
    anna.lacks("dialog", "New lookup").await?;
    anna.driver().refresh().await?;
    anna.sees("Case priorities").await?;
    anna.click("button", "New lookup").await?;
    assert_eq!(anna.lookup_field("textbox", "Name").await?, "Shop texts");
    assert_eq!(anna.lookup_field("combobox", "Object").await?, TEXTS);
    sandbox
        .crm_trouble(json!([{ "path": "Lookup", "method": "POST", "status": 503, "after": true }]))
        .await?;
    anna.click("button", "Save").await?;
    anna.sees("Not saved. The CRM can't be reached now.").await?;
    anna.click("button", "Save").await?;
    anna.has_chosen_lookup("Shop texts").await?;
    let made = named(&sandbox, "Shop texts").await?;
    assert_eq!(made.len(), 1);
    anna.until("the list has no focus", "return document.activeElement.id === 'lookups-list'").await?;
    anna.press(Key::Enter).await?;
    anna.has_opened(&made[0]).await?;
    // The last attempt found that there is one with its key.
    anna.no_errors(&["503", "500"]).await
}

/// S127 S130: whoever lacks a right is told which one, and who can give it.
#[tokio::test]
async fn a_missing_right_is_named() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_lookups().await?;
    sandbox.crm_right("anna", json!({ "write": "Lookup", "allowed": false })).await?;
    anna.click("button", "New lookup").await?;
    anna.type_into("textbox", "Name", "Shop texts").await?;
    anna.chooses_object(TEXTS).await?;
    anna.click("button", "Save").await?;
    anna.sees("permissions to edit data of the object \"Lookup\"").await?;
    anna.sees("An administrator of the CRM can give it to you.").await?;
    assert_eq!(anna.lookup_field("textbox", "Name").await?, "Shop texts");
    sandbox.crm_right("anna", json!({ "read": "Lookup", "allowed": false })).await?;
    anna.driver().refresh().await?;
    anna.sees("permissions to read data from the object \"Lookup\"").await?;
    sandbox.crm_right("anna", json!({ "read": "Lookup", "allowed": true })).await?;
    anna.click("button", "Try again").await?;
    anna.sees("Case priorities").await?;
    anna.no_errors(&["403"]).await
}

/// S126 S131: by keyboard alone a lookup is looked for, chosen and opened.
#[tokio::test]
async fn a_lookup_is_opened_by_keyboard_alone() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let texts = named(&sandbox, TEXTS).await?.pop().context("the demo data has the lookup")?;
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.element("link", "System Designer").await?.send_keys(Key::Enter).await?;
    anna.element("link", "Lookups").await?.send_keys(Key::Enter).await?;
    anna.sees("Case priorities").await?;
    anna.element("searchbox", "Search by name or description").await?.send_keys("chat").await?;
    anna.misses("Case priorities").await?;
    anna.press(Key::Down).await?;
    anna.until("the grid has no focus", "return document.activeElement.id === 'lookups-list'").await?;
    anna.press(Key::Down).await?;
    anna.press(Key::End).await?;
    anna.has_chosen_lookup("Webitel chat states").await?;
    anna.press(Key::Home).await?;
    anna.has_chosen_lookup("Chat channel providers").await?;
    anna.press(Key::Down + Key::Down).await?;
    anna.has_chosen_lookup(TEXTS).await?;
    anna.accessible().await?;
    anna.press(Key::Enter).await?;
    anna.has_opened(&texts).await?;
    anna.driver().back().await?;
    anna.has_chosen_lookup(TEXTS).await?;
    anna.no_errors(&[]).await
}

/// S126: of many lookups those are in the page that are looked at; every character of a search means
/// itself.
#[tokio::test]
async fn many_lookups_are_sorted_searched_and_scrolled_through() -> Result<()> {
    const MANY: usize = 250;
    let sandbox = Sandbox::start()?;
    let object = named(&sandbox, TEXTS).await?[0]["SysEntitySchemaUId"].clone();
    let odd = r"Zz 100% (a+b)\d_ it's #1";
    for name in (0..MANY).map(|nth| format!("Many {nth:03}")).chain([odd.to_owned()]) {
        sandbox.make_in_crm("Lookup", json!({ "Name": name, "SysEntitySchemaUId": object })).await?;
    }
    let anna = Agent::logged_in(&sandbox, "anna").await?;
    anna.opens_lookups().await?;
    anna.sees("281 lookups").await?;
    anna.click("row", "Account types").await?;
    anna.until(
        "the end of the list is not reached",
        "const list = document.getElementById('lookups-list')
         list.scrollTop = list.scrollHeight
         return [...list.querySelectorAll('.lookups-row')].some(row => row.innerText.startsWith('Zz'))",
    )
    .await?;
    let nodes = anna.ask("return document.querySelectorAll('*').length").await?;
    assert!(nodes.as_u64().is_some_and(|nodes| nodes < 700), "{nodes} nodes");
    anna.press(Key::End).await?;
    anna.has_chosen_lookup(odd).await?;
    anna.click("button", "Name").await?;
    anna.until(
        "the last name is not the first",
        "return document.querySelector('[aria-sort=descending]') !== null &&
           document.querySelector('[id^=lookups-list-]')?.innerText.startsWith('Zz')",
    )
    .await?;
    anna.finds_lookup(odd).await?;
    anna.element("searchbox", "Search").await?.send_keys(Key::Control + "a").await?;
    anna.press("(no such%").await?;
    anna.sees("No lookups found").await?;
    anna.accessible().await?;
    anna.no_errors(&[]).await
}
