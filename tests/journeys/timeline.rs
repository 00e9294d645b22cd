//! The time-line: light however long it is, and still whatever happens in it.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;
use crate::support::wait::eventually;

/// S34: 5,000 messages are read back to the first one with a light page, without a jump.
#[tokio::test]
async fn a_long_history_stays_light() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    sandbox.fill(&olena.id, 5000).await?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    anna.accepts("Olena").await?;
    anna.sees("Message 5000").await?;
    let count = "return document.getElementsByTagName('*').length";
    let up = "
        const log = document.querySelector('[role=log]')
        const scroller = [log, log.parentElement, ...log.children].find(part => part.scrollHeight > part.clientHeight + 9)
        scroller.scrollTop = 0
        return Number((log.innerText.match(/Message (\\d+)/) ?? [])[1])";
    let mut first = 5000;
    while first > 1 {
        let nodes = anna.ask(count).await?.as_u64().unwrap_or(u64::MAX);
        assert!(nodes < 600, "{nodes} nodes");
        first = eventually(format!("nothing older than message {first} comes"), async || {
            Ok(anna.ask(up).await?.as_u64().filter(|now| *now < first))
        })
        .await?;
    }
    anna.sees("What can we help you with?").await
}

/// S31 S34: on a large screen the panel and the page show the same 5,000 one-word messages, and
/// the page stays light wherever both stand.
#[tokio::test]
async fn two_long_time_lines_stay_light_together() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    let fill = json!({ "count": 5000, "text": "ok", "from": "agent" });
    sandbox.control(&format!("conversations/{}/messages", olena.id), fill).await?;
    let screen = json!({ "width": 2560, "height": 1440, "deviceScaleFactor": 1, "mobile": false });
    anna.cdp("Emulation.setDeviceMetricsOverride", screen).await?;
    anna.driver().refresh().await?;
    anna.click("button", "Olena").await?;
    anna.click("link", "Olena").await?;
    for place in [1.0, 0.5, 0.0] {
        anna.until(
            "the rows do not come",
            &format!(
                "const logs = [...document.querySelectorAll('[role=log]')]
                 logs.forEach(log => log.scrollTop = {place} * log.scrollHeight)
                 return logs.length === 2 && logs.every(log => log.querySelectorAll('article').length > 30)"
            ),
        )
        .await?;
        // What belongs to the record around the conversation is as much in every chat.
        let count = "return document.querySelectorAll('*').length - document.querySelectorAll('.page-side *, .page-bar *').length";
        let nodes = anna.ask(count).await?;
        assert!(nodes.as_u64().is_some_and(|nodes| nodes < 600), "{nodes} nodes");
    }
    Ok(())
}

/// S34: while messages pour in the last one is in view; above the end nothing moves.
#[tokio::test]
async fn messages_pour_in_without_a_jump() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    sandbox.fill(&olena.id, 300).await?;
    anna.driver().refresh().await?;
    anna.click("button", "Olena").await?;
    anna.sees("Message 300").await?;
    // After each layout, before its paint: how far the end is, or how far a row has moved.
    anna.ask(
        "const beat = document.body.appendChild(document.createElement('div'))
         beat.style = 'position: fixed; height: 1px; left: -9px'
         const log = () => document.querySelector('[role=log]')
         window.gaps = []
         window.moves = []
         new ResizeObserver(() => {
           gaps.push(log().scrollHeight - log().clientHeight - log().scrollTop)
           if (window.row) moves.push(Math.abs(row.getBoundingClientRect().top - window.top_))
         }).observe(beat)
         const go = () => {
           beat.style.width = beat.style.width === '1px' ? '2px' : '1px'
           requestAnimationFrame(go)
         }
         go()",
    )
    .await?;
    let pour = json!({ "conversations": [olena.id], "rate": 40, "seconds": 2, "text": "{n}: one\ntwo" });
    sandbox.control("burst", pour.clone()).await?;
    anna.sees("80: one").await?;
    let gap = anna.ask("return Math.max(...gaps)").await?;
    assert!(gap.as_f64().is_some_and(|gap| gap < 2.0), "the end was {gap} pixels away");

    anna.ask("document.querySelector('[role=log]').scrollTop -= 1500").await?;
    anna.element("button", "To the newest").await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    anna.ask(
        "const log = document.querySelector('[role=log]').getBoundingClientRect()
         window.row = [...document.querySelectorAll('.row')].find(row => row.getBoundingClientRect().top > log.top)
         window.top_ = row.getBoundingClientRect().top",
    )
    .await?;
    sandbox.control("burst", pour).await?;
    anna.element("button", "80 new messages").await?;
    let moved = anna.ask("return Math.max(...moves)").await?;
    assert!(moved.as_f64().is_some_and(|moved| moved < 1.0), "a row has moved by {moved} pixels");
    Ok(())
}

/// S34: who asks for less motion gets the same time-line, which follows what comes in.
#[tokio::test]
async fn less_motion_keeps_the_end_in_view() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::in_chat(&sandbox, "anna", "Olena").await?;
    anna.wants_less_motion().await?;
    let at_end = "
        const log = document.querySelector('[role=log]')
        return log.scrollTop > 0 && log.scrollHeight - log.clientHeight - log.scrollTop < 2";
    for number in 1..=8 {
        olena.writes(&format!("{number} {}", "words and more words ".repeat(9 * number))).await?;
    }
    anna.says("Olena", "8 words").await?;
    anna.until("the newest message is out of sight", at_end).await?;
    anna.writes("And mine").await?;
    anna.says("You", "And mine").await?;
    anna.until("the own message is out of sight", at_end).await
}
