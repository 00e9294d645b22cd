//! What an installation shows on the page of a record besides the usual: fields, groups, lists and
//! figures. What is configured is the sandbox's example unless a test says otherwise.

use anyhow::Result;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::customer::{Customer, answer};
use crate::support::sandbox::Sandbox;

impl Agent {
    /// Comes to the record of a chat whose client has had one before.
    async fn with_second_chat(sandbox: &Sandbox) -> Result<(Agent, Customer)> {
        let anna = Agent::ready(sandbox, "anna").await?;
        let first = Customer::known(sandbox, "telegram", "Olena K", "tg-extras").await?;
        anna.accepts("Olena K").await?;
        anna.opens_record(&first).await?;
        anna.introduces("Olena Extra-Testova", "").await?;
        anna.element("link", "Olena Extra-Testova").await?;
        anna.click("button", "Actions").await?;
        anna.click("menuitem", "Create a case").await?;
        anna.sees("Done: Create a case").await?;
        anna.click("button", "End chat").await?;
        anna.click("button", "Yes").await?;
        anna.state_is("Completed").await?;
        let second = Customer::known(sandbox, "telegram", "Olena K", "tg-extras").await?;
        anna.accepts("Olena K").await?;
        anna.opens_record(&second).await?;
        anna.element("link", "Olena Extra-Testova").await?;
        Ok((anna, second))
    }

    /// Fills in a field whose text its picker gives.
    async fn picks(&self, label: &str, value: &str) -> Result<()> {
        let script = format!(
            "const label = [...document.querySelectorAll('.field label')].find(label => label.innerText === '{label}')
             const field = document.getElementById(label.htmlFor)
             field.value = '{value}'
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        self.ask(&script).await.map(drop)
    }

    /// Waits until this text is in the named part of the page.
    async fn part_says(&self, part: &str, text: &str) -> Result<()> {
        let script = format!(
            "return document.querySelector('[aria-label=\"{part}\"]')?.innerText.includes({})",
            json!(text)
        );
        self.until(&format!("“{part}” does not say “{text}”"), &script).await
    }
}

/// S55: configured fields of every kind are filled in, saved with the record and there again; what
/// is only shown can't be changed.
#[tokio::test]
async fn configured_fields_are_saved_with_the_record() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.click("tab", "Chat details").await?;
    anna.element("group", "Order").await?;
    anna.type_into("textbox", "Order number", "A-204 & 'x'").await?;
    let amount = anna.element("spinbutton", "Amount").await?;
    amount.send_keys(Key::Control + "a").await?;
    amount.send_keys("1234.5").await?;
    let parcels = anna.element("spinbutton", "Parcels").await?;
    parcels.send_keys(Key::Control + "a").await?;
    parcels.send_keys("3").await?;
    anna.picks("Call back on", "2031-05-06").await?;
    anna.click("switch", "A complaint").await?;
    anna.looks_up("Topic", "Return", "Return of goods").await?;
    let fixed =
        anna.driver().query(By::XPath("//label[text()='Recorded on']/following::input")).first().await?;
    assert_eq!(fixed.attr("readonly").await?.as_deref(), Some("true"));
    anna.accessible().await?;
    // What is typed stays in other tabs.
    anna.click("tab", "Feed").await?;
    anna.click("tab", "Chat details").await?;
    anna.field_holds("Order number", "A-204 & 'x'").await?;
    anna.saves().await?;
    anna.reloads().await?;
    anna.click("tab", "Chat details").await?;
    for (field, value) in [
        ("Order number", "A-204 & 'x'"),
        ("Amount", "1234.5"),
        ("Parcels", "3"),
        ("Call back on", "2031-05-06"),
        ("Topic", "Return of goods"),
    ] {
        anna.field_holds(field, value).await?;
    }
    let complaint = anna.element("switch", "A complaint").await?;
    assert_eq!(complaint.attr("aria-checked").await?.as_deref(), Some("true"));
    anna.no_errors(&[]).await
}

/// S55: two people who change the same configured field are asked, as with all others; a crash
/// loses nothing.
#[tokio::test]
async fn configured_fields_are_brought_together() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let bohdan = Agent::logged_in(&sandbox, "bohdan").await?;
    bohdan.opens_record(&olena).await?;
    for agent in [&anna, &bohdan] {
        agent.click("tab", "Chat details").await?;
        agent.element("group", "Order").await?;
    }
    anna.type_into("textbox", "Order number", "A-1").await?;
    bohdan.type_into("textbox", "Order number", "B-2").await?;
    bohdan.saves().await?;
    anna.click("button", "Save").await?;
    anna.sees("Order number was changed by somebody else meanwhile").await?;
    anna.accessible().await?;
    anna.click("button", "Keep mine").await?;
    anna.saves().await?;
    bohdan.reloads().await?;
    bohdan.click("tab", "Chat details").await?;
    bohdan.field_holds("Order number", "A-1").await?;
    anna.no_errors(&[]).await
}

/// S55: a list of related records shows those of this client and no others, each with its columns,
/// and leads to them; figures count them, grouped by a lookup.
#[tokio::test]
async fn lists_and_figures_are_those_of_the_client() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _second) = Agent::with_second_chat(&sandbox).await?;
    anna.click("tab", "Chat details").await?;
    let list = "Other chats of this client";
    anna.part_says(list, "1 record").await?;
    for column in ["Name", "Started", "Queue", "Result"] {
        anna.element("columnheader", column).await?;
    }
    anna.part_says(list, "Support").await?;
    anna.accessible().await?;
    anna.click("tab", "Client").await?;
    let figures = "This client in numbers";
    for figure in ["Chats\n2", "Open cases\n1", "Cases by status", "New"] {
        anna.part_says(figures, figure).await?;
    }
    anna.part_says("Cases", "SR").await?;
    anna.accessible().await?;
    anna.click("tab", "Chat details").await?;
    anna.part_says(list, "Olena K").await?;
    anna.driver().find(By::Css(".extra-table a")).await?.click().await?;
    anna.state_is("Completed").await?;
    anna.no_errors(&[]).await
}

/// S55: without a known client there is nothing to list, and a list of many comes page by page.
#[tokio::test]
async fn long_lists_come_page_by_page() -> Result<()> {
    let layout = json!({ "details": [{
        "detail": "All cases", "object": "Case", "order": "Number", "rows": 20,
        "columns": [{ "column": "Number" }, { "column": "Subject", "title": "What" }]
    }, {
        "detail": "His cases", "object": "Case", "filter": [{ "column": "Contact", "is": "{contact}" }],
        "columns": [{ "column": "Number" }]
    }] });
    let sandbox = Sandbox::configured("record-page.json", &layout)?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.click("tab", "Chat details").await?;
    anna.part_says("All cases", "300 records").await?;
    anna.part_says("His cases", "Nothing here yet").await?;
    let rows = async || anna.ask("return document.querySelectorAll('.extra-table tbody tr').length").await;
    assert_eq!(rows().await?, json!(20));
    anna.click("button", "Show more").await?;
    anna.until(
        "the next rows do not come",
        "return document.querySelectorAll('.extra-table tbody tr').length === 40",
    )
    .await?;
    anna.no_errors(&[]).await
}

/// S55: what is wrong with the configuration, or can't be read, is said in its place; the rest of
/// the page works.
#[tokio::test]
async fn trouble_stays_in_its_place() -> Result<()> {
    let layout = json!({ "details": [
        { "group": "Gone", "fields": [{ "column": "UsrNoSuchColumn", "title": "Ghost" }] },
        { "field": { "column": "UsrOrderNumber", "title": "Order number" } }
    ] });
    let sandbox = Sandbox::configured("record-page.json", &layout)?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.click("tab", "Chat details").await?;
    anna.sees("It could not be read. The CRM refused:").await?;
    anna.type_into("textbox", "Order number", "A-1").await?;
    anna.saves().await?;
    let broken = json!({ "details": [{ "field": { "column": "A)&$top=1" } }] });
    sandbox.configure("record-page.json", &broken)?;
    anna.reloads().await?;
    anna.click("tab", "Chat details").await?;
    anna.sees("record-page.json can't be used: details[0].field.column is no name").await?;
    anna.accessible().await?;
    anna.type_into("textbox", "Result details", "still works").await?;
    anna.saves().await?;
    let log = anna.driver().browser_log().await?;
    assert!(log.iter().all(|entry| !entry.message.contains("top=1")), "nothing of it reached an address");
    Ok(())
}

/// The configuration is asked for when a record's page opens first, not before.
#[tokio::test]
async fn the_configuration_waits_for_the_first_record() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let asked = "return performance.getEntriesByType('resource').filter(one => one.name.includes('record-page')).length";
    assert_eq!(anna.ask(asked).await?, json!(0));
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.accepts("Olena").await?;
    anna.opens_record(&olena).await?;
    anna.element("tab", "Client").await?;
    assert_eq!(anna.ask(asked).await?, json!(1));
    // It is there for others to read, too.
    let text = answer(reqwest::Client::new().get(sandbox.url("/record-page.json"))).await?;
    assert!(text["tabs"].is_array());
    Ok(())
}
