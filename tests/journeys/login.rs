//! Logging in and out.

use anyhow::Result;

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
