//! Logging in and out.

use anyhow::Result;
use serde_json::json;

use crate::support::agent::Agent;
use crate::support::sandbox::Sandbox;

/// S1: a wrong password says so and keeps the name; the right one opens the desk.
#[tokio::test]
async fn a_wrong_password_is_told_and_the_right_one_opens_the_desk() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_the_door(&sandbox, "anna").await?;
    anna.accessible().await?;
    anna.log_in("anna", "wrong").await?;
    anna.sees("The user name or the password is wrong").await?;
    anna.until(
        "the name is gone",
        "return document.querySelector('[autocomplete=username]').value === 'anna'",
    )
    .await?;
    anna.log_in("anna", "demo").await?;
    anna.sees("CallCenter off").await?;
    anna.accessible().await?;
    anna.no_errors(&["401"]).await
}

/// What loads after the start may fail to load: it says so where it is missing, and comes with the
/// next attempt.
#[tokio::test]
async fn a_part_that_does_not_load_can_be_tried_again() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::at_the_door(&sandbox, "anna").await?;
    anna.cdp("Network.enable", json!({})).await?;
    anna.cdp("Network.setBlockedURLs", json!({ "urls": ["*split_work*"] })).await?;
    anna.log_in("anna", "demo").await?;
    anna.click("tab", "Closed").await?;
    anna.sees("This part of the desk did not load").await?;
    anna.accessible().await?;
    anna.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    anna.click("button", "Try again").await?;
    anna.sees("Ended by").await?;
    // Nobody signed in to the CRM: what would have done so was not there.
    anna.no_errors(&["split_work", "__wasm_split.js", "GetCurrentUserInfo"]).await
}
